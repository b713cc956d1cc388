using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Persistence;

namespace Slotline.Graph.Access;

/// <summary>A caller who is signed in, and the session they came by.</summary>
public sealed record SignedIn(Caller Caller, byte[] TokenHash, Instant ExpiresAt);

/// <summary>Finds out who holds a session's token.</summary>
public sealed class Sessions(SlotlineDatabase database, IClock clock)
{
    /// <summary>Null when the token is unknown or expired, or its person is no longer active.</summary>
    public async Task<SignedIn?> FindAsync(string token, CancellationToken cancellationToken)
    {
        var hash = SessionToken.Hash(token);
        var now = clock.GetCurrentInstant();
        await using var db = database.OpenUnbound();
        var found = await (
            from session in db.Sessions.IgnoreQueryFilters()
            where session.TokenHash == hash && session.ExpiresAt > now
            join account in db.Accounts.IgnoreQueryFilters()
                on new { session.OrganizationId, Id = session.AccountId } equals new { account.OrganizationId,
                    account.Id }
            from staff in db.StaffMembers.IgnoreQueryFilters().Where(s =>
                s.OrganizationId == account.OrganizationId
                    && s.Id == account.StaffMemberId && s.IsActive).DefaultIfEmpty()
            from contact in db.Contacts.IgnoreQueryFilters().Where(c =>
                c.OrganizationId == account.OrganizationId && c.Id == account.ContactId && c.IsActive).DefaultIfEmpty()
            select new { session.ExpiresAt, Staff = staff, Contact = contact })
            .SingleOrDefaultAsync(cancellationToken);
        var caller = found?.Staff is { } member ? CallerOf(member)
            : found?.Contact is { } person ? CallerOf(person)
            : null;
        return caller is null ? null : new SignedIn(caller, hash, found!.ExpiresAt);
    }

    public static Caller CallerOf(StaffMember member) => new()
    {
        OrganizationId = member.OrganizationId,
        Actor = new Actor(ActorKind.StaffMember, member.Id, member.Name, member.Email),
        Role = member.Role,
        TechnicianId = member.TechnicianId,
        Permissions = Caller.PermissionsOf(member.Role),
        TimeZoneId = member.TimeZoneId,
        Locale = member.Locale,
    };

    public static Caller CallerOf(Contact contact) => new()
    {
        OrganizationId = contact.OrganizationId,
        Actor = new Actor(ActorKind.Contact, contact.Id, contact.Name, contact.Email),
        Role = contact.Role,
        ClientId = contact.ClientId,
        Permissions = Caller.PermissionsOf(contact.Role),
        TimeZoneId = contact.TimeZoneId,
        Locale = contact.Locale,
    };
}
