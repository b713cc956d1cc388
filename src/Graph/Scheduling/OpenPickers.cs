using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using NodaTime;
using Slotline.Graph.Engine;
using Slotline.Graph.Engine.Subscriptions;
using Slotline.Graph.Live;
using Slotline.Graph.Live.Feeds;
using Slotline.Persistence;

namespace Slotline.Graph.Scheduling;

/// <summary>
/// Keeps open pickers true. Those with the same search share one, which is made anew after a change, so what a change
/// costs grows with the searches and not with the pickers.
/// </summary>
internal sealed class OpenPickers(
    OrganizationFeeds feeds,
    SlotSearches searches,
    SlotlineDatabase database,
    IClock clock,
    IOptions<LiveOptions> options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Question, OpenSearch> _open = [];

    /// <summary>How many searches are followed now.</summary>
    public int Searches
    {
        get
        {
            lock (_gate)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>
    /// The days of a search whose slots have changed since it was subscribed to, in order of their dates. A slow reader
    /// is given a day as it is now, not all that it was in between.
    /// </summary>
    /// <param name="call">The search.</param>
    /// <param name="known">
    /// Fingerprints of what the picker shows: days that are none of them come at once. Null where that is what there is
    /// just now.
    /// </param>
    /// <param name="cancellationToken">Ends the following.</param>
    /// <exception cref="TooManyException">As many other searches are followed as may be.</exception>
    public IAsyncEnumerable<SlotDayNode> Follow(
        SlotSearchCall call, IReadOnlyList<string>? known, CancellationToken cancellationToken)
    {
        // Visitors leave room for those who are signed in.
        var most = options.Value.MostOpenSearches / (call.Caller is null ? 2 : 1);
        var question = Question.Of(call);
        lock (_gate)
        {
            if (!_open.ContainsKey(question)
                && _open.Keys.Count(one => one.OrganizationId == call.OrganizationId) >= most)
            {
                throw new TooManyException("Too many searches are followed now; ask again for a fresh answer.");
            }
        }

        return FollowAsync(question, call, known, cancellationToken);
    }

    private async IAsyncEnumerable<SlotDayNode> FollowAsync(
        Question question,
        SlotSearchCall call,
        IReadOnlyList<string>? known,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var search = Enter(question, call);
        try
        {
            using var place = new Crowd.Place(search.Watchers, cancellationToken);

            // Not what others were shown a while ago: the picker's own answer may be newer than that.
            var shown = await search.FreshAsync().WaitAsync(cancellationToken);
            foreach (var day in known is null ? [] : shown.Where(day => !known.Contains(day.Fingerprint)))
            {
                yield return day;
            }

            while (true)
            {
                var rounds = search.Watchers.Rounds;
                var found = search.Newest;
                if (ReferenceEquals(found, shown))
                {
                    await place.AfterAsync(rounds);
                    continue;
                }

                foreach (var day in found.Except<SlotDayNode>(shown, ReferenceEqualityComparer.Instance))
                {
                    yield return day;
                }

                shown = found;
            }
        }
        finally
        {
            await LeaveAsync(question, search);
        }
    }

    private OpenSearch Enter(Question question, SlotSearchCall call)
    {
        lock (_gate)
        {
            // One that failed tells those who had it; whoever comes then begins anew.
            if (!_open.TryGetValue(question, out var search) || search.HasFailed)
            {
                _open[question] = search = new OpenSearch(call, feeds, searches, database, clock);
            }

            search.Pickers++;
            return search;
        }
    }

    private ValueTask LeaveAsync(Question question, OpenSearch search)
    {
        lock (_gate)
        {
            if (--search.Pickers > 0)
            {
                return ValueTask.CompletedTask;
            }

            if (_open.TryGetValue(question, out var current) && ReferenceEquals(current, search))
            {
                _open.Remove(question);
            }
        }

        return search.DisposeAsync();
    }

    /// <summary>What the days of a search depend on; whoever asks it is shown the same.</summary>
    private sealed record Question(Guid OrganizationId, bool IsStaff, SlotSearchInput Input)
    {
        public static Question Of(SlotSearchCall call) => new(
            call.OrganizationId,
            call.IsStaff,
            call.Input with
            {
                TimeZone = call.Input.TimeZone
                    ?? (call.Caller?.TimeZoneId is { } own ? new TimeZoneId(own) : null),
            });
    }
}
