using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Domain.Scheduling;
using Slotline.Graph.Access;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.Directory.Technicians;

/// <summary>Wall-clock hours of one date. An end at or before the start lies on the next day.</summary>
public sealed record TimeRangeInput
{
    public required WallTime From { get; init; }

    public required WallTime To { get; init; }
}

public sealed record CreateAvailabilityExceptionInput
{
    /// <summary>Null: everyone.</summary>
    [ID<TechnicianNode>]
    public Guid? TechnicianId { get; init; }

    public required LocalDate From { get; init; }

    /// <summary>Inclusive; `from` where none is given.</summary>
    public LocalDate? To { get; init; }

    /// <summary>Empty or left out: off.</summary>
    public IReadOnlyList<TimeRangeInput>? Hours { get; init; }

    /// <summary>At most 2,000 characters.</summary>
    public string? Reason { get; init; }
}

public sealed record CreateAvailabilityExceptionPayload : Payload
{
    public AvailabilityExceptionNode? AvailabilityException { get; init; }
}

public sealed record DeleteAvailabilityExceptionInput
{
    [ID<AvailabilityExceptionNode>]
    public required Guid Id { get; init; }
}

public sealed record DeleteAvailabilityExceptionPayload : Payload;

[MutationType]
public static class AvailabilityExceptionMutations
{
    /// <summary>
    /// Adds a date or date range on which a technician, or everyone, is off or works other hours. Admins; a technician
    /// their own. Codes: INVALID_INPUT, NOT_FOUND, FORBIDDEN.
    /// </summary>
    public static async Task<CreateAvailabilityExceptionPayload> CreateAvailabilityExceptionAsync(
        CreateAvailabilityExceptionInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        RequireOwnOrSettings(caller, input.TechnicianId);
        var exception = await changes.CommitAsync(
            caller, change => CreateAsync(change, input), cancellationToken);
        return new CreateAvailabilityExceptionPayload { AvailabilityException = exception };
    }

    /// <summary>Takes an exception away. Admins; a technician their own. Codes: NOT_FOUND, FORBIDDEN.</summary>
    public static async Task<DeleteAvailabilityExceptionPayload> DeleteAvailabilityExceptionAsync(
        DeleteAvailabilityExceptionInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        caller.RequireStaff();
        await changes.CommitAsync(
            caller,
            async change =>
            {
                var exception = await change.Db.AvailabilityExceptions
                    .SingleOrDefaultAsync(e => e.Id == input.Id, change.CancellationToken)
                    ?? throw Refusal.NotFound("exception", "id");
                RequireOwnOrSettings(caller, exception.TechnicianId);
                change.Db.Remove(exception);
                return true;
            },
            cancellationToken);
        return new DeleteAvailabilityExceptionPayload();
    }

    private static async Task<AvailabilityExceptionNode> CreateAsync(
        Change change, CreateAvailabilityExceptionInput input)
    {
        if (input.TechnicianId is { } id
            && !await change.Db.Technicians.AnyAsync(t => t.Id == id, change.CancellationToken))
        {
            throw Refusal.NotFound("technician", "technicianId");
        }

        var exception = new AvailabilityException(
            change.Organization.Id,
            input.TechnicianId,
            input.From,
            input.To ?? input.From,
            [.. (input.Hours ?? []).Select(h => new TimeRange(h.From, h.To))],
            input.Reason);
        change.Db.Add(exception);
        return AvailabilityExceptionNode.Of(exception);
    }

    private static void RequireOwnOrSettings(Caller caller, Guid? technicianId)
    {
        if (technicianId is null || technicianId != caller.TechnicianId)
        {
            caller.Require(Permissions.SettingsWrite);
        }
    }
}
