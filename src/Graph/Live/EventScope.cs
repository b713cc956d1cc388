using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;

namespace Slotline.Graph.Live;

/// <summary>Whose events somebody may see, as a value: those with equal scopes see the same.</summary>
internal sealed record EventScope
{
    private EventScope(Guid organizationId, bool seesNotes, Guid? clientId, Guid? contactId) =>
        (OrganizationId, SeesNotes, ClientId, ContactId) = (organizationId, seesNotes, clientId, contactId);

    public Guid OrganizationId { get; }

    /// <summary>Whether events that only staff may know of are among them.</summary>
    public bool SeesNotes { get; }

    /// <summary>Only events on this client's requests.</summary>
    public Guid? ClientId { get; }

    /// <summary>Only events on this contact's requests.</summary>
    public Guid? ContactId { get; }

    /// <summary>Staff see all of the organization, programs all but notes, a client's people what is theirs.</summary>
    /// <exception cref="Refusal">Forbidden: the caller may follow no requests.</exception>
    public static EventScope Of(Caller caller)
    {
        if (!caller.Has(Permissions.RequestsRead))
        {
            throw Refusal.Forbidden("Following requests needs the permission requests:read.");
        }

        return caller switch
        {
            { Actor.Kind: ActorKind.StaffMember } => new EventScope(caller.OrganizationId, true, null, null),
            { Actor.Kind: ActorKind.ApiClient } => new EventScope(caller.OrganizationId, false, null, null),
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
        && (SeesNotes || !happened.IsStaffOnly)
        && (ClientId is null || happened.ClientId == ClientId)
        && (ContactId is null || happened.ContactId == ContactId);

    /// <summary>The same rule as <see cref="Sees"/>, for the database; its context is the organization's.</summary>
    public IQueryable<AppointmentRequestEvent> Of(IQueryable<AppointmentRequestEvent> events)
    {
        if (!SeesNotes)
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
