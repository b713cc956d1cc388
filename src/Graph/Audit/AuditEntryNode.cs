using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain.Access;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Graph.Access;
using Slotline.Graph.Directory;
using Slotline.Graph.Engine;
using Slotline.Graph.Engine.Paging;
using Slotline.Persistence;

namespace Slotline.Graph.Audit;

/// <summary>Who did what, from where and when. Admins only.</summary>
[Node("aud")]
[GraphQLName("AuditEntry")]
public sealed record AuditEntryNode : INode
{
    public required Guid Id { get; init; }

    public required Instant OccurredAt { get; init; }

    public required AuditAction Action { get; init; }

    /// <summary>The type of what it was done to, e.g. `Service` or `StaffMember`.</summary>
    public required string TargetKind { get; init; }

    /// <summary>What it was called then.</summary>
    public required string? TargetName { get; init; }

    /// <summary>Field by field, what it was and what it became, as text; at most 30, each at most 200 characters long.
    /// Secrets are only said to have changed.</summary>
    public required IReadOnlyList<FieldChange> Changes { get; init; }

    /// <summary>The IP address it came from.</summary>
    public required string? Address { get; init; }

    /// <summary>The program it came by, as that program calls itself.</summary>
    public required string? UserAgent { get; init; }

    /// <summary>The name of who did it, as it was then; null where nobody was signed in.</summary>
    public required string? ActorName { get; init; }

    [GraphQLIgnore]
    public required Actor? By { get; init; }

    internal static AuditEntryNode Of(AuditEntry entry) => new()
    {
        Id = entry.Id,
        OccurredAt = entry.OccurredAt,
        Action = entry.Action,
        TargetKind = entry.TargetKind,
        TargetName = entry.TargetName,
        Changes = entry.Changes,
        Address = entry.Address,
        UserAgent = entry.UserAgent,
        ActorName = entry.ActorName,
        By = entry.ActorKind is { } kind
            ? new Actor(kind, entry.ActorId, entry.ActorName ?? "", entry.ActorEmail)
            : null,
    };
}

[ExtendObjectType<AuditEntryNode>]
public static class AuditEntryFields
{
    /// <summary>Who did it, as they are now; null where nobody was signed in.</summary>
    public static async Task<IActor?> ActorAsync(
        [Parent] AuditEntryNode entry,
        StaffMemberById staff,
        ContactById contacts,
        CancellationToken cancellationToken) =>
        entry.By is { } actor ? await actor.LoadAsync(staff, contacts, cancellationToken) : null;

    [NodeResolver]
    public static async Task<AuditEntryNode?> FindAsync(
        Guid id, Caller caller, SlotlineDatabase database, CancellationToken cancellationToken)
    {
        if (caller is not { IsStaff: true, Role: Role.Admin })
        {
            return null;
        }

        await using var db = database.Open(caller.OrganizationId);
        return await db.AuditEntries.SingleOrDefaultAsync(entry => entry.Id == id, cancellationToken) is { } found
            ? AuditEntryNode.Of(found)
            : null;
    }
}

/// <summary>What is left out does not matter.</summary>
public sealed record AuditLogFilter
{
    public IReadOnlyList<AuditAction>? Action { get; init; }

    /// <summary>What this staff member did, or what was done to them.</summary>
    [ID<StaffMemberNode>]
    public Guid? StaffMemberId { get; init; }

    /// <summary>What this contact did, or what was done to them.</summary>
    [ID<ContactNode>]
    public Guid? ContactId { get; init; }

    /// <summary>At or after.</summary>
    public Instant? From { get; init; }

    /// <summary>Before.</summary>
    public Instant? Before { get; init; }
}

[QueryType]
public static class AuditQueries
{
    // Ids rise with time, and the table is kept in their order.
    private static readonly Ordering<AuditEntry> NewestFirst =
        Ordering.By((AuditEntry entry) => entry.Id, descending: true);

    /// <summary>
    /// What was done in the organization to its settings and people, and who signed in or failed to, newest first; kept
    /// for 400 days unless the operator decides otherwise. Admins only. Codes: FORBIDDEN.
    /// </summary>
    public static async Task<Connection<AuditEntryNode>> AuditLogAsync(
        AuditLogFilter? filter,
        PageRequest page,
        Caller caller,
        SlotlineDatabase database,
        CancellationToken cancellationToken)
    {
        caller.RequireAdmin();
        await using var db = database.Open(caller.OrganizationId);
        return await Narrow(db.AuditEntries, filter ?? new AuditLogFilter())
            .ToConnectionAsync(NewestFirst, page, entry => AuditEntryNode.Of(entry), cancellationToken);
    }

    private static IQueryable<AuditEntry> Narrow(IQueryable<AuditEntry> rows, AuditLogFilter filter)
    {
        if (filter.Action is { } actions)
        {
            rows = rows.Where(e => actions.Contains(e.Action));
        }

        foreach (var person in (Guid?[])[filter.StaffMemberId, filter.ContactId])
        {
            if (person is not null)
            {
                rows = rows.Where(e => e.ActorId == person || e.TargetId == person);
            }
        }

        if (filter.From is { } from)
        {
            rows = rows.Where(e => e.OccurredAt >= from);
        }

        return filter.Before is { } before ? rows.Where(e => e.OccurredAt < before) : rows;
    }
}
