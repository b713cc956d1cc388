using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Scheduling;
using Slotline.Graph.Engine;

namespace Slotline.Graph.Directory.Technicians;

/// <summary>Somebody who performs services, with a timetable of their own.</summary>
[Node("tech")]
public sealed record TechnicianNode : INode
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required bool IsActive { get; init; }

    /// <summary>Clients may name this technician as preferred.</summary>
    public required bool AcceptsPreference { get; init; }

    /// <summary>Most appointments on one of the technician's local days; null is no limit.</summary>
    public required int? MaxAppointmentsPerDay { get; init; }

    /// <summary>The weekly timetable, in the technician's zone, by day and start.</summary>
    public required IReadOnlyList<WeeklyHoursNode> WeeklyHours { get; init; }

    [GraphQLIgnore]
    public required string Address { get; init; }

    [GraphQLIgnore]
    public required Guid OrganizationId { get; init; }

    [GraphQLIgnore]
    public required string? OwnTimeZoneId { get; init; }

    internal static TechnicianNode Of(Technician technician) => new()
    {
        Id = technician.Id,
        OrganizationId = technician.OrganizationId,
        Name = technician.Name,
        Address = technician.Email,
        IsActive = technician.IsActive,
        AcceptsPreference = technician.AcceptsPreference,
        MaxAppointmentsPerDay = technician.MaxAppointmentsPerDay,
        WeeklyHours = [.. technician.WeeklyHours.Select(h => new WeeklyHoursNode(h.Day, h.Range.From, h.Range.To))],
        OwnTimeZoneId = technician.TimeZoneId,
    };
}

/// <summary>One range of a weekday. An end at or before the start lies on the next day (22:00 to 02:00).</summary>
[GraphQLName("WeeklyHours")]
public sealed record WeeklyHoursNode(IsoDayOfWeek Day, WallTime From, WallTime To);
