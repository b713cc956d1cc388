using NodaTime;
using Slotline.Domain.Requests;
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
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private readonly SlotSearchCall _call;
    private readonly OrganizationFeeds _feeds;
    private readonly SlotSearches _searches;
    private readonly SlotlineDatabase _database;
    private readonly IClock _clock;
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource<ShownDays> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _following;
    private volatile ShownDays? _newest;

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

    /// <summary>What was found first.</summary>
    public Task<ShownDays> First => _newest is { } newest ? Task.FromResult(newest) : _first.Task;

    /// <summary>What was found last; only once there was a first.</summary>
    public ShownDays Newest => _newest!;

    public bool HasFailed { get; private set; }

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
                var changesAt = await SearchAsync().OrComeBackAsync();
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
            HasFailed = true;
            _first.TrySetException(fault);
            _newest?.Fail(fault);
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
            _newest = new ShownDays(days);
            _first.TrySetResult(_newest);
        }
        else if (before.With(days) is { } after)
        {
            _newest = after;
            before.Supersede();
        }

        return found.ChangesAt;
    }

    /// <summary>Waits until there may be other slots than at a state of the organization.</summary>
    private async Task<FeedState> ChangedAsync(OrganizationFeed feed, FeedState state, Instant? changesAt)
    {
        while (true)
        {
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
            var passing = Task.Delay(changesAt is { } at ? Until(at) : Timeout.InfiniteTimeSpan, waiting.Token);
            await Task.WhenAny(state.Superseded, passing);
            await waiting.CancelAsync();
            await Task.Delay(Burst, _ending.Token);
            var before = state;
            state = feed.Current;
            if (passing.IsCompletedSuccessfully || TouchesSlots(feed, before, state))
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
}

/// <summary>The days of a search as they are shown for a while. A day that stays the same stays the object.</summary>
internal sealed class ShownDays(IReadOnlyList<SlotDayNode> days)
{
    private readonly TaskCompletionSource _superseded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<SlotDayNode> Days => days;

    /// <summary>Completed as soon as some day differs; fails when there will be no more.</summary>
    public Task Superseded => _superseded.Task;

    public void Supersede() => _superseded.TrySetResult();

    public void Fail(Exception fault) => _superseded.TrySetException(fault);

    /// <summary>These days where they stayed the same, those that were found where not; null if none differs.</summary>
    public ShownDays? With(IReadOnlyList<SlotDayNode> found)
    {
        var shown = days.ToDictionary(day => day.Date);
        SlotDayNode[] merged =
            [.. found.Select(day => shown.TryGetValue(day.Date, out var before) && IsSame(before, day) ? before : day)];
        return merged.SequenceEqual<SlotDayNode>(days, ReferenceEqualityComparer.Instance)
            ? null
            : new ShownDays(merged);
    }

    private static bool IsSame(SlotDayNode before, SlotDayNode day) =>
        before.Slots.Select(KeyOf).SequenceEqual(day.Slots.Select(KeyOf));

    private static (Instant StartsAt, string Technicians) KeyOf(SlotNode slot) =>
        (slot.StartsAt, string.Join(',', slot.Technicians.Select(technician => technician.Id)));
}
