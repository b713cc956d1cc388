using Microsoft.Extensions.DependencyInjection;
using Slotline.Graph.Live;
using Slotline.Persistence.Tests;
using Slotline.Tests.Servers;
using StackExchange.Redis;

namespace Slotline.Graph.Tests.Live;

/// <summary>Nodes hear each other through a real Redis, again after it was away, and get along without it.</summary>
public sealed class RedisEventBusTests
{
    private static readonly LiveOptions ByBellOnly = new() { LookEvery = TimeSpan.FromHours(1) };

    [Fact]
    public async Task A_change_on_one_node_reaches_a_follower_of_the_other_by_the_bell()
    {
        await using var store = await Store.OnPostgresAsync();
        var cast = await Cast.SaveAsync(store);
        var redis = (await RedisServer.SharedAsync()).NewConnectionString();
        await using var connections = new Connections(redis);
        await using var here = await LiveNode.StartAsync(store, connections.NewBus(), ByBellOnly);
        await using var there = await LiveNode.StartAsync(store, connections.NewBus(), ByBellOnly);
        await using var stream = here.Follow(LiveNode.StaffOf(store), 0).GetAsyncEnumerator();
        var taking = stream.TakeAsync(20);
        await Task.Delay(300);

        await Parallel.ForEachAsync(Enumerable.Range(0, 20), async (i, _) => await there.AskAsync(store, cast, i));

        Assert.Equal(Enumerable.Range(1, 20), (await taking).Select(e => e.Revision));
        Assert.True(here.Bus.IsConnected);
    }

    [Fact]
    public async Task Rings_are_heard_again_after_redis_was_killed_and_started_anew()
    {
        await using var store = await Store.OnPostgresAsync();
        var cast = await Cast.SaveAsync(store);
        await using var redis = await RedisServer.StartAsync();
        await using var connections = new Connections(redis.NewConnectionString());
        await using var here = await LiveNode.StartAsync(store, connections.NewBus());
        await using var there = await LiveNode.StartAsync(store, connections.NewBus());
        await using var stream = here.Follow(LiveNode.StaffOf(store), 0).GetAsyncEnumerator();

        await redis.KillAsync();
        var next = stream.NextAsync();
        await there.AskAsync(store, cast, 1);
        Assert.Equal(1, (await next).Revision);
        await UntilAsync(() => !here.Bus.IsConnected);

        await redis.StartAgainAsync();
        await UntilAsync(() => here.Bus.IsConnected && there.Bus.IsConnected);
        var rung = new TaskCompletionSource<Ring>();
        here.Bus.Rung += ring => rung.TrySetResult(ring);
        await UntilAsync(() =>
        {
            // The subscription's connection may come back a moment after the first one.
            there.Bus.Publish(new Ring(store.Organization.Id, 1, 1));
            return rung.Task.IsCompleted;
        });

        next = stream.NextAsync();
        await there.AskAsync(store, cast, 2);
        Assert.Equal(2, (await next).Revision);
    }

    [Fact]
    public async Task A_node_starts_and_serves_while_redis_is_away_and_hears_it_once_it_is_there()
    {
        await using var store = await Store.OnPostgresAsync();
        var cast = await Cast.SaveAsync(store);
        await using var redis = await RedisServer.StartAsync();
        await redis.StopAsync();
        await using var connections = new Connections(redis.NewConnectionString());
        await using var here = await LiveNode.StartAsync(store, connections.NewBus());
        await using var there = await LiveNode.StartAsync(store, connections.NewBus());
        Assert.False(here.Bus.IsConnected);
        await using var stream = here.Follow(LiveNode.StaffOf(store), 0).GetAsyncEnumerator();

        await here.AskAsync(store, cast, 1);
        Assert.Equal(1, (await stream.NextAsync()).Revision);
        await there.AskAsync(store, cast, 2);
        Assert.Equal(2, (await stream.NextAsync()).Revision);

        await redis.StartAgainAsync();
        var rung = new TaskCompletionSource<Ring>();
        here.Bus.Rung += ring => rung.TrySetResult(ring);
        await UntilAsync(() =>
        {
            there.Bus.Publish(new Ring(store.Organization.Id, 2, 1));
            return rung.Task.IsCompleted;
        });
    }

    [Fact]
    public async Task Only_watched_organizations_are_heard_and_nonsense_on_a_channel_is_passed_over()
    {
        var redis = (await RedisServer.SharedAsync()).NewConnectionString();
        await using var connections = new Connections(redis);
        var (here, there) = (connections.NewBus(), connections.NewBus());
        var (watched, left, never) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var heard = new List<Ring>();
        here.Rung += heard.Add;
        here.Watch(watched);
        here.Watch(left);
        here.Unwatch(left);
        await using var outsider = await ConnectionMultiplexer.ConnectAsync(redis);
        var channel = RedisChannel.Literal($"slotline:organization:{watched:N}");
        await UntilAsync(() => outsider.GetSubscriber().Publish(channel, "nonsense") == 1);

        foreach (var id in new[] { left, never, watched })
        {
            there.Publish(new Ring(id, 7, 3));
        }

        await UntilAsync(() => heard.Count > 0);
        await Task.Delay(100);
        Assert.Equal([new Ring(watched, 7, 3)], heard);
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(LiveNode.Patience);
        while (!isSo())
        {
            await Task.Delay(50, patience.Token);
        }
    }

    /// <summary>Each bus has a connection of its own, as the servers have, made as they make it.</summary>
    private sealed class Connections(string redis) : IAsyncDisposable
    {
        private readonly List<ServiceProvider> _servers = [];

        public IEventBus NewBus()
        {
            var services = new ServiceCollection().AddLogging().AddLive(redis).BuildServiceProvider();
            _servers.Add(services);
            return services.GetRequiredService<IEventBus>();
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var services in _servers)
            {
                await services.DisposeAsync();
            }
        }
    }
}
