using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Access;
using Slotline.Domain.Directory;
using Slotline.Graph.Access;
using Slotline.Graph.Access.Rates;
using Slotline.Persistence;
using Slotline.Persistence.Access;

namespace Slotline.Graph.SigningIn;

/// <summary>An account and the person whose it is, who is active.</summary>
public sealed record Holder(Account Account, Caller Caller);

/// <summary>Checks passwords and opens sessions.</summary>
public sealed class SignIns(
    SlotlineDatabase database,
    Changes changes,
    Passwords passwords,
    SignInLocks locks,
    FailedSignIns failures,
    Afterwards afterwards,
    IClock clock,
    IOptions<AccessOptions> options)
{
    // Guesses at one address are checked one after the other, so that many at once are not more than are allowed.
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1))];

    /// <summary>
    /// The one who has this address and password. Unknown addresses take the same time, statements and locking as known
    /// ones, and several people of one address are nobody until the organization is named.
    /// </summary>
    /// <exception cref="Refusal">InvalidCredentials, LockedOut.</exception>
    public async Task<Holder> CheckAsync(
        string email, string password, string? slug, Origin origin, CancellationToken cancellationToken)
    {
        var key = KeyOf(email);
        return await CheckAsync(
            key, async () => await FindAsync(key, slug, cancellationToken), password, origin, cancellationToken);
    }

    /// <summary>Has somebody who is signed in prove that it is them. It counts and locks as signing in does.</summary>
    /// <exception cref="Refusal">InvalidCredentials, with the field <c>currentPassword</c>; LockedOut.</exception>
    public async Task<Holder> CheckOwnAsync(Caller caller, string password, CancellationToken cancellationToken)
    {
        var key = KeyOf(caller.Actor.Email!);
        return await CheckAsync(
            key,
            async () => [.. (await FindAsync(key, null, cancellationToken))
                .Where(holder => holder.Caller.Actor.Id == caller.Actor.Id)],
            password,
            caller.Origin,
            cancellationToken,
            isOwn: true);
    }

    private async Task<Holder> CheckAsync(
        string key,
        Func<Task<IReadOnlyList<Holder>>> find,
        string password,
        Origin origin,
        CancellationToken cancellationToken,
        bool isOwn = false)
    {
        var turn = _turns[(uint)string.GetHashCode(key, StringComparison.Ordinal) % (uint)_turns.Length];
        await turn.WaitAsync(cancellationToken);
        try
        {
            var holders = await find();
            var holder = holders.Count == 1 ? holders[0] : null;
            var network = NetworkOf(origin.Address);
            var isKnown = await IsKnownAsync(holder, network, cancellationToken);
            var isLocked = await locks.IsLockedAsync(
                key, network, isKnown, clock.GetCurrentInstant(), cancellationToken);
            var result = passwords.Check(isLocked ? null : holder?.Account, Cut(password));
            if (isLocked || result == PasswordVerificationResult.Failed)
            {
                await FailAsync(key, isLocked, holder, origin, cancellationToken);
                throw isLocked
                    ? new Refusal(RefusalCode.LockedOut, "Too many wrong passwords; try again in 15 minutes.")
                    : isOwn
                    ? new Refusal(RefusalCode.InvalidCredentials, "The password is wrong.", "currentPassword")
                    : new Refusal(RefusalCode.InvalidCredentials, "The address or the password is wrong.");
            }

            await locks.ForgetAsync(key, network, clock.GetCurrentInstant(), cancellationToken);
            if (result == PasswordVerificationResult.SuccessRehashNeeded)
            {
                holder!.Account.SetPasswordHash(passwords.Hash(password));
            }

            return holder!;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Opens a session for somebody who proved who they are; over the most, the oldest one ends.</summary>
    /// <returns>The token, and when the session ends by itself.</returns>
    public async Task<(string Token, Instant ExpiresAt)> OpenAsync(
        Holder holder, Origin origin, CancellationToken cancellationToken)
    {
        var token = SessionToken.New();
        var expiresAt = await changes.CommitAsync(
            holder.Caller.OrganizationId,
            async change =>
            {
                var account = await change.Db.Accounts
                    .SingleAsync(a => a.Id == holder.Account.Id, change.CancellationToken);
                if (account.PasswordHash != holder.Account.PasswordHash && holder.Account.HasPassword)
                {
                    account.SetPasswordHash(holder.Account.PasswordHash);
                }

                var open = await change.Db.Sessions.Where(s => s.AccountId == account.Id)
                    .OrderByDescending(s => s.LastUsedAt).ToListAsync(change.CancellationToken);
                change.Db.RemoveRange(open.Skip(Session.MostPerAccount - 1));
                var session = new Session(
                    account, SessionToken.Hash(token), change.Now, options.Value.SessionLife, origin);
                change.Db.Add(session);
                change.Record(AuditAction.SignedIn, holder.Caller.Actor, origin);
                return session.ExpiresAt;
            },
            cancellationToken);
        return (token, expiresAt);
    }

    /// <summary>The active people who sign in with an address; in one organization where it is named.</summary>
    public async Task<IReadOnlyList<Holder>> FindAsync(
        string emailKey, string? slug, CancellationToken cancellationToken)
    {
        await using var db = database.OpenUnbound();
        var found = await (
            from account in db.Accounts.IgnoreQueryFilters()
            where account.EmailKey == emailKey && (slug == null || db.Organizations.IgnoreQueryFilters()
                .Any(o => o.Id == account.OrganizationId && o.Slug == slug))
            from staff in db.StaffMembers.IgnoreQueryFilters().Where(s =>
                s.OrganizationId == account.OrganizationId
                    && s.Id == account.StaffMemberId && s.IsActive).DefaultIfEmpty()
            from contact in db.Contacts.IgnoreQueryFilters().Where(c =>
                c.OrganizationId == account.OrganizationId && c.Id == account.ContactId && c.IsActive).DefaultIfEmpty()
            where staff != null || contact != null
            select new { Account = account, Staff = staff, Contact = contact })
            .Take(20)
            .ToListAsync(cancellationToken);
        return [.. found.Select(row => new Holder(
            row.Account, row.Staff is { } member ? Sessions.CallerOf(member) : Sessions.CallerOf(row.Contact!)))];
    }

    /// <summary>The network that an IP address is of, as rates count them.</summary>
    public static string NetworkOf(string? address) =>
        RateGate.KeyOf(IPAddress.TryParse(address, out var known) ? known : null);

    /// <summary>How an address is compared; what cannot be one is nobody's.</summary>
    public static string KeyOf(string email)
    {
        var text = email.Trim();
        return text.Length <= Text.LongestEmail && !text.Any(c => char.IsControl(c) || char.IsSurrogate(c))
            ? Text.Fold(text)
            : "";
    }

    private async Task FailAsync(
        string key,
        bool isLocked,
        Holder? holder,
        Origin origin,
        CancellationToken cancellationToken)
    {
        failures.Count(isLocked ? "locked out" : holder is null ? "unknown" : "wrong password");
        if (!isLocked)
        {
            await locks.FailAsync(key, NetworkOf(origin.Address), clock.GetCurrentInstant(), cancellationToken);
        }

        if (holder is not null)
        {
            afterwards.Do(() => changes.CommitAsync(
                holder.Caller.OrganizationId,
                change => Task.FromResult(change.Record(
                    AuditAction.SignInFailed, null, origin, AuditTarget.Of(holder.Caller.Actor))),
                CancellationToken.None));
        }
    }

    /// <summary>Whether the person is signed in from there already; for nobody it is asked just the same.</summary>
    private async Task<bool> IsKnownAsync(Holder? holder, string network, CancellationToken cancellationToken)
    {
        var accountId = holder?.Account.Id ?? Guid.Empty;
        await using var db = database.OpenUnbound();
        var addresses = await db.Sessions.IgnoreQueryFilters().Where(s => s.AccountId == accountId)
            .Select(s => s.Address).ToListAsync(cancellationToken);
        return addresses.Any(address => address is not null && NetworkOf(address) == network);
    }

    /// <summary>Nobody's password is longer, and hashing takes the longer the more there is to hash.</summary>
    private static string Cut(string password) => password.Length > Account.LongestPassword ? "" : password;
}
