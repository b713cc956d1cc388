using System.Runtime.CompilerServices;
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
        var state = await place.Feed.FreshAsync(cancellationToken).OrComeBackAsync();
        while (true)
        {
            yield return state.Pending;
            var told = state.Pending.Count;
            while ((state = place.Feed.Current).Pending.Count == told)
            {
                await state.Superseded.WaitAsync(cancellationToken);
            }
        }
    }
}
