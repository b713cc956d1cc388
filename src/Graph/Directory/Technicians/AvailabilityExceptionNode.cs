using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Scheduling;
using Slotline.Graph.Access;
using Slotline.Graph.Engine;

namespace Slotline.Graph.Directory.Technicians;

/// <summary>Replaces the weekly hours on each date of the range. No `hours` means off.</summary>
[Node("exc")]
public sealed record AvailabilityExceptionNode : INode
{
    public required Guid Id { get; init; }

    public required LocalDate From { get; init; }

    /// <summary>Inclusive.</summary>
    public required LocalDate To { get; init; }

    public required IReadOnlyList<TimeRangeNode> Hours { get; init; }

    [GraphQLIgnore]
    public required string? StaffReason { get; init; }

    [GraphQLIgnore]
    public required Guid? TechnicianId { get; init; }

    internal static AvailabilityExceptionNode Of(AvailabilityException exception) => new()
    {
        Id = exception.Id,
        TechnicianId = exception.TechnicianId,
        From = exception.From,
        To = exception.To,
        Hours = [.. exception.Hours.Select(h => new TimeRangeNode(h.From, h.To))],
        StaffReason = exception.Reason,
    };
}

/// <summary>Wall-clock hours of one date. An end at or before the start lies on the next day.</summary>
[GraphQLName("TimeRange")]
public sealed record TimeRangeNode(WallTime From, WallTime To);

[ExtendObjectType<AvailabilityExceptionNode>]
public static class AvailabilityExceptionFields
{
    /// <summary>Staff only; null for everyone else.</summary>
    public static string? Reason([Parent] AvailabilityExceptionNode exception, Caller? caller) =>
        caller.Sees("AvailabilityException.reason") ? exception.StaffReason : null;

    /// <summary>Null: the whole organization.</summary>
    public static async Task<TechnicianNode?> TechnicianAsync(
        [Parent] AvailabilityExceptionNode exception,
        TechnicianById technicians,
        CancellationToken cancellationToken) =>
        exception.TechnicianId is { } id ? await technicians.LoadAsync(id, cancellationToken) : null;
}
