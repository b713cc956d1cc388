using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Access;
using Slotline.Domain.Directory;
using Slotline.Graph.Access;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.SigningIn;

/// <summary>One sign-in of the viewer, as long as it lasts.</summary>
[Node("ses")]
public sealed record SessionNode : INode
{
    public required Guid Id { get; init; }

    public required Instant CreatedAt { get; init; }

    /// <summary>To about a minute.</summary>
    public required Instant LastUsedAt { get; init; }

    /// <summary>When it ends, however much it is used.</summary>
    public required Instant ExpiresAt { get; init; }

    /// <summary>The address it was opened from.</summary>
    public required string? Address { get; init; }

    /// <summary>The program it was opened by, as that program calls itself.</summary>
    public required string? UserAgent { get; init; }

    /// <summary>Whether this request came by it.</summary>
    public required bool IsCurrent { get; init; }

    internal static SessionNode Of(Session session, CurrentSession current) => new()
    {
        Id = session.Id,
        CreatedAt = session.CreatedAt,
        LastUsedAt = session.LastUsedAt,
        ExpiresAt = session.ExpiresAt,
        Address = session.Address,
        UserAgent = session.UserAgent,
        IsCurrent = current.TokenHash is { } hash && hash.AsSpan().SequenceEqual(session.TokenHash),
    };
}

[ExtendObjectType<ViewerNode>]
public static class ViewerSessions
{
    /// <summary>The viewer's own open sessions, the last used one first; at most 50. None for programs.</summary>
    public static async Task<IReadOnlyList<SessionNode>> SessionsAsync(
        [Parent] ViewerNode viewer,
        CurrentSession current,
        SlotlineDatabase database,
        IClock clock,
        IOptions<AccessOptions> options,
        CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        await using var db = database.Open(viewer.Caller.OrganizationId);
        var rows = await db.OpenSessionsOf(viewer.Caller, now, options.Value)
            .OrderByDescending(s => s.LastUsedAt).ThenBy(s => s.Id)
            .Take(Session.MostPerAccount)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => SessionNode.Of(row, current))];
    }

    internal static IQueryable<Session> OpenSessionsOf(
        this SlotlineContext db, Caller caller, Instant now, AccessOptions options)
    {
        var idleSince = now - options.SessionLife.Idle;
        return db.SessionsOf(caller).Where(s => s.ExpiresAt > now && s.LastUsedAt > idleSince);
    }

    /// <summary>A program's id is no person's, so it has none.</summary>
    internal static IQueryable<Session> SessionsOf(this SlotlineContext db, Caller caller) =>
        db.Sessions.Where(s => db.Accounts.Any(a => a.Id == s.AccountId
            && (caller.Actor.Kind == ActorKind.StaffMember && a.StaffMemberId == caller.Actor.Id
                || caller.Actor.Kind == ActorKind.Contact && a.ContactId == caller.Actor.Id)));
}

[ExtendObjectType<SessionNode>]
public static class SessionFields
{
    [NodeResolver]
    public static async Task<SessionNode?> FindAsync(
        Guid id,
        Caller caller,
        CurrentSession current,
        SlotlineDatabase database,
        IClock clock,
        IOptions<AccessOptions> options,
        CancellationToken cancellationToken)
    {
        await using var db = database.Open(caller.OrganizationId);
        return await db.OpenSessionsOf(caller, clock.GetCurrentInstant(), options.Value)
            .SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is { } row
            ? SessionNode.Of(row, current)
            : null;
    }
}

public sealed record RevokeSessionInput
{
    [ID<SessionNode>]
    public required Guid Id { get; init; }
}

public sealed record RevokeSessionPayload : Payload;

public sealed record RevokeOtherSessionsPayload : Payload
{
    /// <summary>How many ended; null when it was refused.</summary>
    public int? Count { get; init; }
}

[MutationType]
public static class SessionMutations
{
    /// <summary>
    /// Ends one of the viewer's own sessions, and its sockets. Staff and contacts. Codes: NOT_FOUND.
    /// </summary>
    public static async Task<RevokeSessionPayload> RevokeSessionAsync(
        RevokeSessionInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        await changes.CommitAsync(
            caller.OrganizationId,
            async change =>
            {
                var session = await change.Db.SessionsOf(caller)
                    .SingleOrDefaultAsync(s => s.Id == input.Id, change.CancellationToken)
                    ?? throw Refusal.NotFound("session", "id");
                change.Db.Remove(session);
                return change.Record(AuditAction.SessionRevoked, caller.Actor, caller.Origin);
            },
            cancellationToken);
        return new RevokeSessionPayload();
    }

    /// <summary>
    /// Ends all of the viewer's own sessions, and their sockets, but the one this request came by. Staff and contacts.
    /// Codes: FORBIDDEN (the request came by no session).
    /// </summary>
    public static async Task<RevokeOtherSessionsPayload> RevokeOtherSessionsAsync(
        Caller caller, CurrentSession current, Changes changes, CancellationToken cancellationToken)
    {
        var own = current.TokenHash ?? throw Refusal.Forbidden("Only people have sessions.");
        var count = await changes.CommitAsync(
            caller.OrganizationId,
            async change =>
            {
                var ended = await change.Db.SessionsOf(caller).Where(s => s.TokenHash != own)
                    .ToListAsync(change.CancellationToken);
                change.Db.RemoveRange(ended);
                ended.ForEach(_ => change.Record(AuditAction.SessionRevoked, caller.Actor, caller.Origin));
                return ended.Count;
            },
            cancellationToken);
        return new RevokeOtherSessionsPayload { Count = count };
    }
}
