using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Slotline.Persistence;

namespace Slotline.Graph.Visitors;

/// <summary>
/// The keys that sign visitors' links: one an organization, kept in the database, so that every node reads what any
/// other wrote. They do not change, so each is read once.
/// </summary>
internal sealed class VisitorKeys(SlotlineDatabase database, Changes changes)
{
    private readonly ConcurrentDictionary<Guid, byte[]> _keys = [];

    /// <summary>Null when the organization has given nobody a link, or there is none of that id.</summary>
    public async ValueTask<byte[]?> FindAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        if (_keys.TryGetValue(organizationId, out var known))
        {
            return known;
        }

        await using var db = database.Open(organizationId);
        var stored = await db.VisitorSettings.Select(settings => settings.SigningKey)
            .SingleOrDefaultAsync(cancellationToken);
        return stored is null ? null : _keys.GetOrAdd(organizationId, stored);
    }

    /// <summary>The organization's key; made when it is wanted for the first time.</summary>
    public async ValueTask<byte[]> OfAsync(Guid organizationId, CancellationToken cancellationToken) =>
        await FindAsync(organizationId, cancellationToken)
        ?? _keys.GetOrAdd(organizationId, await changes.CommitAsync(organizationId, MakeAsync, cancellationToken));

    /// <summary>Under the organization's lock, so that of two nodes that want it at once one makes it.</summary>
    private static async Task<byte[]> MakeAsync(Change change) => (await change.OwnVisitorSettingsAsync()).SigningKey;
}
