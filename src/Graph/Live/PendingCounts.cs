using System.Runtime.CompilerServices;
using Slotline.Graph.Engine.Subscriptions;
using Slotline.Graph.Live.Feeds;
using Slotline.Graph.Requests;

namespace Slotline.Graph.Live;

/// <summary>Follows the number of requests that wait for a decision.</summary>
internal sealed class PendingCounts(OrganizationFeeds feeds)
{
    /// <summary>
    /// The count at once, then whenever it differs from the one that was told last. What is told is the newest when it
    /// is asked for: a slow reader misses numbers in between, and never gets an old one.
    /// </summary>
    public async IAsyncEnumerable<PendingCountNode> FollowAsync(
        Guid organizationId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var place = feeds.Follow(organizationId);
        var feed = place.Feed;
        using var follower = new Crowd.Place(feed.Followers, cancellationToken);
        var told = (await feed.FreshAsync(cancellationToken).OrComeBackAsync()).Pending;
        yield return told;
        while (true)
        {
            var rounds = feed.Followers.Rounds;
            var pending = feed.Current.Pending;
            if (pending.Count != told.Count)
            {
                yield return told = pending;
            }
            else
            {
                await follower.AfterAsync(rounds);
            }
        }
    }
}
