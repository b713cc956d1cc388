using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Slotline.Domain;
using Slotline.Domain.Requests;
using Slotline.Graph.Engine.Subscriptions;
using Slotline.Graph.Live.Feeds;
using Slotline.Persistence;

namespace Slotline.Graph.Live;

/// <summary>
/// Follows the events on requests. A follower is no more than the last revision it saw: what comes next is taken from
/// what the feed keeps, or from the database where the follower is further behind. So catching up and being live
/// are the same thing, there is no seam between them, and a slow reader costs no memory.
/// </summary>
internal sealed class RequestEvents(OrganizationFeeds feeds, SlotlineDatabase database, IOptions<LiveOptions> options)
{
    private readonly ConditionalWeakTable<AppointmentRequestEvent, OncePerKey<bool>> _passing = [];

    /// <summary>
    /// Refuses what cannot be followed. A revision of the future is the sign of a client that knows another history,
    /// for instance of a database that was restored since; it has to start anew.
    /// </summary>
    /// <exception cref="Refusal">InvalidInput.</exception>
    public async Task CheckAsync(Followed followed, CancellationToken cancellationToken)
    {
        if (followed.AfterRevision < 0)
        {
            throw Refusal.InvalidInput("A revision is never negative.", "afterRevision");
        }

        await using var db = database.Open(followed.Scope.OrganizationId);
        _ = followed.In(db);
        if (followed.AfterRevision > await db.Organizations.Select(o => o.Revision).SingleAsync(cancellationToken))
        {
            throw Refusal.InvalidInput("There has been no such revision yet; load anew.", "afterRevision");
        }
    }

    /// <summary>
    /// The events, in order and without an end, each turned into what <paramref name="show"/> makes of it.
    /// </summary>
    public async IAsyncEnumerable<T> FollowAsync<T>(
        Followed followed,
        Func<AppointmentRequestEvent, T> show,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var place = feeds.Follow(followed.Scope.OrganizationId);
        var feed = place.Feed;
        using var follower = new Crowd.Place(feed.Followers, cancellationToken);
        var state = await feed.FreshAsync(cancellationToken).OrComeBackAsync();
        var seen = followed.AfterRevision ?? state.Revision;
        while (true)
        {
            while (seen < state.Revision)
            {
                if (feed.Kept(seen + 1) is { } kept)
                {
                    seen++;
                    if (followed.Scope.Sees(kept) && (
                        followed.Narrowing is null || await PassesAsync(kept, followed.Narrowing)))
                    {
                        yield return show(kept);
                    }

                    continue;
                }

                var page = await ReadAsync(followed, seen, state.Revision, cancellationToken).OrComeBackAsync();
                foreach (var happened in page)
                {
                    yield return show(happened);
                }

                seen = page.Count == options.Value.PageSize ? page[^1].Revision : state.Revision;
            }

            var rounds = feed.Followers.Rounds;
            state = feed.Current;
            if (seen >= state.Revision)
            {
                await follower.AfterAsync(rounds);
                state = feed.Current;
            }
        }
    }

    private async Task<List<AppointmentRequestEvent>> ReadAsync(
        Followed followed, int after, int until, CancellationToken cancellationToken)
    {
        await using var db = database.Open(followed.Scope.OrganizationId);
        return await followed.In(db).Where(e => e.Revision > after && e.Revision <= until)
            .OrderBy(e => e.Revision).Take(options.Value.PageSize).ToListAsync(cancellationToken);
    }

    /// <summary>Asks the database whether an event passes, once for all who narrow alike.</summary>
    private Task<bool> PassesAsync(AppointmentRequestEvent kept, EventNarrowing narrowing) =>
        _passing.GetOrCreateValue(kept).Of(narrowing.Key, async () =>
        {
            await using var db = database.Open(kept.OrganizationId);
            return await narrowing.Of(db.Events.Where(e => e.Revision == kept.Revision), db).AnyAsync();
        }).OrComeBackAsync();
}
