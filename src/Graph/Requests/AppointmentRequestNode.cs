using System.Linq.Expressions;
using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Graph.Engine;

namespace Slotline.Graph.Requests;

/// <summary>A wish for an appointment, from asking to outcome.</summary>
[Node("req")]
public sealed record AppointmentRequestNode : INode
{
    private static readonly Func<AppointmentRequest, AppointmentRequestNode> Compiled;

    static AppointmentRequestNode() => Compiled = FromRow.Compile();

    public required Guid Id { get; init; }

    /// <summary>Unique in the organization, short, and safe to read out, e.g. `AR-7K3M-92QX`.</summary>
    public required string Reference { get; init; }

    public required AppointmentRequestStatus Status { get; init; }

    /// <summary>Rises by one with every change; mutations name the one they saw.</summary>
    public required int Version { get; init; }

    public required RequesterNode Requester { get; init; }

    public required Instant RequestedStartsAt { get; init; }

    public required Instant RequestedEndsAt { get; init; }

    /// <summary>The length that counts: the decided one where there is one, else the requested one.</summary>
    public required int DurationMinutes { get; init; }

    /// <summary>The zone the requester was in.</summary>
    public required TimeZoneId RequesterTimeZone { get; init; }

    public required string? Description { get; init; }

    /// <summary>The booking; set while APPROVED, and kept after it was cancelled.</summary>
    public required AppointmentNode? Appointment { get; init; }

    public required string? DeclineReason { get; init; }

    public required string? CancellationReason { get; init; }

    public required Instant? DecidedAt { get; init; }

    public required Instant CreatedAt { get; init; }

    public required Instant UpdatedAt { get; init; }

    [GraphQLIgnore]
    public required Guid ServiceId { get; init; }

    [GraphQLIgnore]
    public required Guid? ClientId { get; init; }

    [GraphQLIgnore]
    public required Guid? ContactId { get; init; }

    [GraphQLIgnore]
    public required Guid? PreferredTechnicianId { get; init; }

    [GraphQLIgnore]
    public required Guid? TicketId { get; init; }

    /// <summary>Read by staff only; the field in the schema asks who is asking.</summary>
    [GraphQLIgnore]
    public required string? StaffNotes { get; init; }

    [GraphQLIgnore]
    public required Actor? Decider { get; init; }

    /// <summary>The start that counts: the decided one where there is one.</summary>
    [GraphQLIgnore]
    public required Instant StartsAt { get; init; }

    /// <summary>The service's own cut-off; null where the organization's holds.</summary>
    [GraphQLIgnore]
    public required int? CancellationCutoffMinutes { get; init; }

    /// <summary>The one mapping from a row, for the database and for a request in memory.</summary>
    internal static Expression<Func<AppointmentRequest, AppointmentRequestNode>> FromRow { get; } = r =>
        new AppointmentRequestNode
        {
            Id = r.Id,
            Reference = r.Reference,
            Status = r.Status,
            Version = r.Version,
            Requester = new RequesterNode(
                r.Requester.Name, r.Requester.Email, r.Requester.Phone, r.Requester.CompanyName),
            RequestedStartsAt = r.RequestedStartsAt,
            RequestedEndsAt = r.RequestedEndsAt,
            DurationMinutes = MinutesBetween(r.StartsAt, r.EndsAt),
            RequesterTimeZone = new TimeZoneId(r.RequesterTimeZoneId),
            Description = r.Description,
            Appointment = r.Appointment == null
                ? null
                : new AppointmentNode
                {
                    Id = r.Appointment.Id,
                    RequestId = r.Appointment.RequestId,
                    TechnicianId = r.Appointment.TechnicianId,
                    StartsAt = r.Appointment.StartsAt,
                    EndsAt = r.Appointment.EndsAt,
                    Status = r.Appointment.Status,
                    OverriddenRules = r.Appointment.OverriddenRules,
                },
            DeclineReason = r.DeclineReason,
            CancellationReason = r.CancellationReason,
            DecidedAt = r.DecidedAt,
            CreatedAt = r.CreatedAt,
            UpdatedAt = r.UpdatedAt,
            ServiceId = r.ServiceId,
            ClientId = r.ClientId,
            ContactId = r.ContactId,
            PreferredTechnicianId = r.PreferredTechnicianId,
            TicketId = r.TicketId,
            StaffNotes = r.InternalNotes,
            Decider = r.DecidedBy,
            StartsAt = r.StartsAt,
            CancellationCutoffMinutes = r.Service.Rules.CancellationCutoffMinutes,
        };

    /// <summary>A request that was just loaded or changed, with its service and appointment.</summary>
    internal static AppointmentRequestNode Of(AppointmentRequest request) => Compiled(request);

    private static int MinutesBetween(Instant start, Instant end) => (int)(end - start).TotalMinutes;
}

/// <summary>Who asked, as they were when they asked.</summary>
[GraphQLName("Requester")]
public sealed record RequesterNode(string Name, string Email, string? Phone, string? CompanyName);
