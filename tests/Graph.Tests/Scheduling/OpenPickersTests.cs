using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Scheduling;
using Slotline.Graph.Engine.Subscriptions;
using Slotline.Graph.Live;
using Slotline.Graph.Live.Feeds;
using Slotline.Graph.Scheduling;
using Slotline.Graph.Tests.Live;
using Slotline.Persistence.Tests;

namespace Slotline.Graph.Tests.Scheduling;

/// <summary>Pickers with one search share it, and are told of what changes and of what time takes.</summary>
public sealed class OpenPickersTests : IAsyncLifetime
{
    private const int Days = 14;
    private static readonly LocalDate Tuesday = new(2026, 8, 11);

    // What is heard here is heard by rings.
    private readonly LiveOptions _options = new() { MostOpenSearches = 4, LookEvery = TimeSpan.FromHours(1) };
    private readonly InProcessEventBus _bus = new();
    private Store _store = null!;
    private Cast _cast = null!;
    private OrganizationFeeds _feeds = null!;
    private Watchman _watchman = null!;

    public async Task InitializeAsync()
    {
        _store = await Store.OnSqliteAsync();
        _cast = await Cast.SaveAsync(_store);
        await _store.CommitAsync(async change =>
        {
            var ana = await change.Db.Technicians.SingleAsync(one => one.Id == _cast.Ana.Id);
            var day = new TimeRange(new WallTime(9 * 60), new WallTime(17 * 60));
            (await change.Db.Services.SingleAsync(one => one.Id == _cast.Service.Id)).IsPublic = true;
            ana.SetWeeklyHours([.. Enum.GetValues<IsoDayOfWeek>()
                .Where(one => one != IsoDayOfWeek.None).Select(one => new WeeklyHours(one, day))]);
            return true;
        });
        var options = Options.Create(_options);
        _feeds = new OrganizationFeeds(_store.Database, _bus, options, NullLogger<OrganizationFeeds>.Instance);
        _watchman = new Watchman(
            _store.Changes, _store.Database, _bus, _feeds, options, NullLogger<Watchman>.Instance);
        await _watchman.StartAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _watchman.StopAsync(CancellationToken.None).WaitAsync(LiveNode.Patience);
        _watchman.Dispose();
        await _feeds.DisposeAsync().AsTask().WaitAsync(LiveNode.Patience);
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task All_who_search_the_same_are_given_the_same_object_by_one_search()
    {
        var pickers = PickersBy(_store.Clock);
        var member = LiveNode.CallerOf(_store.Organization.Id, ActorKind.Contact, Role.ClientMember);
        SlotSearchCall[] same = [Call(null), Call(member), Call(member with { TimeZoneId = null })];
        var open = same.Select(call => pickers.Follow(call, null, default).Start()).ToList();
        var apart = pickers.Follow(Call(member with { TimeZoneId = "Europe/Berlin" }), null, default).Start();
        var all = Task.WhenAll(open.Append(apart).Select(one => one.First));
        Assert.Equal(2, pickers.Searches);

        // What is closed before a picker first looked is no change to it, so days are closed until it has.
        for (var day = Tuesday; !all.IsCompleted && day < Tuesday.PlusDays(Days); day = day.PlusDays(1))
        {
            await CloseAsync(day);
            await Task.WhenAny(all, Task.Delay(TimeSpan.FromSeconds(3)));
        }

        await all.WaitAsync(LiveNode.Patience);
        Assert.All(open, one => Assert.Same(open[0].Stream.Current, one.Stream.Current));
        Assert.NotSame(open[0].Stream.Current, apart.Stream.Current);
        foreach (var one in open.Append(apart))
        {
            await one.Stream.DisposeAsync();
        }

        Assert.Equal(0, pickers.Searches);
        Assert.Empty(_feeds.Watched);
    }

    [Fact]
    public async Task A_slot_whose_notice_runs_out_while_the_picker_is_open_is_taken_away()
    {
        var found = await SearchesBy(_store.Clock).FindAsync(Call(null), default);
        var first = found.Days[0].Slots[0].StartsAt;
        var clock = new ShiftedClock(found.ChangesAt!.Value - Duration.FromSeconds(2));
        var pickers = PickersBy(clock);

        await using var picker = pickers.Follow(Call(null), null, default).GetAsyncEnumerator();
        var day = await picker.NextAsync();

        Assert.Equal(found.Days[0].Date, day.Date);
        Assert.Equal(
            found.Days[0].Slots.Skip(1).Select(slot => slot.StartsAt), day.Slots.Select(slot => slot.StartsAt));
        Assert.NotEqual(first, day.Slots[0].StartsAt);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_changed_before_the_picker_followed_comes_first_and_nothing_that_it_shows(bool isOpenAlready)
    {
        var pickers = PickersBy(_store.Clock);
        await using var other = pickers.Follow(Call(null), [], default).GetAsyncEnumerator();
        if (isOpenAlready)
        {
            await other.TakeAsync(Days);
        }

        var shown = await ShownAsync();
        await CloseAsync(Tuesday.PlusDays(3));
        await using var picker = pickers.Follow(Call(null), shown, default).GetAsyncEnumerator();
        var first = await picker.NextAsync();
        await CloseAsync(Tuesday.PlusDays(1));
        var second = await picker.NextAsync();

        Assert.Equal((Tuesday.PlusDays(3), 0), (first.Date, first.Slots.Count));
        Assert.Equal((Tuesday.PlusDays(1), 0), (second.Date, second.Slots.Count));
        Assert.DoesNotContain(first.Fingerprint, shown);
        Assert.Equal(2, (await ShownAsync()).Except(shown).Count());
    }

    [Fact]
    public async Task A_picker_that_shows_more_than_the_others_were_told_is_not_taken_back()
    {
        var pickers = PickersBy(_store.Clock);
        await using var other = pickers.Follow(Call(null), [], default).GetAsyncEnumerator();
        await other.TakeAsync(Days);

        // The others hear of it once a burst is over; this one asked at once.
        await CloseAsync(Tuesday.PlusDays(3));
        var shown = await ShownAsync();
        await using var picker = pickers.Follow(Call(null), shown, default).GetAsyncEnumerator();
        var next = picker.NextAsync();
        await other.NextAsync();
        await CloseAsync(Tuesday.PlusDays(1));

        Assert.Equal((Tuesday.PlusDays(1), 0), ((await next).Date, (await next).Slots.Count));
    }

    [Fact]
    public async Task A_change_reaches_a_picker_by_its_ring_and_waits_for_no_more_than_a_burst()
    {
        await using var picker = PickersBy(_store.Clock).Follow(Call(null), [], default).GetAsyncEnumerator();
        await picker.TakeAsync(Days);

        await CloseAsync(Tuesday.PlusDays(2));

        Assert.Equal(Tuesday.PlusDays(2), (await picker.NextAsync()).Date);
        Assert.InRange(OpenSearch.Burst, TimeSpan.Zero, TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public async Task A_picker_that_comes_back_is_given_what_changed_meanwhile_even_where_it_changed_back_once()
    {
        var pickers = PickersBy(_store.Clock);
        var before = await ShownAsync();
        var closed = await CloseAsync(Tuesday);
        var shown = await ShownAsync();
        await _store.CommitAsync(change => change.Db.Remove(closed));
        await CloseAsync(Tuesday.PlusDays(5));
        await using var picker = pickers.Follow(Call(null), shown, default).GetAsyncEnumerator();

        var missed = await picker.TakeAsync(2);

        Assert.Equal([Tuesday, Tuesday.PlusDays(5)], missed.Select(day => day.Date));
        Assert.Contains(missed[0].Fingerprint, before);
    }

    [Fact]
    public async Task So_many_searches_are_followed_and_no_more_of_which_visitors_may_take_half()
    {
        var pickers = PickersBy(_store.Clock);
        var staff = LiveNode.CallerOf(_store.Organization.Id, ActorKind.StaffMember, Role.Dispatcher);
        var open = new List<(IAsyncEnumerator<SlotDayNode> Stream, Task<bool> First, CancellationTokenSource Ending)>();
        for (var days = 1; days <= 2; days++)
        {
            open.Add(Open(Call(null, days)));
        }

        Assert.Throws<TooManyException>(() => pickers.Follow(Call(null, 3), null, default));
        open.Add(Open(Call(null, 2)));
        open.Add(Open(Call(staff, 3)));
        open.Add(Open(Call(staff, 4)));
        Assert.Throws<TooManyException>(() => pickers.Follow(Call(staff, 5), null, default));
        await CloseAsync(open[^1]);
        open.RemoveAt(open.Count - 1);
        open.Add(Open(Call(staff, 5)));

        foreach (var one in open)
        {
            await CloseAsync(one);
        }

        (IAsyncEnumerator<SlotDayNode>, Task<bool>, CancellationTokenSource) Open(SlotSearchCall call)
        {
            var ending = new CancellationTokenSource();
            var (stream, first) = pickers.Follow(call, null, ending.Token).Start();
            return (stream, first, ending);
        }
    }

    private static async Task CloseAsync(
        (IAsyncEnumerator<SlotDayNode> Stream, Task<bool> First, CancellationTokenSource Ending) picker)
    {
        await picker.Ending.CancelAsync();
        await picker.First.MustBeCancelledAsync();
        await picker.Stream.DisposeAsync();
        picker.Ending.Dispose();
    }

    /// <summary>The firm is closed on a day.</summary>
    private async Task<AvailabilityException> CloseAsync(LocalDate day)
    {
        var closed = new AvailabilityException(_store.Organization.Id, null, day, day, [], null);
        await _store.CommitAsync(change => change.Db.Add(closed));
        return closed;
    }

    /// <summary>What a picker shows that has just searched.</summary>
    private async Task<List<string>> ShownAsync()
    {
        var searches = SearchesBy(_store.Clock);
        var found = await searches.FindAsync(Call(null), default);
        var technicians = await searches.TechniciansOfAsync(Call(null), _store.Database, default);
        return [.. SlotSearchNode.Of(Call(null), found, technicians).Days.Select(day => day.Fingerprint)];
    }

    private SlotSearches SearchesBy(IClock clock) => new(_store.Database.Calendars, clock);

    private OpenPickers PickersBy(IClock clock) =>
        new(_feeds, SearchesBy(clock), _store.Database, clock, Options.Create(_options));

    private SlotSearchCall Call(Caller? caller, int days = Days) => new(
        _store.Organization.Id,
        caller,
        new SlotSearchInput { ServiceId = _cast.Service.Id, From = Tuesday, To = Tuesday.PlusDays(days - 1) },
        WithTechnicians: true);

    /// <summary>Runs on from a moment of the test's choice.</summary>
    private sealed class ShiftedClock(Instant start) : IClock
    {
        private readonly long _began = Environment.TickCount64;

        public Instant GetCurrentInstant() => start + Duration.FromMilliseconds(Environment.TickCount64 - _began);
    }
}
