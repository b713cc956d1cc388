using Microsoft.EntityFrameworkCore;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.Notifications;

public sealed record MarkNotificationsReadInput
{
    /// <summary>At most 500. Left out: all of the viewer's.</summary>
    [ID<NotificationNode>]
    public IReadOnlyList<Guid>? Ids { get; init; }
}

public sealed record MarkNotificationsReadPayload : Payload
{
    /// <summary>How many are left.</summary>
    public int UnreadNotificationCount { get; init; }
}

[MutationType]
internal static class NotificationMutations
{
    private const int MostIds = 500;

    /// <summary>Marks notifications of the viewer as read. Codes: NOT_FOUND, INVALID_INPUT.</summary>
    public static async Task<MarkNotificationsReadPayload> MarkNotificationsReadAsync(
        MarkNotificationsReadInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        var ids = input.Ids?.Distinct().ToList();
        if (ids?.Count > MostIds)
        {
            throw Refusal.InvalidInput($"At most {MostIds} can be marked at once.", "ids");
        }

        var left = await changes.CommitAsync(
            caller.OrganizationId, change => MarkReadAsync(change, caller, ids), cancellationToken);
        return new MarkNotificationsReadPayload { UnreadNotificationCount = left };
    }

    /// <summary>
    /// Marks and counts in one transaction, so that the count is true even while others mark and are told.
    /// </summary>
    private static async Task<int> MarkReadAsync(Change change, Caller caller, List<Guid>? ids)
    {
        var own = change.Db.Notifications.Of(caller);
        var meant = ids is null ? own : own.Where(row => ids.Contains(row.Id));
        if (ids is not null && await meant.CountAsync(change.CancellationToken) < ids.Count)
        {
            throw Refusal.NotFound("notification", "ids");
        }

        await meant.Where(row => row.ReadAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.ReadAt, change.Now), change.CancellationToken);
        return await own.CountAsync(row => row.ReadAt == null, change.CancellationToken);
    }
}
