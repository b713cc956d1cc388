using Slotline.Graph.Live;
using Slotline.Graph.Requests;
using Slotline.Persistence.Tests;

namespace Slotline.Graph.Tests.Live;

/// <summary>The counter is told at once, follows every change, and is never told old.</summary>
public sealed class PendingCountsTests
{
    [Fact]
    public async Task The_count_comes_at_once_and_then_on_every_change()
    {
        await using var store = await Store.OnPostgresAsync();
        var cast = await Cast.SaveAsync(store);
        await using var node = await LiveNode.StartAsync(store);
        await node.AskAsync(store, cast, 9);
        await using var counts = node.PendingCounts.FollowAsync(store.Organization.Id, default).GetAsyncEnumerator();

        Assert.Equal(new PendingCountNode(1, 1), await counts.NextAsync());
        var request = await node.AskAsync(store, cast, 10);
        Assert.Equal(new PendingCountNode(2, 2), await counts.NextAsync());
        await node.Changes.CommitAsync(
            store.Organization.Id, change => cast.ApproveAsync(change, request.Id, cast.Ana), CancellationToken.None);
        Assert.Equal(new PendingCountNode(1, 3), await counts.NextAsync());
    }

    [Fact]
    public async Task A_slow_reader_is_given_the_newest_value_only()
    {
        await using var store = await Store.OnPostgresAsync();
        var cast = await Cast.SaveAsync(store);
        await using var node = await LiveNode.StartAsync(store);
        await using var slow = node.PendingCounts.FollowAsync(store.Organization.Id, default).GetAsyncEnumerator();
        await using var events = node.Follow(LiveNode.StaffOf(store), 0).GetAsyncEnumerator();
        Assert.Equal(new PendingCountNode(0, 0), await slow.NextAsync());

        await Parallel.ForEachAsync(Enumerable.Range(0, 50), async (i, _) => await node.AskAsync(store, cast, i % 20));
        await events.TakeAsync(50);

        Assert.Equal(new PendingCountNode(50, 50), await slow.NextAsync());
    }

    [Fact]
    public async Task The_revision_never_falls_and_every_count_is_the_one_of_its_revision()
    {
        await using var store = await Store.OnPostgresAsync();
        var cast = await Cast.SaveAsync(store);
        await using var node = await LiveNode.StartAsync(store);
        await using var other = await LiveNode.StartAsync(store);
        var following = Enumerable.Range(0, 20).Select(async i =>
        {
            await Task.Delay(i * 10);
            var told = new List<PendingCountNode>();
            await using var counts =
                node.PendingCounts.FollowAsync(store.Organization.Id, default).GetAsyncEnumerator();
            do
            {
                told.Add(await counts.NextAsync());
            }
            while (told[^1].Count < 200);
            return told;
        }).ToList();

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 200), async (i, _) => await (i % 2 == 0 ? node : other).AskAsync(store, cast, i % 20));

        foreach (var told in await Task.WhenAll(following))
        {
            Assert.All(told, value => Assert.Equal(value.Revision, value.Count));
            Assert.Equal(told.Select(value => value.Revision).Distinct().Order(), told.Select(value => value.Revision));
        }
    }

    [Fact]
    public async Task Whoever_subscribes_sees_what_another_node_committed_before_although_no_ring_came()
    {
        await using var store = await Store.OnPostgresAsync();
        var cast = await Cast.SaveAsync(store);
        await using var node = await LiveNode.StartAsync(
            store, new TestBus(), new LiveOptions { LookEvery = TimeSpan.FromHours(1) });
        await using var first = node.PendingCounts.FollowAsync(store.Organization.Id, default).GetAsyncEnumerator();
        Assert.Equal(new PendingCountNode(0, 0), await first.NextAsync());

        await store.CommitAsync(change => Task.FromResult(cast.Ask(change, 9)));
        await using var second = node.PendingCounts.FollowAsync(store.Organization.Id, default).GetAsyncEnumerator();

        Assert.Equal(new PendingCountNode(1, 1), await second.NextAsync());
        Assert.Equal(new PendingCountNode(1, 1), await first.NextAsync());
    }
}
