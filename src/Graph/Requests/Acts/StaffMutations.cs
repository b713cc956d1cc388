using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Graph.Access;
using Slotline.Graph.Directory.Clients;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.Requests.Acts;

public sealed record LinkTicketInput
{
    [ID<AppointmentRequestNode>]
    public required Guid RequestId { get; init; }

    public required int ExpectedVersion { get; init; }

    /// <summary>Null clears the link.</summary>
    [ID<TicketNode>]
    public Guid? TicketId { get; init; }
}

public sealed record UpdateInternalNotesInput
{
    [ID<AppointmentRequestNode>]
    public required Guid RequestId { get; init; }

    public required int ExpectedVersion { get; init; }

    /// <summary>At most 2,000 characters; null clears the notes.</summary>
    public string? InternalNotes { get; init; }
}

public sealed record CloseAppointmentInput
{
    [ID<AppointmentRequestNode>]
    public required Guid RequestId { get; init; }

    public required int ExpectedVersion { get; init; }

    public required AppointmentOutcome Outcome { get; init; }
}

[MutationType]
public static class StaffMutations
{
    /// <summary>
    /// Sets or clears the linked ticket; the ticket must be the same client's. Codes: STALE_VERSION, NOT_FOUND,
    /// INVALID_INPUT, FORBIDDEN. Event: TICKET_LINKED.
    /// </summary>
    public static async Task<LinkTicketPayload> LinkTicketAsync(
        LinkTicketInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        caller.Require(Permissions.RequestsDecide);
        var request = await changes.ChangeRequestAsync(
            caller,
            (input.RequestId, input.ExpectedVersion, "requestId"),
            async (change, request) =>
                request.LinkTicket(await change.FindTicketAsync(input.TicketId, caller), caller.Actor, change.Now),
            cancellationToken);
        return new LinkTicketPayload { AppointmentRequest = request };
    }

    /// <summary>
    /// Replaces the notes only staff can read. Admins, dispatchers, and the technician whose appointment it is. Codes:
    /// STALE_VERSION, NOT_FOUND, INVALID_INPUT, FORBIDDEN. Event: NOTED.
    /// </summary>
    public static async Task<UpdateInternalNotesPayload> UpdateInternalNotesAsync(
        UpdateInternalNotesInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        caller.RequireStaff();
        var request = await changes.ChangeRequestAsync(
            caller,
            (input.RequestId, input.ExpectedVersion, "requestId"),
            (change, request) =>
            {
                RequireAttending(caller, request, change);
                request.UpdateInternalNotes(input.InternalNotes, caller.Actor, change.Now);
                return Task.CompletedTask;
            },
            cancellationToken);
        return new UpdateInternalNotesPayload { AppointmentRequest = request };
    }

    /// <summary>
    /// Marks a past or running appointment as done, or as missed by the client. Admins, dispatchers, and the technician
    /// whose appointment it is. Codes: STALE_VERSION, NOT_APPROVED, TOO_EARLY, NOT_FOUND, FORBIDDEN. Event: COMPLETED
    /// or
    /// NO_SHOW.
    /// </summary>
    public static async Task<CloseAppointmentPayload> CloseAppointmentAsync(
        CloseAppointmentInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        caller.RequireStaff();
        var request = await changes.ChangeRequestAsync(
            caller,
            (input.RequestId, input.ExpectedVersion, "requestId"),
            (change, request) =>
            {
                RequireAttending(caller, request, change);
                request.Close(input.Outcome, caller.Actor, change.Now);
                return Task.CompletedTask;
            },
            cancellationToken);
        return new CloseAppointmentPayload { AppointmentRequest = request };
    }

    private static void RequireAttending(Caller caller, AppointmentRequest request, Change change)
    {
        if (!request.StandingUnder(change.Organization.Defaults).Attends(caller))
        {
            throw Refusal.Forbidden("Only dispatchers, and the technician whose appointment it is, may do this.");
        }
    }
}
