using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Graph.Engine;
using Slotline.Graph.Live;
using Slotline.Persistence;

namespace Slotline.Graph.Notifications;

[SubscriptionType]
internal static class NotificationSubscriptions
{
    /// <summary>The viewer's own notifications as they arrive.</summary>
    public static async IAsyncEnumerable<NotificationNode> NotificationReceived(
        Caller caller,
        NotificationArrivals arrivals,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var notification in arrivals.FollowAsync(caller, cancellationToken))
        {
            yield return notification;
        }
    }
}

/// <summary>
/// Follows somebody's notifications: each that is written after the following began, once. The organization's feed is
/// the doorbell; what has come is read from the database.
/// </summary>
internal sealed class NotificationArrivals(OrganizationFeeds feeds, SlotlineDatabase database, IClock clock)
{
    /// <summary>
    /// A notification is dated before it is committed, and by its own node's clock: it is looked for so far back. What
    /// was seen is remembered for as long.
    /// </summary>
    private static readonly Duration LookBack = Duration.FromMinutes(2);

    /// <summary>Reminders change no request and so ring no bell.</summary>
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(20);

    /// <summary>Many events in a row are one look.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(50);

    public async IAsyncEnumerable<NotificationNode> FollowAsync(
        Caller caller, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var place = feeds.Follow(caller.OrganizationId);
        var state = await place.Feed.FreshAsync(cancellationToken);
        var looked = clock.GetCurrentInstant();
        var seen = (await ReadAsync(caller, looked - LookBack, cancellationToken))
            .ToDictionary(notification => notification.Id, notification => notification.CreatedAt);
        while (true)
        {
            await WaitAsync(state, cancellationToken);
            state = place.Feed.Current;
            var since = looked - LookBack;
            looked = clock.GetCurrentInstant();
            foreach (var notification in await ReadAsync(caller, since, cancellationToken))
            {
                if (seen.TryAdd(notification.Id, notification.CreatedAt))
                {
                    yield return notification;
                }
            }

            Forget(seen, before: since);
        }
    }

    private static async Task WaitAsync(FeedState state, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(state.Superseded, Task.Delay(LookAnyway, waiting.Token));
        await waiting.CancelAsync();
        await Task.Delay(Gather, cancellationToken);
    }

    private static void Forget(Dictionary<Guid, Instant> seen, Instant before)
    {
        foreach (var (id, at) in seen)
        {
            if (at < before)
            {
                seen.Remove(id);
            }
        }
    }

    private async Task<List<NotificationNode>> ReadAsync(
        Caller caller, Instant since, CancellationToken cancellationToken)
    {
        await using var db = database.Open(caller.OrganizationId);
        return await db.Notifications.Of(caller)
            .Where(row => row.CreatedAt >= since)
            .OrderBy(row => row.CreatedAt).ThenBy(row => row.Id)
            .Select(NotificationNode.FromRow)
            .ToListAsync(cancellationToken);
    }
}
