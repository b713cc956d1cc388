using System.Linq.Expressions;
using NodaTime;
using Slotline.Domain.Requests;
using Slotline.Domain.Scheduling;
using Slotline.Graph.Directory;
using Slotline.Graph.Directory.Technicians;
using Slotline.Graph.Engine;

namespace Slotline.Graph.Requests;

/// <summary>A booking: a technician's time, half-open from its start to its end.</summary>
[Node("apt")]
public sealed record AppointmentNode : INode
{
    public required Guid Id { get; init; }

    public required Instant StartsAt { get; init; }

    public required Instant EndsAt { get; init; }

    public required AppointmentStatus Status { get; init; }

    /// <summary>Rules that staff waived when it was booked or moved.</summary>
    public required IReadOnlyList<AvailabilityRule> OverriddenRules { get; init; }

    [GraphQLIgnore]
    public required Guid RequestId { get; init; }

    [GraphQLIgnore]
    public required Guid TechnicianId { get; init; }

    internal static Expression<Func<Appointment, AppointmentNode>> FromRow { get; } = a => new AppointmentNode
    {
        Id = a.Id,
        RequestId = a.RequestId,
        TechnicianId = a.TechnicianId,
        StartsAt = a.StartsAt,
        EndsAt = a.EndsAt,
        Status = a.Status,
        OverriddenRules = a.OverriddenRules,
    };
}

[ExtendObjectType<AppointmentNode>]
public static class AppointmentFields
{
    public static async Task<AppointmentRequestNode> RequestAsync(
        [Parent] AppointmentNode appointment, RequestById requests, CancellationToken cancellationToken) =>
        (await requests.LoadAsync(appointment.RequestId, cancellationToken))!;

    public static async Task<TechnicianNode> TechnicianAsync(
        [Parent] AppointmentNode appointment, TechnicianById technicians, CancellationToken cancellationToken) =>
        (await technicians.LoadAsync(appointment.TechnicianId, cancellationToken))!;
}
