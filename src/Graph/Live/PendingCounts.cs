using System.Runtime.CompilerServices;

namespace Slotline.Graph.Live;

/// <summary>Follows the number of requests that wait for a decision.</summary>
internal sealed class PendingCounts(OrganizationFeeds feeds)
{
    /// <summary>
    /// The count at once, then whenever it differs from the one that was told last. What is told is the newest when it
    /// is asked for: a slow reader misses numbers in between, and never gets an old one.
    /// </summary>
    public async IAsyncEnumerable<(int Count, int Revision)> FollowAsync(
        Guid organizationId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var place = feeds.Follow(organizationId);
        var state = await place.Feed.FreshAsync(cancellationToken);
        while (true)
        {
            yield return (state.PendingCount, state.Revision);
            var told = state.PendingCount;
            while ((state = place.Feed.Current).PendingCount == told)
            {
                await state.Superseded.WaitAsync(cancellationToken);
            }
        }
    }
}
