using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Graph.Access;

namespace Slotline.Graph.Live;

/// <summary>Whose events somebody may see, as a value: those with equal scopes see the same.</summary>
internal sealed record EventScope
{
    private EventScope(Guid organizationId, bool isStaff, Guid? clientId, Guid? contactId) =>
        (OrganizationId, IsStaff, ClientId, ContactId) = (organizationId, isStaff, clientId, contactId);

    public Guid OrganizationId { get; }

    /// <summary>Whether events that only staff may know of are among them.</summary>
    public bool IsStaff { get; }

    /// <summary>Only events on this client's requests.</summary>
    public Guid? ClientId { get; }

    /// <summary>Only events on this contact's requests.</summary>
    public Guid? ContactId { get; }

    /// <summary>The events on the requests that the caller may see.</summary>
    /// <exception cref="Refusal">Forbidden: the caller may follow none.</exception>
    public static EventScope Of(Caller caller)
    {
        caller.Require(Permissions.RequestsRead);
        return caller switch
        {
            _ when caller.SeesAsStaff() => new EventScope(caller.OrganizationId, true, null, null),
            { Actor.Kind: ActorKind.Contact, Role: Role.ClientAdmin, ClientId: { } clientId } =>
                new EventScope(caller.OrganizationId, false, clientId, null),
            { Actor: { Kind: ActorKind.Contact, Id: { } contactId } } =>
                new EventScope(caller.OrganizationId, false, null, contactId),
            _ => throw Refusal.Forbidden("A visitor follows no requests."),
        };
    }

    /// <summary>The same rule as <see cref="Of(IQueryable{AppointmentRequestEvent})"/>, for an event at hand.</summary>
    public bool Sees(AppointmentRequestEvent happened) =>
        happened.OrganizationId == OrganizationId
        && (IsStaff || !happened.IsStaffOnly)
        && (ClientId is null || happened.ClientId == ClientId)
        && (ContactId is null || happened.ContactId == ContactId);

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

        return ContactId is { } contactId ? events.Where(e => e.ContactId == contactId) : events;
    }
}
