using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Scheduling;
using Slotline.Graph.Access;
using Slotline.Graph.Directory.Clients;
using Slotline.Graph.Directory.Technicians;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.Requests.Acts;

public sealed record ApproveAppointmentRequestInput
{
    [ID<AppointmentRequestNode>]
    public required Guid Id { get; init; }

    public required int ExpectedVersion { get; init; }

    [ID<TechnicianNode>]
    public required Guid TechnicianId { get; init; }

    /// <summary>The requested start where none is given.</summary>
    public Instant? StartsAt { get; init; }

    /// <summary>The requested length where none is given.</summary>
    public int? DurationMinutes { get; init; }

    /// <summary>At most 2,000 characters.</summary>
    public string? InternalNotes { get; init; }

    [ID<TicketNode>]
    public Guid? TicketId { get; init; }

    /// <summary>Rules that are waived; an overlap never is.</summary>
    public IReadOnlyList<AvailabilityRule>? Override { get; init; }
}

public sealed record DeclineAppointmentRequestInput
{
    [ID<AppointmentRequestNode>]
    public required Guid Id { get; init; }

    public required int ExpectedVersion { get; init; }

    /// <summary>Told to the requester; at most 2,000 characters.</summary>
    public string? Reason { get; init; }
}

public sealed record RescheduleAppointmentInput
{
    [ID<AppointmentRequestNode>]
    public required Guid RequestId { get; init; }

    public required int ExpectedVersion { get; init; }

    /// <summary>The same technician where none is given.</summary>
    [ID<TechnicianNode>]
    public Guid? TechnicianId { get; init; }

    /// <summary>The same start where none is given.</summary>
    public Instant? StartsAt { get; init; }

    /// <summary>The same length where none is given.</summary>
    public int? DurationMinutes { get; init; }

    /// <summary>Rules that are waived; an overlap never is.</summary>
    public IReadOnlyList<AvailabilityRule>? Override { get; init; }
}

[MutationType]
public static class DecisionMutations
{
    /// <summary>
    /// Approves a PENDING request: assigns the technician and books the final time. Admins and dispatchers. Every
    /// availability rule is checked again for that technician and time; rules named in `override` are waived and
    /// recorded, but an overlap with another appointment never is. Codes: STALE_VERSION, NOT_PENDING, RULES_VIOLATED
    /// (with violations), SLOT_TAKEN, NOT_FOUND, INVALID_INPUT, FORBIDDEN. Event: APPROVED.
    /// </summary>
    public static async Task<ApproveAppointmentRequestPayload> ApproveAppointmentRequestAsync(
        ApproveAppointmentRequestInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        caller.Require(Permissions.RequestsDecide);
        var request = await changes.ChangeRequestAsync(
            caller,
            (input.Id, input.ExpectedVersion, "id"),
            async (change, request) =>
            {
                request.MustBePending();
                var technician = await change.FindTechnicianAsync(input.TechnicianId, "technicianId");
                var ticket = await change.FindTicketAsync(input.TicketId, caller);
                var booking = await change.BookAsync(
                    request, technician, input.StartsAt ?? request.StartsAt,
                    input.DurationMinutes ?? request.DurationMinutes, input.Override);
                request.Approve(booking, input.InternalNotes, ticket, caller.Actor, change.Now);
            },
            cancellationToken);
        return new ApproveAppointmentRequestPayload { AppointmentRequest = request };
    }

    /// <summary>
    /// Declines a PENDING request. Codes: STALE_VERSION, NOT_PENDING, NOT_FOUND, FORBIDDEN. Event: DECLINED.
    /// </summary>
    public static async Task<DeclineAppointmentRequestPayload> DeclineAppointmentRequestAsync(
        DeclineAppointmentRequestInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        caller.Require(Permissions.RequestsDecide);
        var request = await changes.ChangeRequestAsync(
            caller,
            (input.Id, input.ExpectedVersion, "id"),
            (change, request) =>
            {
                request.Decline(input.Reason, caller.Actor, change.Now);
                return Task.CompletedTask;
            },
            cancellationToken);
        return new DeclineAppointmentRequestPayload { AppointmentRequest = request };
    }

    /// <summary>
    /// Moves an APPROVED request to another time, another technician, or both. Same checks as approving. Codes:
    /// STALE_VERSION, NOT_APPROVED, RULES_VIOLATED (with violations), SLOT_TAKEN, NOT_FOUND, INVALID_INPUT, FORBIDDEN.
    /// Event: RESCHEDULED or REASSIGNED.
    /// </summary>
    public static async Task<RescheduleAppointmentPayload> RescheduleAppointmentAsync(
        RescheduleAppointmentInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        caller.Require(Permissions.RequestsDecide);
        var request = await changes.ChangeRequestAsync(
            caller,
            (input.RequestId, input.ExpectedVersion, "requestId"),
            async (change, request) =>
            {
                request.MustBeScheduled();
                var technician = input.TechnicianId is { } id
                    ? await change.FindTechnicianAsync(id, "technicianId")
                    : request.Appointment!.Technician;
                var booking = await change.BookAsync(
                    request, technician, input.StartsAt ?? request.StartsAt,
                    input.DurationMinutes ?? request.DurationMinutes, input.Override);
                request.Reschedule(booking, caller.Actor, change.Now);
            },
            cancellationToken);
        return new RescheduleAppointmentPayload { AppointmentRequest = request };
    }
}
