using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Slotline.Domain.Directory;
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
    protected abstract Expression<Func<TRow, bool>> IsAmong(IReadOnlyList<Guid> ids);

    protected abstract TNode ToNode(TRow row);

    protected override async Task<IReadOnlyDictionary<Guid, TNode>> LoadBatchAsync(
        IReadOnlyList<Guid> keys, CancellationToken cancellationToken)
    {
        await using var db = database.Open(caller.Value?.OrganizationId ?? Guid.Empty);
        var rows = await db.Set<TRow>().Where(IsAmong(keys)).ToListAsync(cancellationToken);
        return rows.Select(ToNode).ToDictionary(node => node.Id);
    }
}

public sealed class ServiceById(SlotlineDatabase database, CurrentCaller caller)
    : RowById<Service, ServiceNode>(database, caller)
{
    protected override Expression<Func<Service, bool>> IsAmong(IReadOnlyList<Guid> ids) => row => ids.Contains(row.Id);

    protected override ServiceNode ToNode(Service row) => ServiceNode.Of(row);
}

public sealed class TechnicianById(SlotlineDatabase database, CurrentCaller caller)
    : RowById<Technician, TechnicianNode>(database, caller)
{
    protected override Expression<Func<Technician, bool>> IsAmong(IReadOnlyList<Guid> ids) => row => ids.Contains(row.Id);

    protected override TechnicianNode ToNode(Technician row) => TechnicianNode.Of(row);
}

public sealed class ClientById(SlotlineDatabase database, CurrentCaller caller)
    : RowById<Client, ClientNode>(database, caller)
{
    protected override Expression<Func<Client, bool>> IsAmong(IReadOnlyList<Guid> ids) => row => ids.Contains(row.Id);

    protected override ClientNode ToNode(Client row) => ClientNode.Of(row);
}

public sealed class ContactById(SlotlineDatabase database, CurrentCaller caller)
    : RowById<Contact, ContactNode>(database, caller)
{
    protected override Expression<Func<Contact, bool>> IsAmong(IReadOnlyList<Guid> ids) => row => ids.Contains(row.Id);

    protected override ContactNode ToNode(Contact row) => ContactNode.Of(row);
}

public sealed class TicketById(SlotlineDatabase database, CurrentCaller caller)
    : RowById<Ticket, TicketNode>(database, caller)
{
    protected override Expression<Func<Ticket, bool>> IsAmong(IReadOnlyList<Guid> ids) => row => ids.Contains(row.Id);

    protected override TicketNode ToNode(Ticket row) => TicketNode.Of(row);
}

public sealed class StaffMemberById(SlotlineDatabase database, CurrentCaller caller)
    : RowById<StaffMember, StaffMemberNode>(database, caller)
{
    protected override Expression<Func<StaffMember, bool>> IsAmong(IReadOnlyList<Guid> ids) => row => ids.Contains(row.Id);

    protected override StaffMemberNode ToNode(StaffMember row) => StaffMemberNode.Of(row);
}

public sealed class OrganizationById(SlotlineDatabase database, CurrentCaller caller)
    : RowById<Organization, OrganizationNode>(database, caller)
{
    protected override Expression<Func<Organization, bool>> IsAmong(IReadOnlyList<Guid> ids) => row => ids.Contains(row.Id);

    protected override OrganizationNode ToNode(Organization row) => OrganizationNode.Of(row);
}
