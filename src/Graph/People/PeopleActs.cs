using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Slotline.Domain;
using Slotline.Domain.Access;
using Slotline.Domain.Directory;
using Slotline.Domain.Notifications;
using Slotline.Graph.SigningIn;
using Slotline.Persistence;

namespace Slotline.Graph.People;

/// <summary>What several mutations of people do within their acts.</summary>
internal static class PeopleActs
{
    public static async Task<StaffMember> FindStaffMemberAsync(this Change change, Guid id, string field) =>
        await change.Db.StaffMembers.SingleOrDefaultAsync(s => s.Id == id, change.CancellationToken)
        ?? throw Refusal.NotFound("staff member", field);

    public static async Task<Contact> FindContactAsync(this Change change, Guid id, string field) =>
        await change.Db.Contacts.SingleOrDefaultAsync(c => c.Id == id, change.CancellationToken)
        ?? throw Refusal.NotFound("contact", field);

    /// <summary>Mails somebody without a password a link to choose one. A new account is added.</summary>
    /// <exception cref="Refusal">AlreadyExists: they have a password, or another signs in with the address.</exception>
    public static async Task InviteAsync(this Change change, Account account, Caller person, Caller by)
    {
        if (account.HasPassword)
        {
            throw new Refusal(RefusalCode.AlreadyExists, "They have a password already.");
        }

        if (change.Db.Entry(account).State == EntityState.Detached)
        {
            if (await change.Db.Accounts.AnyAsync(a => a.EmailKey == account.EmailKey, change.CancellationToken))
            {
                throw new Refusal(RefusalCode.AlreadyExists, "Somebody signs in with that address already.", "email");
            }

            change.Db.Add(account);
        }

        await AccessLinks.SendAsync(change, account, AccessLinkPurpose.Invitation, person, by.Actor);
        change.Record(AuditAction.Invited, by.Actor, by.Origin, AuditTarget.Of(person.Actor));
    }

    /// <summary>A technician is one person at most.</summary>
    /// <exception cref="Refusal">NotFound, AlreadyExists.</exception>
    public static async Task BeTechnicianAsync(this Change change, StaffMember member, Guid? technicianId)
    {
        if (technicianId is not null)
        {
            if (!await change.Db.Technicians.AnyAsync(t => t.Id == technicianId, change.CancellationToken))
            {
                throw Refusal.NotFound("technician", "technicianId");
            }

            if (await change.Db.StaffMembers.AnyAsync(
                s => s.TechnicianId == technicianId && s.Id != member.Id, change.CancellationToken))
            {
                throw new Refusal(RefusalCode.AlreadyExists, "Somebody is that technician already.", "technicianId");
            }
        }

        member.Be(technicianId);
    }

    /// <summary>
    /// The organization's acts run one after the other, so of two admins who leave at once, one is refused.
    /// </summary>
    /// <exception cref="Refusal">LastAdmin.</exception>
    public static async Task RequireAnotherAdminAsync(this Change change, StaffMember leaving)
    {
        if (!await change.Db.StaffMembers.AnyAsync(
            s => s.Id != leaving.Id && s.IsActive && s.Role == Role.Admin
                && change.Db.Accounts.Any(a => a.StaffMemberId == s.Id),
            change.CancellationToken))
        {
            throw new Refusal(RefusalCode.LastAdmin, "The organization needs an admin who can sign in.");
        }
    }

    /// <summary>
    /// Has somebody sign in with another address from now on. Their sessions end, and so do links that went to the one
    /// before, which is told of it.
    /// </summary>
    /// <param name="change">Under way.</param>
    /// <param name="whose">Their account, if they have one.</param>
    /// <param name="email">The new address.</param>
    /// <param name="before">Who they were, with the address they had.</param>
    /// <exception cref="Refusal">AlreadyExists: another signs in with it; InvalidInput: it is none.</exception>
    public static async Task MoveAccountAsync(
        this Change change, Expression<Func<Account, bool>> whose, string email, Caller before)
    {
        var account = await change.Db.Accounts.SingleOrDefaultAsync(whose, change.CancellationToken);
        var key = Text.Fold(email);
        if (account is null || account.EmailKey == key)
        {
            return;
        }

        if (await change.Db.Accounts.AnyAsync(a => a.EmailKey == key, change.CancellationToken))
        {
            throw new Refusal(RefusalCode.AlreadyExists, "Somebody signs in with that address already.", "email");
        }

        account.SignInWith(email);
        await change.EndAccessAsync(account.Id);
        AccessLinks.TellOfChange(change, NotificationKind.AddressChanged, before);
    }

    /// <summary>Ends the sessions and links of whoever has the account.</summary>
    public static async Task EndAccessOfAsync(this Change change, Expression<Func<Account, bool>> whose)
    {
        foreach (var id in await change.Db.Accounts.Where(whose).Select(a => a.Id)
            .ToListAsync(change.CancellationToken))
        {
            await change.EndAccessAsync(id);
        }
    }
}
