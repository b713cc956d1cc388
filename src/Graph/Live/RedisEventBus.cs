using System.Globalization;
using StackExchange.Redis;

namespace Slotline.Graph.Live;

/// <summary>
/// The bus between nodes: one connection for all organizations, a channel for each one that is watched. While Redis is
/// away this node still hears itself; the connection comes back by itself, and its channels with it.
/// </summary>
internal sealed partial class RedisEventBus : IEventBus, IDisposable
{
    private const string ChannelPrefix = "slotline:organization:";

    // Held for as long as the server lives: a connection that nobody holds is collected and falls silent.
    private readonly IConnectionMultiplexer _connection;
    private readonly ISubscriber _subscriber;
    private readonly ILogger<RedisEventBus> _log;

    public RedisEventBus(IConnectionMultiplexer connection, ILogger<RedisEventBus> log)
    {
        (_connection, _log) = (connection, log);
        _subscriber = connection.GetSubscriber();
        _connection.ConnectionFailed += OnFailed;
        _connection.ConnectionRestored += OnRestored;
    }

    public event Action<Ring>? Rung;

    public bool IsConnected => _connection.IsConnected;

    public void Publish(Ring ring)
    {
        Rung?.Invoke(ring);
        try
        {
            _subscriber.Publish(ChannelOf(ring.OrganizationId), Write(ring), CommandFlags.FireAndForget);
        }
        catch (RedisException)
        {
            // That Redis is away was logged when it went; the other nodes look for themselves meanwhile.
        }
    }

    public void Watch(Guid organizationId) =>
        Try(() => _subscriber.Subscribe(ChannelOf(organizationId), OnMessage, CommandFlags.FireAndForget));

    public void Unwatch(Guid organizationId) =>
        Try(() => _subscriber.Unsubscribe(ChannelOf(organizationId), OnMessage, CommandFlags.FireAndForget));

    public void Dispose()
    {
        _connection.ConnectionFailed -= OnFailed;
        _connection.ConnectionRestored -= OnRestored;
    }

    private static RedisChannel ChannelOf(Guid organizationId) =>
        RedisChannel.Literal(ChannelPrefix + organizationId.ToString("N"));

    private static string Write(Ring ring) =>
        string.Create(CultureInfo.InvariantCulture, $"{ring.Revision} {ring.ConfigurationVersion}");

    private void Try(Action act)
    {
        try
        {
            act();
        }
        catch (RedisException fault)
        {
            // The node goes on by looking for itself, only later than by the bell.
            LogDeaf(_log, fault);
        }
    }

    private void OnMessage(RedisChannel channel, RedisValue message)
    {
        if (TryRead(channel, message) is { } ring)
        {
            Rung?.Invoke(ring);
        }
        else
        {
            LogNonsense(_log, channel!);
        }
    }

    private static Ring? TryRead(string? channel, string? message)
    {
        var words = message?.Split(' ') ?? [];
        var id = channel?[(channel.LastIndexOf(':') + 1)..];
        return words.Length >= 2
            && Guid.TryParseExact(id, "N", out var organizationId)
            && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new Ring(organizationId, revision, version)
            : null;
    }

    private void OnFailed(object? sender, ConnectionFailedEventArgs failure) =>
        LogAway(_log, failure.ConnectionType, failure.FailureType);

    private void OnRestored(object? sender, ConnectionFailedEventArgs restored) =>
        LogBack(_log, restored.ConnectionType);

    [LoggerMessage(LogLevel.Warning, "Redis is away ({Connection}: {Failure}); changes of other nodes arrive later.")]
    private static partial void LogAway(ILogger log, ConnectionType connection, ConnectionFailureType failure);

    [LoggerMessage(LogLevel.Information, "Redis is back ({Connection}).")]
    private static partial void LogBack(ILogger log, ConnectionType connection);

    [LoggerMessage(LogLevel.Warning, "Redis did not take a subscription.")]
    private static partial void LogDeaf(ILogger log, Exception fault);

    [LoggerMessage(LogLevel.Warning, "A message on {Channel} is not one of ours.")]
    private static partial void LogNonsense(ILogger log, string channel);
}
