using System.Collections.Concurrent;
using System.Net.WebSockets;
using StackExchange.Redis;

namespace Slotline.Live;

/// <summary>
/// What cannot be beaten: a WebSocket broadcast on the same Kestrel that knows no GraphQL and sends what Redis says, as
/// it is.
/// </summary>
internal static class BareServer
{
    public static async Task<int> RunAsync(string redis, string channel)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var app = builder.Build();
        var sockets = new ConcurrentDictionary<WebSocket, bool>();
        app.UseWebSockets();
        app.Run(context => ServeAsync(context, sockets));

        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis);
        var messages = await connection.GetSubscriber().SubscribeAsync(RedisChannel.Literal(channel));
        messages.OnMessage(message => BroadcastAsync(sockets.Keys, (byte[])message.Message!));
        await app.StartAsync();
        Console.WriteLine($"listening {app.Urls.Single()}");
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static async Task ServeAsync(HttpContext context, ConcurrentDictionary<WebSocket, bool> sockets)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync("graphql-transport-ws");
        sockets[socket] = true;
        var nothing = new byte[16];
        try
        {
            while ((await socket.ReceiveAsync(nothing, CancellationToken.None)).MessageType
                != WebSocketMessageType.Close)
            {
                // Clients say nothing that matters here.
            }
        }
        catch (WebSocketException)
        {
            // Gone without a word, as they are at the end.
        }

        sockets.TryRemove(socket, out _);
    }

    private static async Task BroadcastAsync(ICollection<WebSocket> sockets, ReadOnlyMemory<byte> message)
    {
        var waiting = new List<Task>();
        foreach (var socket in sockets)
        {
            var sending = socket.SendAsync(message, WebSocketMessageType.Text, true, CancellationToken.None);
            if (!sending.IsCompletedSuccessfully)
            {
                waiting.Add(sending.AsTask());
            }
        }

        await Task.WhenAll(waiting);
    }
}
