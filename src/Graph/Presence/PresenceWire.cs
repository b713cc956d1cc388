using System.Text.Json;
using StackExchange.Redis;

namespace Slotline.Graph.Presence;

/// <summary>
/// Carries words about presence between nodes, by one Redis channel for all organizations: they are few and short, and
/// a node that hears them from the start has nothing to ask for when somebody begins to follow. Without Redis, or
/// while it is away, each node knows its own.
/// </summary>
internal sealed partial class PresenceWire(
    Rooms rooms, ILogger<PresenceWire> log, IConnectionMultiplexer? connection = null) : IHostedService
{
    private static readonly RedisChannel Channel = RedisChannel.Literal("slotline:presence");
    private readonly Guid _node = Guid.CreateVersion7();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Try(subscriber =>
            subscriber.Subscribe(Channel, (_, message) => OnMessage(message), CommandFlags.FireAndForget));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Try(subscriber => subscriber.Unsubscribe(Channel, null, CommandFlags.FireAndForget));
        return Task.CompletedTask;
    }

    /// <summary>Tells every node. It neither blocks nor throws.</summary>
    public void Tell(PresenceNotice notice)
    {
        rooms.Apply(notice);
        var told = JsonSerializer.SerializeToUtf8Bytes(new Told(_node, notice));
        Try(subscriber => subscriber.Publish(Channel, told, CommandFlags.FireAndForget));
    }

    private void OnMessage(RedisValue message)
    {
        try
        {
            // What this node told itself is old by the time it comes back.
            if (JsonSerializer.Deserialize<Told>((byte[])message!) is { } told && told.Node != _node)
            {
                rooms.Apply(told.Notice);
            }
        }
        catch (JsonException fault)
        {
            LogNonsense(log, fault);
        }
    }

    private void Try(Action<ISubscriber> act)
    {
        if (connection is null)
        {
            return;
        }

        try
        {
            act(connection.GetSubscriber());
        }
        catch (RedisException fault)
        {
            // Who is where is said anew every few seconds; what got lost meanwhile is not worth keeping.
            LogLost(log, fault);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Redis did not take a word about presence.")]
    private static partial void LogLost(ILogger log, Exception fault);

    [LoggerMessage(LogLevel.Warning, "A message on the presence channel is not one of ours.")]
    private static partial void LogNonsense(ILogger log, Exception fault);

    private sealed record Told(Guid Node, PresenceNotice Notice);
}
