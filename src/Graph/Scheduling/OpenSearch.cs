using System.Runtime.ExceptionServices;
using NodaTime;
using Slotline.Domain.Requests;
using Slotline.Graph.Engine.Subscriptions;
using Slotline.Graph.Live;
using Slotline.Graph.Live.Feeds;
using Slotline.Persistence;

namespace Slotline.Graph.Scheduling;

/// <summary>
/// One search that pickers are open on. It is made anew when the organization has changed, and when time alone takes a
/// slot away or opens a day.
/// </summary>
internal sealed class OpenSearch : IAsyncDisposable
{
    /// <summary>Changes that come in a burst are answered by one search.</summary>
    internal static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private readonly SlotSearchCall _call;
    private readonly OrganizationFeeds _feeds;
    private readonly SlotSearches _searches;
    private readonly SlotlineDatabase _database;
    private readonly IClock _clock;
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _gate = new();
    private readonly Task _following;
    private Asked _asked = new();
    private volatile IReadOnlyList<SlotDayNode>? _newest;
    private volatile Exception? _failure;

    public OpenSearch(
        SlotSearchCall call,
        OrganizationFeeds feeds,
        SlotSearches searches,
        SlotlineDatabase database,
        IClock clock)
    {
        (_call, _feeds, _searches, _database, _clock) = (call, feeds, searches, database, clock);
        _following = Task.Run(FollowAsync);
    }

    /// <summary>How many pickers it has; kept by whoever opened it.</summary>
    public int Pickers { get; set; }

    /// <summary>Those pickers, while they wait for another <see cref="Newest"/>.</summary>
    public Crowd Watchers { get; } = new();

    /// <summary>
    /// What was found last: the same list while no day differs, and in another list the same objects for the days that
    /// do not. Only after a <see cref="FreshAsync"/>; throws what the search failed of.
    /// </summary>
    public IReadOnlyList<SlotDayNode> Newest
    {
        get
        {
            if (_failure is { } failure)
            {
                ExceptionDispatchInfo.Throw(failure);
            }

            return _newest!;
        }
    }

    public bool HasFailed => _failure is not null;

    /// <summary>What is found by a search that begins after this was called, one for all who call meanwhile.</summary>
    public Task<IReadOnlyList<SlotDayNode>> FreshAsync()
    {
        lock (_gate)
        {
            _asked.Knock.TrySetResult();
            return _failure is { } failure
                ? Task.FromException<IReadOnlyList<SlotDayNode>>(failure)
                : _asked.Found.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _following;
        _ending.Dispose();
    }

    private async Task FollowAsync()
    {
        try
        {
            await using var place = _feeds.Follow(_call.OrganizationId);
            var state = await place.Feed.FreshAsync(_ending.Token).OrComeBackAsync();
            while (true)
            {
                var asked = TakeAsked();
                Instant? changesAt;
                try
                {
                    changesAt = await SearchAsync().OrComeBackAsync();
                    asked.Found.TrySetResult(_newest!);
                }
                catch (Exception fault)
                {
                    asked.Found.TrySetException(fault);
                    throw;
                }

                state = await ChangedAsync(place.Feed, state, changesAt);
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The last picker was closed.
        }
        catch (Exception fault)
        {
            // Every picker is told, and ends.
            TakeAsked(fault).Found.TrySetException(fault);
            Watchers.WakeAll();
        }
    }

    /// <summary>Those whom the search answers that begins now; who asks from now on waits for the next.</summary>
    private Asked TakeAsked(Exception? failure = null)
    {
        lock (_gate)
        {
            (var asked, _asked, _failure) = (_asked, new Asked(), failure);
            return asked;
        }
    }

    /// <summary>Searches, and says when time alone will make a difference.</summary>
    private async Task<Instant?> SearchAsync()
    {
        var found = await _searches.FindAsync(_call, _ending.Token);
        var technicians = await _searches.TechniciansOfAsync(_call, _database, _ending.Token);
        var days = SlotSearchNode.Of(_call, found, technicians).Days;
        if (_newest is not { } before)
        {
            _newest = days;
        }
        else if (Merge(before, days) is { } after)
        {
            _newest = after;
            Watchers.WakeAll();
        }

        return found.ChangesAt;
    }

    /// <summary>
    /// Waits until there may be other slots than at a state of the organization, or somebody asks for a fresh answer.
    /// </summary>
    private async Task<FeedState> ChangedAsync(OrganizationFeed feed, FeedState state, Instant? changesAt)
    {
        var knock = Volatile.Read(ref _asked).Knock.Task;
        while (true)
        {
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
            var passing = Task.Delay(changesAt is { } at ? Until(at) : Timeout.InfiniteTimeSpan, waiting.Token);
            await Task.WhenAny(state.Superseded, passing, knock);
            await waiting.CancelAsync();
            await Task.WhenAny(Task.Delay(Burst, _ending.Token), knock);
            _ending.Token.ThrowIfCancellationRequested();
            var before = state;
            state = feed.Current;
            if (passing.IsCompletedSuccessfully || knock.IsCompleted || TouchesSlots(feed, before, state))
            {
                return state;
            }
        }
    }

    private TimeSpan Until(Instant at)
    {
        var left = (at - _clock.GetCurrentInstant()).ToTimeSpan();
        return left < TimeSpan.Zero ? TimeSpan.Zero : left < LongestTimer ? left : LongestTimer;
    }

    /// <summary>Most of what happens does: only what certainly does not is passed over.</summary>
    private static bool TouchesSlots(OrganizationFeed feed, FeedState before, FeedState after) =>
        after.ConfigurationVersion != before.ConfigurationVersion
        || Enumerable.Range(before.Revision + 1, after.Revision - before.Revision).Any(revision =>
            feed.Kept(revision) is not
                { Type: AppointmentRequestEventType.Noted or AppointmentRequestEventType.TicketLinked });

    /// <summary>The days before where they stayed the same, those found where not; null if none differs.</summary>
    private static SlotDayNode[]? Merge(IReadOnlyList<SlotDayNode> before, IReadOnlyList<SlotDayNode> found)
    {
        var byDate = before.ToDictionary(day => day.Date);
        SlotDayNode[] merged =
            [.. found.Select(day => byDate.TryGetValue(day.Date, out var old) && IsSame(old, day) ? old : day)];
        return merged.SequenceEqual<SlotDayNode>(before, ReferenceEqualityComparer.Instance) ? null : merged;
    }

    private static bool IsSame(SlotDayNode before, SlotDayNode day) => before.Fingerprint == day.Fingerprint;

    /// <summary>Those who asked for a fresh answer, and what they are told.</summary>
    private sealed class Asked
    {
        public TaskCompletionSource Knock { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<IReadOnlyList<SlotDayNode>> Found { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
