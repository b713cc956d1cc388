using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Slotline.Domain;
using Slotline.Domain.Requests;
using Slotline.Persistence;

namespace Slotline.Graph.Live;

/// <summary>
/// Follows the events on requests. A follower is no more than the last revision it saw: what comes next is taken from
/// what the feed keeps, or from the database where the follower is further behind. So catching up and being live
/// are the same thing, there is no seam between them, and a slow reader costs no memory.
/// </summary>
internal sealed class RequestEvents(OrganizationFeeds feeds, SlotlineDatabase database, IOptions<LiveOptions> options)
{
    /// <summary>
    /// Refuses a revision that no event of the organization has had. One of the future is the sign of a client that
    /// knows another history, for instance of a database that was restored since; it has to start anew.
    /// </summary>
    /// <exception cref="Refusal">InvalidInput.</exception>
    public async Task CheckAsync(EventScope scope, int afterRevision, CancellationToken cancellationToken)
    {
        if (afterRevision < 0)
        {
            throw Refusal.InvalidInput("A revision is never negative.", "afterRevision");
        }

        await using var db = database.Open(scope.OrganizationId);
        if (afterRevision > await db.Organizations.Select(o => o.Revision).SingleAsync(cancellationToken))
        {
            throw Refusal.InvalidInput("There has been no such revision yet; load anew.", "afterRevision");
        }
    }

    /// <summary>All events of the scope after a revision, in order, without an end; only those to come where it is null.</summary>
    public async IAsyncEnumerable<AppointmentRequestEvent> FollowAsync(
        EventScope scope, int? afterRevision, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var place = feeds.Follow(scope.OrganizationId);
        var state = await place.Feed.FreshAsync(cancellationToken);
        var seen = afterRevision ?? state.Revision;
        while (true)
        {
            while (seen < state.Revision)
            {
                if (place.Feed.Kept(seen + 1) is { } kept)
                {
                    seen++;
                    if (scope.Sees(kept))
                    {
                        yield return kept;
                    }

                    continue;
                }

                var page = await ReadAsync(scope, seen, state.Revision, cancellationToken);
                foreach (var happened in page)
                {
                    yield return happened;
                }

                seen = page.Count == options.Value.PageSize ? page[^1].Revision : state.Revision;
            }

            state = place.Feed.Current;
            if (seen == state.Revision)
            {
                await state.Superseded.WaitAsync(cancellationToken);
                state = place.Feed.Current;
            }
        }
    }

    private async Task<List<AppointmentRequestEvent>> ReadAsync(
        EventScope scope, int after, int until, CancellationToken cancellationToken)
    {
        await using var db = database.Open(scope.OrganizationId);
        return await scope.Of(db.Events).Where(e => e.Revision > after && e.Revision <= until)
            .OrderBy(e => e.Revision).Take(options.Value.PageSize).ToListAsync(cancellationToken);
    }
}
