using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Slotline.Domain.Access;
using Slotline.Domain.Directory;
using Slotline.Persistence;

namespace Slotline.Graph.Access;

/// <summary>A caller who is signed in, and the session they came by.</summary>
/// <param name="Caller">Who.</param>
/// <param name="TokenHash">What the session is known by.</param>
/// <param name="ExpiresAt">Its latest end.</param>
/// <param name="AccessVersion">The organization's, as it was when the session was looked up; of no matter to a
/// visitor's link.</param>
public sealed record SignedIn(Caller Caller, byte[] TokenHash, Instant ExpiresAt, int AccessVersion);

/// <summary>
/// Finds out who holds a session's token. What was found is believed for a few seconds, so that a page that asks
/// several things pays for one look; whatever ends a session on this node makes it look again at once.
/// </summary>
public sealed class Sessions(SlotlineDatabase database, IClock clock, IOptions<AccessOptions> options)
{
    private readonly ConcurrentDictionary<string, Known> _known = [];
    private readonly ConcurrentDictionary<string, byte[]> _used = [];
    private int _forgotten;

    /// <summary>Null when the token is unknown or has ended, or its person is no longer active.</summary>
    public async Task<SignedIn?> FindAsync(string token, CancellationToken cancellationToken)
    {
        var hash = SessionToken.Hash(token);
        var key = Convert.ToHexStringLower(hash);
        var now = clock.GetCurrentInstant();
        if (_known.TryGetValue(key, out var known) && known.Until > now && known.Session.ExpiresAt > now)
        {
            _used.TryAdd(key, hash);
            return known.Session;
        }

        var forgotten = Volatile.Read(ref _forgotten);
        var session = (await FindAsync([hash], cancellationToken)).SingleOrDefault();
        if (session is not null)
        {
            _used.TryAdd(key, hash);
            Keep(key, new Known(session, now + options.Value.BelieveSessionFor), forgotten);
        }

        return session;
    }

    /// <summary>Those of some sessions that still hold, as the database says now.</summary>
    public async Task<IReadOnlyList<SignedIn>> FindAsync(
        IReadOnlyCollection<byte[]> hashes, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var idleSince = now - options.Value.SessionLife.Idle;
        await using var db = database.OpenUnbound();
        var found = await (
            from session in db.Sessions.IgnoreQueryFilters()
            where hashes.Contains(session.TokenHash) && session.ExpiresAt > now && session.LastUsedAt > idleSince
            join organization in db.Organizations.IgnoreQueryFilters() on session.OrganizationId equals organization.Id
            join account in db.Accounts.IgnoreQueryFilters()
                on new { session.OrganizationId, Id = session.AccountId } equals new { account.OrganizationId,
                    account.Id }
            from staff in db.StaffMembers.IgnoreQueryFilters().Where(s =>
                s.OrganizationId == account.OrganizationId
                    && s.Id == account.StaffMemberId && s.IsActive).DefaultIfEmpty()
            from contact in db.Contacts.IgnoreQueryFilters().Where(c =>
                c.OrganizationId == account.OrganizationId && c.Id == account.ContactId && c.IsActive).DefaultIfEmpty()
            where staff != null || contact != null
            select new
            {
                session.TokenHash,
                session.ExpiresAt,
                organization.AccessVersion,
                Staff = staff,
                Contact = contact,
            })
            .ToListAsync(cancellationToken);
        var people = found.Select(row => new SignedIn(
            row.Staff is { } member ? CallerOf(member) : CallerOf(row.Contact!),
            row.TokenHash, row.ExpiresAt, row.AccessVersion)).ToList();
        return people.Count == hashes.Count ? people : [.. people, .. await FindProgramsAsync(db, hashes, now)];

        // No session has such a hash: it may be a program's token.
        Task<List<SignedIn>> FindProgramsAsync(SlotlineContext db, IReadOnlyCollection<byte[]> hashes, Instant now) => (
            from token in db.ApiTokens.IgnoreQueryFilters()
            where hashes.Contains(token.TokenHash) && token.ExpiresAt > now
            join organization in db.Organizations.IgnoreQueryFilters() on token.OrganizationId equals organization.Id
            select new SignedIn(CallerOf(token), token.TokenHash, token.ExpiresAt, organization.AccessVersion))
            .ToListAsync(cancellationToken);
    }

    /// <summary>From now on an organization's sessions are looked up again.</summary>
    public void Forget(Guid organizationId)
    {
        Interlocked.Increment(ref _forgotten);
        foreach (var (key, known) in _known)
        {
            if (known.Session.Caller.OrganizationId == organizationId)
            {
                _known.TryRemove(key, out _);
            }
        }
    }

    /// <summary>The tokens' hashes of the sessions that were used since this was last asked.</summary>
    public IReadOnlyCollection<byte[]> TakeUsed()
    {
        var used = _used.ToArray();
        foreach (var (key, _) in used)
        {
            _used.TryRemove(key, out _);
        }

        return [.. used.Select(one => one.Value)];
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

    /// <summary>A program sees what its scopes let it, of the whole organization.</summary>
    public static Caller CallerOf(ApiToken token) => new()
    {
        OrganizationId = token.OrganizationId,
        Actor = new Actor(ActorKind.ApiClient, token.Id, token.Name, null),
        Permissions = token.Permissions,
    };

    /// <summary>What was looked up before something was forgotten may be out of date already.</summary>
    private void Keep(string key, Known known, int forgotten)
    {
        if (_known.Count >= options.Value.SessionsKept)
        {
            _known.Clear();
        }

        _known[key] = known;
        if (Volatile.Read(ref _forgotten) != forgotten)
        {
            _known.TryRemove(key, out _);
        }
    }

    private sealed record Known(SignedIn Session, Instant Until);
}
