using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Graph.Access;

namespace Slotline.Graph.Live;

/// <summary>Whose events somebody may see, as a value: those with equal scopes see the same.</summary>
internal sealed record EventScope
{
    private EventScope(Guid organizationId) => OrganizationId = organizationId;

    public Guid OrganizationId { get; }

    /// <summary>Whether events that only staff may know of are among them.</summary>
    public bool IsStaff { get; private init; }

    /// <summary>Only events on this client's requests.</summary>
    public Guid? ClientId { get; private init; }

    /// <summary>Only events on this contact's requests.</summary>
    public Guid? ContactId { get; private init; }

    /// <summary>Only events on this request.</summary>
    public Guid? RequestId { get; private init; }

    /// <summary>The events on the requests that the caller may see.</summary>
    /// <exception cref="Refusal">Forbidden: the caller may follow none.</exception>
    public static EventScope Of(Caller caller)
    {
        caller.Require(Permissions.RequestsRead);
        return caller switch
        {
            _ when caller.SeesAsStaff() => new EventScope(caller.OrganizationId) { IsStaff = true },
            { Actor.Kind: ActorKind.Contact, Role: Role.ClientAdmin, ClientId: { } clientId } =>
                new EventScope(caller.OrganizationId) { ClientId = clientId },
            { Actor: { Kind: ActorKind.Contact, Id: { } contactId } } =>
                new EventScope(caller.OrganizationId) { ContactId = contactId },
            { Actor.Kind: ActorKind.Visitor, RequestId: { } requestId } =>
                new EventScope(caller.OrganizationId) { RequestId = requestId },
            _ => throw Refusal.Forbidden("Whose requests you may see is not known."),
        };
    }

    /// <summary>The same rule as <see cref="Of(IQueryable{AppointmentRequestEvent})"/>, for an event at hand.</summary>
    public bool Sees(AppointmentRequestEvent happened) =>
        happened.OrganizationId == OrganizationId
        && (IsStaff || !happened.IsStaffOnly)
        && (ClientId is null || happened.ClientId == ClientId)
        && (ContactId is null || happened.ContactId == ContactId)
        && (RequestId is null || happened.RequestId == RequestId);

    /// <summary>The same rule as <see cref="Sees"/>, for the database; its context is the organization's.</summary>
    public IQueryable<AppointmentRequestEvent> Of(IQueryable<AppointmentRequestEvent> events)
    {
        if (!IsStaff)
        {
            events = events.Where(e => e.Type != AppointmentRequestEventType.Noted);
        }

        if (ClientId is { } clientId)
        {
            events = events.Where(e => e.ClientId == clientId);
        }

        if (RequestId is { } requestId)
        {
            events = events.Where(e => e.RequestId == requestId);
        }

        return ContactId is { } contactId ? events.Where(e => e.ContactId == contactId) : events;
    }
}
