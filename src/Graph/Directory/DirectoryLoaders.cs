using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Slotline.Domain.Directory;
using Slotline.Graph.Directory.Clients;
using Slotline.Graph.Directory.Organizations;
using Slotline.Graph.Directory.Services;
using Slotline.Graph.Directory.Technicians;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.Directory;

/// <summary>
/// Rows of the directory by id, within the caller's organization. They follow references of what the caller was allowed
/// to see, so they ask no further; lists and <c>node</c> decide who may see a row by itself.
/// </summary>
public abstract class RowById<TRow, TNode>(SlotlineDatabase database, CurrentCaller caller)
    : BatchLoader<Guid, TNode>
    where TRow : class
    where TNode : class, INode
{
    private static readonly ConditionalWeakTable<IModel, Compiled> Queries = [];

    protected abstract TNode ToNode(TRow row);

    protected override async Task<IReadOnlyDictionary<Guid, TNode>> LoadBatchAsync(
        IReadOnlyList<Guid> keys, CancellationToken cancellationToken)
    {
        await using var db = database.OpenFor(caller);
        var query = Queries.GetValue(db.Model, _ => new Compiled());
        var rows = caller.Value is null ? query.OfEvery(db, keys) : query.OfOne(db, keys);
        var nodes = new Dictionary<Guid, TNode>(keys.Count);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            var node = ToNode(row);
            nodes.Add(node.Id, node);
        }

        return nodes;
    }

    /// <summary>Translated once for each database: every page asks these.</summary>
    private sealed class Compiled
    {
        public Func<SlotlineContext, IReadOnlyList<Guid>, IAsyncEnumerable<TRow>> OfOne { get; } =
            EF.CompileAsyncQuery((SlotlineContext db, IReadOnlyList<Guid> ids) => db.Set<TRow>().AsNoTracking()
                .Where(row => ids.Contains(EF.Property<Guid>(row, nameof(INode.Id)))));

        public Func<SlotlineContext, IReadOnlyList<Guid>, IAsyncEnumerable<TRow>> OfEvery { get; } =
            EF.CompileAsyncQuery((SlotlineContext db, IReadOnlyList<Guid> ids) => db.Set<TRow>().AsNoTracking()
                .IgnoreQueryFilters().Where(row => ids.Contains(EF.Property<Guid>(row, nameof(INode.Id)))));
    }
}

internal static class LoadedRows
{
    /// <summary>On the caller's organization; for who is not signed in on every one's rows.</summary>
    public static SlotlineContext OpenFor(this SlotlineDatabase database, CurrentCaller caller) =>
        caller.Value is { } known ? database.OpenPrepared(known.OrganizationId) : database.OpenUnbound();

    /// <summary>Who is not signed in has no organization: what a public page shows is followed by ids alone.</summary>
    public static IQueryable<T> SeenBy<T>(this IQueryable<T> rows, CurrentCaller caller)
        where T : class => caller.Value is null ? rows.IgnoreQueryFilters() : rows;
}

public sealed class ServiceById(SlotlineDatabase database, CurrentCaller caller)
    : RowById<Service, ServiceNode>(database, caller)
{
    protected override ServiceNode ToNode(Service row) => ServiceNode.Of(row);
}

public sealed class TechnicianById(SlotlineDatabase database, CurrentCaller caller)
    : RowById<Technician, TechnicianNode>(database, caller)
{
    protected override TechnicianNode ToNode(Technician row) => TechnicianNode.Of(row);
}

public sealed class ClientById(SlotlineDatabase database, CurrentCaller caller)
    : RowById<Client, ClientNode>(database, caller)
{
    protected override ClientNode ToNode(Client row) => ClientNode.Of(row);
}

public sealed class ContactById(SlotlineDatabase database, CurrentCaller caller)
    : RowById<Contact, ContactNode>(database, caller)
{
    protected override ContactNode ToNode(Contact row) => ContactNode.Of(row);
}

public sealed class TicketById(SlotlineDatabase database, CurrentCaller caller)
    : RowById<Ticket, TicketNode>(database, caller)
{
    protected override TicketNode ToNode(Ticket row) => TicketNode.Of(row);
}

public sealed class StaffMemberById(SlotlineDatabase database, CurrentCaller caller)
    : RowById<StaffMember, StaffMemberNode>(database, caller)
{
    protected override StaffMemberNode ToNode(StaffMember row) => StaffMemberNode.Of(row);
}

public sealed class OrganizationById(SlotlineDatabase database, CurrentCaller caller)
    : RowById<Organization, OrganizationNode>(database, caller)
{
    protected override OrganizationNode ToNode(Organization row) => OrganizationNode.Of(row);
}

/// <summary>The technicians of a service, by name.</summary>
public sealed class TechniciansByService(SlotlineDatabase database, CurrentCaller caller)
    : BatchLoader<Guid, IReadOnlyList<TechnicianNode>>
{
    protected override async Task<IReadOnlyDictionary<Guid, IReadOnlyList<TechnicianNode>>> LoadBatchAsync(
        IReadOnlyList<Guid> keys, CancellationToken cancellationToken)
    {
        await using var db = database.OpenFor(caller);
        var rows = await db.Qualifications.SeenBy(caller)
            .Where(q => keys.Contains(q.ServiceId))
            .Join(db.Technicians, q => q.TechnicianId, t => t.Id, (q, t) => new { q.ServiceId, Technician = t })
            .OrderBy(row => row.Technician.NameKey).ThenBy(row => row.Technician.Id)
            .ToListAsync(cancellationToken);
        return rows.GroupBy(row => row.ServiceId).ToDictionary(
            group => group.Key,
            IReadOnlyList<TechnicianNode> (group) => [.. group.Select(row => TechnicianNode.Of(row.Technician))]);
    }
}

/// <summary>The services of a technician, by name.</summary>
public sealed class ServicesByTechnician(SlotlineDatabase database, CurrentCaller caller)
    : BatchLoader<Guid, IReadOnlyList<ServiceNode>>
{
    protected override async Task<IReadOnlyDictionary<Guid, IReadOnlyList<ServiceNode>>> LoadBatchAsync(
        IReadOnlyList<Guid> keys, CancellationToken cancellationToken)
    {
        await using var db = database.OpenFor(caller);
        var rows = await db.Qualifications.SeenBy(caller)
            .Where(q => keys.Contains(q.TechnicianId))
            .Join(db.Services, q => q.ServiceId, s => s.Id, (q, s) => new { q.TechnicianId, Service = s })
            .OrderBy(row => row.Service.NameKey).ThenBy(row => row.Service.Id)
            .ToListAsync(cancellationToken);
        return rows.GroupBy(row => row.TechnicianId).ToDictionary(
            group => group.Key,
            IReadOnlyList<ServiceNode> (group) => [.. group.Select(row => ServiceNode.Of(row.Service))]);
    }
}

/// <summary>The exceptions of a technician's own, by start; for staff.</summary>
public sealed class ExceptionsByTechnician(SlotlineDatabase database, CurrentCaller caller)
    : BatchLoader<Guid, IReadOnlyList<AvailabilityExceptionNode>>
{
    protected override async Task<IReadOnlyDictionary<Guid, IReadOnlyList<AvailabilityExceptionNode>>> LoadBatchAsync(
        IReadOnlyList<Guid> keys, CancellationToken cancellationToken)
    {
        await using var db = database.OpenFor(caller);
        var rows = await db.AvailabilityExceptions
            .Where(e => e.TechnicianId != null && keys.Contains(e.TechnicianId.Value))
            .OrderBy(e => e.From).ThenBy(e => e.Id)
            .ToListAsync(cancellationToken);
        return rows.GroupBy(row => row.TechnicianId!.Value).ToDictionary(
            group => group.Key,
            IReadOnlyList<AvailabilityExceptionNode> (group) =>
                [.. group.Select(row => AvailabilityExceptionNode.Of(row))]);
    }
}
