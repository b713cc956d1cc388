using Microsoft.EntityFrameworkCore;
using Slotline.Domain;
using Slotline.Domain.Requests;
using Slotline.Graph.Live;
using Slotline.Graph.Requests;
using Slotline.Persistence.Tests;

namespace Slotline.Graph.Tests.Live;

/// <summary>Whoever follows requests gets every event once and in order, whatever happens to the rings.</summary>
public abstract class RequestEventsTests
{
    protected abstract Task<Store> OpenAsync();

    [Fact]
    public async Task A_change_reaches_a_follower_at_once()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        await using var node =
            await LiveNode.StartAsync(store, options: new LiveOptions { LookEvery = TimeSpan.FromHours(1) });
        await using var stream = node.Follow(LiveNode.StaffOf(store), 0).GetAsyncEnumerator();

        var next = stream.NextAsync();
        var request = await node.AskAsync(store, cast, 10);
        var happened = await next;

        Assert.Equal((request.Id, 1, AppointmentRequestEventType.Requested), (
            happened.RequestId, happened.Revision, happened.Type));
    }

    [Fact]
    public async Task What_this_node_commits_needs_neither_a_ring_nor_a_look()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        await using var node = await LiveNode.StartAsync(
            store, new TestBus(), new LiveOptions { LookEvery = TimeSpan.FromHours(1) });
        await using var counts = node.PendingCounts.FollowAsync(store.Organization.Id, default).GetAsyncEnumerator();
        Assert.Equal(new PendingCountNode(0, 0), await counts.NextAsync());

        await node.AskAsync(store, cast, 10);

        Assert.Equal(new PendingCountNode(1, 1), await counts.NextAsync());
    }

    [Fact]
    public async Task Catching_up_and_going_live_leave_neither_gap_nor_repeat_while_two_nodes_write()
    {
        const int Requests = 300;
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        var options = new LiveOptions { EventsKept = 32, PageSize = 10 };
        await using var here = await LiveNode.StartAsync(store, options: options);
        await using var there = await LiveNode.StartAsync(store);

        var writing = Parallel.ForEachAsync(
            Enumerable.Range(0, Requests),
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (i, _) => await (i % 2 == 0 ? here : there).AskAsync(store, cast, i % 20));
        var following = Enumerable.Range(0, 12).Select(async i =>
        {
            await Task.Delay(i * 20);
            var after = i * 3;
            await using var stream = here.Follow(LiveNode.StaffOf(store), after).GetAsyncEnumerator();
            return (after, Seen: await stream.TakeAsync(Requests - after));
        }).ToList();
        await writing;

        foreach (var (after, seen) in await Task.WhenAll(following))
        {
            Assert.Equal(Enumerable.Range(after + 1, Requests - after), seen.Select(e => e.Revision));
        }
    }

    [Fact]
    public async Task A_follower_of_revisions_to_come_waits_for_them_and_keeps_no_processor_busy()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        await using var node = await LiveNode.StartAsync(store);
        using var ending = new CancellationTokenSource(LiveNode.Patience * 2);
        await using var ahead = node.Follow(LiveNode.StaffOf(store), 2, ending.Token).GetAsyncEnumerator();

        var next = ahead.NextAsync();
        await node.FollowedByAsync(store, 1);
        for (var hour = 1; hour <= 3; hour++)
        {
            await node.AskAsync(store, cast, hour);
        }

        Assert.Equal(3, (await next).Revision);
    }

    [Fact]
    public async Task An_event_whose_ring_was_lost_arrives_within_two_seconds()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        var bus = new TestBus();
        await using var node = await LiveNode.StartAsync(store, bus);
        await using var other = await LiveNode.StartAsync(store, bus);
        var (stream, first) = node.Follow(LiveNode.StaffOf(store), null).Start();
        await using var _ = stream;
        await node.FollowedByAsync(store, 1);

        await other.AskAsync(store, cast, 10);
        await first.WaitAsync(LiveNode.Patience);

        // A look and the reading of what it found are all that lies between.
        Assert.Equal(1, stream.Current.Revision);
        Assert.InRange(new LiveOptions().LookEvery, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Rings_that_are_doubled_late_wrong_or_out_of_order_change_nothing()
    {
        const int Requests = 60;
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        var bus = new TestBus();
        await using var node =
            await LiveNode.StartAsync(store, bus, new LiveOptions { LookEvery = TimeSpan.FromHours(1) });
        await using var other = await LiveNode.StartAsync(store, bus);
        await using var stream = node.Follow(LiveNode.StaffOf(store), 0).GetAsyncEnumerator();
        var taking = stream.TakeAsync(Requests);

        for (var i = 0; i < Requests; i += 10)
        {
            await Task.WhenAll(Enumerable.Range(0, 10).Select(hour => other.AskAsync(store, cast, hour)));
            var rings = bus
                .TakeHeld().SelectMany(ring => new[] { ring, ring with { Revision = ring.Revision + 1000 }, ring });
            foreach (var ring in rings.Reverse())
            {
                bus.Deliver(ring);
            }
        }

        Assert.Equal(Enumerable.Range(1, Requests), (await taking).Select(e => e.Revision));
    }

    [Fact]
    public async Task A_reader_that_stops_for_longer_than_events_are_kept_misses_none()
    {
        const int Requests = 200;
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        await using var node =
            await LiveNode.StartAsync(store, options: new LiveOptions { EventsKept = 16, PageSize = 7 });
        await using var slow = node.Follow(LiveNode.StaffOf(store), null).GetAsyncEnumerator();
        await using var quick = node.Follow(LiveNode.StaffOf(store), 0).GetAsyncEnumerator();
        var first = slow.NextAsync();
        await node.FollowedByAsync(store, 1);
        await node.AskAsync(store, cast, 1);
        Assert.Equal(1, (await first).Revision);

        await Parallel.ForEachAsync(
            Enumerable.Range(2, Requests - 1), async (i, _) => await node.AskAsync(store, cast, i % 20));
        var all = await quick.TakeAsync(Requests);
        var rest = await slow.TakeAsync(Requests - 1);

        Assert.Equal(Enumerable.Range(1, Requests), all.Select(e => e.Revision));
        Assert.Equal(Enumerable.Range(2, Requests - 1), rest.Select(e => e.Revision));
    }

    [Fact]
    public async Task A_feed_that_was_left_far_behind_passes_over_what_nobody_keeps()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        var bus = new TestBus();
        await using var node = await LiveNode.StartAsync(
            store, bus, new LiveOptions { LookEvery = TimeSpan.FromHours(1), EventsKept = 8, PageSize = 3 });
        await using var other = await LiveNode.StartAsync(store, bus);
        await using var stream = node.Follow(LiveNode.StaffOf(store), null).GetAsyncEnumerator();
        await using var counts = node.PendingCounts.FollowAsync(store.Organization.Id, default).GetAsyncEnumerator();
        Assert.Equal(new PendingCountNode(0, 0), await counts.NextAsync());
        var taking = stream.TakeAsync(50);
        await node.FollowedByAsync(store, 1);

        await Parallel.ForEachAsync(Enumerable.Range(0, 50), async (i, _) => await other.AskAsync(store, cast, i % 20));
        bus.Deliver(bus.TakeHeld()[^1]);

        Assert.Equal(Enumerable.Range(1, 50), (await taking).Select(e => e.Revision));
        PendingCountNode told;
        do
        {
            told = await counts.NextAsync();
            Assert.Equal(told.Revision, told.Count);
        }
        while (told.Count < 50);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(int.MaxValue)]
    public async Task A_revision_that_was_never_given_is_refused(int afterRevision)
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        await using var node = await LiveNode.StartAsync(store);
        await node.AskAsync(store, cast, 10);

        await node.Events.CheckAsync(new Followed(LiveNode.StaffOf(store), 1), default);
        var refusal = await Assert.ThrowsAsync<Refusal>(
            () => node.Events.CheckAsync(new Followed(LiveNode.StaffOf(store), afterRevision), default));

        Assert.Equal(RefusalCode.InvalidInput, refusal.Code);
        Assert.Equal(["afterRevision"], refusal.Field);
    }

    [Fact]
    public async Task When_the_last_follower_leaves_nothing_is_watched_any_more()
    {
        await using var store = await OpenAsync();
        await using var node = await LiveNode.StartAsync(store);
        using var ending = new CancellationTokenSource();
        var (one, first) = node.PendingCounts.FollowAsync(store.Organization.Id, default).Start();
        var (two, waiting) = node.Follow(LiveNode.StaffOf(store), null, ending.Token).Start();
        Assert.True(await first.WaitAsync(LiveNode.Patience));

        await one.DisposeAsync();
        Assert.Equal([store.Organization.Id], node.Watched);
        await ending.CancelAsync();
        await waiting.MustBeCancelledAsync();
        await two.DisposeAsync();

        Assert.Empty(node.Watched);
    }
}

public sealed class PostgresRequestEventsTests : RequestEventsTests
{
    protected override Task<Store> OpenAsync() => Store.OnPostgresAsync();
}

public sealed class SqliteRequestEventsTests : RequestEventsTests
{
    protected override Task<Store> OpenAsync() => Store.OnSqliteAsync();
}
