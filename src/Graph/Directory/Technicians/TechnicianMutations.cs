using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Domain.Scheduling;
using Slotline.Graph.Access;
using Slotline.Graph.Directory.Services;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.Directory.Technicians;

/// <summary>One range of a weekday. An end at or before the start lies on the next day (22:00 to 02:00).</summary>
public sealed record WeeklyHoursInput
{
    public required IsoDayOfWeek Day { get; init; }

    public required WallTime From { get; init; }

    public required WallTime To { get; init; }

    internal WeeklyHours ToHours() => new(Day, new TimeRange(From, To));
}

public sealed record CreateTechnicianInput
{
    /// <summary>At most 200 characters.</summary>
    public required string Name { get; init; }

    public required string Email { get; init; }

    /// <summary>The organization's where none is given.</summary>
    public TimeZoneId? TimeZone { get; init; }

    [DefaultValue(true)]
    public bool AcceptsPreference { get; init; }

    /// <summary>0 to 1,000; null is no limit.</summary>
    public int? MaxAppointmentsPerDay { get; init; }

    [ID<ServiceNode>]
    public IReadOnlyList<Guid>? ServiceIds { get; init; }

    public IReadOnlyList<WeeklyHoursInput>? WeeklyHours { get; init; }
}

public sealed record CreateTechnicianPayload : Payload
{
    public TechnicianNode? Technician { get; init; }
}

/// <summary>Fields left out stay as they are; a null zone means the organization's, a null cap no limit.</summary>
public sealed record UpdateTechnicianInput
{
    [ID<TechnicianNode>]
    public required Guid Id { get; init; }

    public Optional<string?> Name { get; init; }

    public Optional<string?> Email { get; init; }

    public Optional<TimeZoneId?> TimeZone { get; init; }

    public Optional<bool?> IsActive { get; init; }

    public Optional<bool?> AcceptsPreference { get; init; }

    public Optional<int?> MaxAppointmentsPerDay { get; init; }

    /// <summary>Replaces the services this technician performs.</summary>
    [ID<ServiceNode>]
    public Optional<IReadOnlyList<Guid>?> ServiceIds { get; init; }
}

public sealed record UpdateTechnicianPayload : Payload
{
    public TechnicianNode? Technician { get; init; }
}

public sealed record SetWeeklyHoursInput
{
    [ID<TechnicianNode>]
    public required Guid TechnicianId { get; init; }

    /// <summary>At most 70 ranges.</summary>
    public required IReadOnlyList<WeeklyHoursInput> WeeklyHours { get; init; }
}

public sealed record SetWeeklyHoursPayload : Payload
{
    public TechnicianNode? Technician { get; init; }
}

[MutationType]
public static class TechnicianMutations
{
    /// <summary>Adds a technician. Admins. Codes: INVALID_INPUT, NOT_FOUND, FORBIDDEN.</summary>
    public static async Task<CreateTechnicianPayload> CreateTechnicianAsync(
        CreateTechnicianInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        caller.Require(Permissions.SettingsWrite);
        var technician = await changes.CommitAsync(
            caller,
            async change =>
            {
                var technician = new Technician(caller.OrganizationId, input.Name, input.Email)
                {
                    AcceptsPreference = input.AcceptsPreference,
                };
                technician.MoveTo(input.TimeZone?.Value);
                technician.CapAt(input.MaxAppointmentsPerDay);
                technician.SetWeeklyHours([.. (input.WeeklyHours ?? []).Select(h => h.ToHours())]);
                change.Db.Add(technician);
                await change.SetServicesAsync(technician.Id, input.ServiceIds ?? []);
                return TechnicianNode.Of(technician);
            },
            cancellationToken);
        return new CreateTechnicianPayload { Technician = technician };
    }

    /// <summary>Changes a technician. Admins. Codes: INVALID_INPUT, NOT_FOUND, FORBIDDEN.</summary>
    public static async Task<UpdateTechnicianPayload> UpdateTechnicianAsync(
        UpdateTechnicianInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        caller.Require(Permissions.SettingsWrite);
        var technician = await changes.CommitAsync(
            caller, change => UpdateAsync(change, input), cancellationToken);
        return new UpdateTechnicianPayload { Technician = technician };
    }

    /// <summary>
    /// Replaces the whole weekly timetable of one technician at once; all of it is stored or none. Admins. Codes:
    /// INVALID_INPUT, NOT_FOUND, FORBIDDEN.
    /// </summary>
    public static async Task<SetWeeklyHoursPayload> SetWeeklyHoursAsync(
        SetWeeklyHoursInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        caller.Require(Permissions.SettingsWrite);
        var technician = await changes.CommitAsync(
            caller,
            async change =>
            {
                var technician = await FindAsync(change, input.TechnicianId, "technicianId");
                technician.SetWeeklyHours([.. input.WeeklyHours.Select(h => h.ToHours())]);
                return TechnicianNode.Of(technician);
            },
            cancellationToken);
        return new SetWeeklyHoursPayload { Technician = technician };
    }

    private static async Task<TechnicianNode> UpdateAsync(Change change, UpdateTechnicianInput input)
    {
        var technician = await FindAsync(change, input.Id, "id");
        technician.Rename(input.Name.OrKeep(technician.Name, "name"));
        technician.Reach(input.Email.OrKeep(technician.Email, "email"));
        if (input.TimeZone.HasValue)
        {
            technician.MoveTo(input.TimeZone.Value?.Value);
        }

        technician.IsActive = input.IsActive.OrKeep(technician.IsActive, "isActive");
        technician.AcceptsPreference =
            input.AcceptsPreference.OrKeep(technician.AcceptsPreference, "acceptsPreference");
        technician.CapAt(input.MaxAppointmentsPerDay.Or(technician.MaxAppointmentsPerDay));
        if (input.ServiceIds.HasValue)
        {
            await change.SetServicesAsync(technician.Id, input.ServiceIds.OrKeep([], "serviceIds"));
        }

        return TechnicianNode.Of(technician);
    }

    private static async Task<Technician> FindAsync(Change change, Guid id, string field) =>
        await change.Db.Technicians.SingleOrDefaultAsync(t => t.Id == id, change.CancellationToken)
        ?? throw Refusal.NotFound("technician", field);
}
