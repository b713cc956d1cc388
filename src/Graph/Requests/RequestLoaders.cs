using Microsoft.EntityFrameworkCore;
using Slotline.Domain.Directory;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.Requests;

/// <summary>Requests that the caller may see, by id.</summary>
public sealed class RequestById(SlotlineDatabase database, CurrentCaller caller)
    : BatchLoader<Guid, AppointmentRequestNode>
{
    protected override async Task<IReadOnlyDictionary<Guid, AppointmentRequestNode>> LoadBatchAsync(
        IReadOnlyList<Guid> keys, CancellationToken cancellationToken)
    {
        Caller asking = caller.Value!;
        await using var db = database.Open(asking.OrganizationId);
        return await db.AppointmentRequests
            .VisibleTo(asking)
            .Where(r => keys.Contains(r.Id))
            .Select(AppointmentRequestNode.FromRow)
            .ToDictionaryAsync(r => r.Id, cancellationToken);
    }
}
