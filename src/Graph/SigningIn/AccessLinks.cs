using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Access;
using Slotline.Domain.Directory;
using Slotline.Domain.Notifications;
using Slotline.Graph.Access;
using Slotline.Persistence;
using Slotline.Persistence.Access;

namespace Slotline.Graph.SigningIn;

/// <summary>A link that is still good, and whose it is.</summary>
public sealed record GoodLink(
    Guid Id, AccessLinkPurpose Purpose, Instant ExpiresAt, Account Account, Caller Caller, string OrganizationName);

/// <summary>Links by which people choose a password: sends them, finds them, uses them up.</summary>
public sealed class AccessLinks(
    SlotlineDatabase database, Changes changes, Passwords passwords, SignInLocks locks, IClock clock)
{
    // A person gets no more mails than one of these in so long, however often somebody asks.
    private static readonly Duration ShortestPause = Duration.FromMinutes(2);

    /// <summary>The link that a token opens; null when it was used, replaced, has expired or never was.</summary>
    public async Task<GoodLink?> FindAsync(string token, CancellationToken cancellationToken)
    {
        var hash = SessionToken.Hash(token);
        var now = clock.GetCurrentInstant();
        await using var db = database.OpenUnbound();
        var found = await (
            from link in db.AccessLinks.IgnoreQueryFilters()
            where link.TokenHash == hash && link.ExpiresAt > now
            join organization in db.Organizations.IgnoreQueryFilters() on link.OrganizationId equals organization.Id
            join account in db.Accounts.IgnoreQueryFilters()
                on new { link.OrganizationId, Id = link.AccountId } equals new { account.OrganizationId, account.Id }
            from staff in db.StaffMembers.IgnoreQueryFilters().Where(s =>
                s.OrganizationId == account.OrganizationId
                    && s.Id == account.StaffMemberId && s.IsActive).DefaultIfEmpty()
            from contact in db.Contacts.IgnoreQueryFilters().Where(c =>
                c.OrganizationId == account.OrganizationId && c.Id == account.ContactId && c.IsActive).DefaultIfEmpty()
            where staff != null || contact != null
            select new { Link = link, Account = account, Staff = staff, Contact = contact, organization.Name })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : new GoodLink(
            found.Link.Id,
            found.Link.Purpose,
            found.Link.ExpiresAt,
            found.Account,
            found.Staff is { } member ? Sessions.CallerOf(member) : Sessions.CallerOf(found.Contact!),
            found.Name);
    }

    /// <summary>
    /// Sets the password by a link, which is used up with it; every session of the account ends. Of two at once, one
    /// wins.
    /// </summary>
    /// <exception cref="Refusal">LinkExpired; InvalidInput: the password cannot be.</exception>
    public async Task UseAsync(
        string token, AccessLinkPurpose purpose, string password, Origin origin, CancellationToken cancellationToken)
    {
        var link = await FindAsync(token, cancellationToken);
        if (link is null || link.Purpose != purpose)
        {
            throw AccessLink.Expired();
        }

        Account.CheckPassword(password, link.Account.EmailKey, link.Caller.Actor.Name, "password");

        // Hashing is slow by intent; the organization's other changes must not wait for it.
        var hash = passwords.Hash(password);
        await changes.CommitAsync(
            link.Caller.OrganizationId,
            async change =>
            {
                if (!await change.Db.AccessLinks.AnyAsync(l => l.Id == link.Id, change.CancellationToken))
                {
                    throw AccessLink.Expired();
                }

                var account = await change.Db.Accounts
                    .SingleAsync(a => a.Id == link.Account.Id, change.CancellationToken);
                account.SetPasswordHash(hash);
                await change.EndAccessAsync(account.Id);
                if (purpose == AccessLinkPurpose.PasswordReset)
                {
                    TellOfChange(change, NotificationKind.PasswordChanged, link.Caller);
                }

                return change.Record(
                    purpose == AccessLinkPurpose.Invitation
                        ? AuditAction.InvitationAccepted
                        : AuditAction.PasswordReset,
                    link.Caller.Actor,
                    origin);
            },
            cancellationToken);
        await locks.LiftAsync(link.Account.EmailKey, SignIns.NetworkOf(origin.Address), cancellationToken);
    }

    /// <summary>Sends somebody a link to choose another password, or their first one where they have none.</summary>
    public Task SendResetAsync(Holder holder, Origin origin) => changes.CommitAsync(
        holder.Caller.OrganizationId,
        async change =>
        {
            var account = await change.Db.Accounts
                .SingleAsync(a => a.Id == holder.Account.Id, change.CancellationToken);
            if (await change.Db.AccessLinks.AnyAsync(
                l => l.AccountId == account.Id && l.CreatedAt > change.Now - ShortestPause, change.CancellationToken))
            {
                return false;
            }

            var purpose = account.HasPassword ? AccessLinkPurpose.PasswordReset : AccessLinkPurpose.Invitation;
            await SendAsync(change, account, purpose, holder.Caller, null);
            change.Record(AuditAction.PasswordResetRequested, null, origin, AuditTarget.Of(holder.Caller.Actor));
            return true;
        },
        CancellationToken.None);

    /// <summary>Adds a link and the mail that carries it to an act; it replaces the account's former one.</summary>
    internal static async Task SendAsync(
        Change change, Account account, AccessLinkPurpose purpose, Caller recipient, Actor? actor)
    {
        // Removed by a statement of its own, because the new one takes its place in a unique index.
        await change.Db.AccessLinks.Where(l => l.AccountId == account.Id)
            .ExecuteDeleteAsync(change.CancellationToken);
        var token = SessionToken.New();
        var link = change.Db.Add(new AccessLink(account, purpose, SessionToken.Hash(token), change.Now)).Entity;
        change.Db.Add(new Mail(change.Organization, link, token, RecipientOf(change, recipient), actor, change.Now));
    }

    /// <summary>Mails somebody what was changed of their account, so that they hear of it if it was not them.</summary>
    internal static void TellOfChange(Change change, NotificationKind kind, Caller person) =>
        change.Db.Add(new Mail(kind, change.Organization, RecipientOf(change, person), change.Now));

    private static Recipient RecipientOf(Change change, Caller person) => new(
        person.IsStaff ? RecipientKind.StaffMember : RecipientKind.Contact,
        person.Actor.Id,
        person.Actor.Name,
        person.Actor.Email!,
        person.Locale,
        person.TimeZoneId ?? change.Organization.TimeZoneId);
}
