using Slotline.Graph.Live.Feeds;
using StackExchange.Redis;

namespace Slotline.Graph.Live;

/// <summary>Adds what subscriptions are made of. It needs the database and its changes as singletons.</summary>
public static class LiveSetup
{
    /// <param name="services">Where to.</param>
    /// <param name="redisConnection">In StackExchange.Redis's form; null where this server is the only one.</param>
    public static IServiceCollection AddLive(this IServiceCollection services, string? redisConnection)
    {
        services.AddOptions<LiveOptions>();
        if (redisConnection is null)
        {
            services.AddSingleton<IEventBus, InProcessEventBus>();
        }
        else
        {
            services.AddSingleton<IConnectionMultiplexer>(_ => ConnectionMultiplexer.Connect(Settle(redisConnection)));
            services.AddSingleton<IEventBus, RedisEventBus>();
        }

        return services
            .AddSingleton<OrganizationFeeds>()
            .AddSingleton<RequestEvents>()
            .AddSingleton<PendingCounts>()
            .AddHostedService<Watchman>();
    }

    /// <summary>A server serves without Redis too, so it starts without it, and tries for it without end.</summary>
    private static ConfigurationOptions Settle(string connection)
    {
        var options = ConfigurationOptions.Parse(connection);
        options.AbortOnConnectFail = false;
        options.ClientName ??= "slotline";

        // What could not be told at once is old news: nodes look for themselves in the meantime.
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ReconnectRetryPolicy = new LinearRetry((int)TimeSpan.FromSeconds(1).TotalMilliseconds);
        return options;
    }
}
