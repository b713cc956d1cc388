using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Graph.Access;
using Slotline.Graph.Directory;
using Slotline.Graph.Directory.Clients;
using Slotline.Graph.Directory.Services;
using Slotline.Graph.Directory.Technicians;
using Slotline.Graph.Engine;
using Slotline.Graph.Engine.Paging;
using Slotline.Persistence;

namespace Slotline.Graph.Requests;

[ExtendObjectType<AppointmentRequestNode>]
public static class AppointmentRequestFields
{
    private static readonly Ordering<AppointmentRequestEvent> OldestFirst =
        Ordering.By((AppointmentRequestEvent e) => e.Revision);

    public static async Task<ServiceNode> ServiceAsync(
        [Parent] AppointmentRequestNode request, ServiceById services, CancellationToken cancellationToken) =>
        (await services.LoadAsync(request.ServiceId, cancellationToken))!;

    /// <summary>Null for a visitor's request.</summary>
    public static async Task<ClientNode?> ClientAsync(
        [Parent] AppointmentRequestNode request, ClientById clients, CancellationToken cancellationToken) =>
        request.ClientId is { } id ? await clients.LoadAsync(id, cancellationToken) : null;

    /// <summary>Null for a visitor's request.</summary>
    public static async Task<ContactNode?> ContactAsync(
        [Parent] AppointmentRequestNode request, ContactById contacts, CancellationToken cancellationToken) =>
        request.ContactId is { } id ? await contacts.LoadAsync(id, cancellationToken) : null;

    public static async Task<TechnicianNode?> PreferredTechnicianAsync(
        [Parent] AppointmentRequestNode request, TechnicianById technicians, CancellationToken cancellationToken) =>
        request.PreferredTechnicianId is { } id ? await technicians.LoadAsync(id, cancellationToken) : null;

    public static async Task<TicketNode?> TicketAsync(
        [Parent] AppointmentRequestNode request, TicketById tickets, CancellationToken cancellationToken) =>
        request.TicketId is { } id ? await tickets.LoadAsync(id, cancellationToken) : null;

    /// <summary>Staff only; null for everyone else.</summary>
    public static string? InternalNotes([Parent] AppointmentRequestNode request, Caller caller) =>
        caller.Sees("AppointmentRequest.internalNotes") ? request.StaffNotes : null;

    /// <summary>Who approved or declined it.</summary>
    public static async Task<IActor?> DecidedByAsync(
        [Parent] AppointmentRequestNode request,
        StaffMemberById staff,
        ContactById contacts,
        CancellationToken cancellationToken) =>
        request.Decider is { } actor ? await actor.LoadAsync(staff, contacts, cancellationToken) : null;

    /// <summary>What the viewer may do with it now.</summary>
    public static async Task<IReadOnlyList<RequestAction>> AllowedActionsAsync(
        [Parent] AppointmentRequestNode request,
        Caller caller,
        OrganizationById organizations,
        IClock clock,
        CancellationToken cancellationToken)
    {
        var cutoff = request.CancellationCutoffMinutes
            ?? (await organizations.LoadAsync(
                caller.OrganizationId, cancellationToken))!.Defaults.CancellationCutoffMinutes;
        var standing = new RequestStanding(
            request.Status, request.Appointment?.Status, request.Appointment?.TechnicianId, request.StartsAt, cutoff);
        return standing.AllowedActions(caller, clock.GetCurrentInstant());
    }

    /// <summary>What happened to it, oldest first. Clients do not see notes.</summary>
    public static async Task<Connection<AppointmentRequestEventNode>> HistoryAsync(
        [Parent] AppointmentRequestNode request,
        PageRequest page,
        Caller caller,
        SlotlineDatabase database,
        CancellationToken cancellationToken)
    {
        await using var db = database.Open(caller.OrganizationId);
        var events = db.Events.Where(e => e.RequestId == request.Id);
        if (!caller.Sees("AppointmentRequestEvent.notes"))
        {
            events = events.Where(e => e.Type != AppointmentRequestEventType.Noted);
        }

        return await events.ToConnectionAsync(
            OldestFirst, page, e => AppointmentRequestEventNode.Of(e, caller), cancellationToken);
    }
}
