using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slotline.Graph.Tests.Stories;

/// <summary>Somebody's socket (graphql-transport-ws) with one subscription on it.</summary>
internal sealed class Subscriber : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket = new();

    private Subscriber()
    {
    }

    public static Task<Subscriber> OpenAsync(
        RunningServer server, Person person, string query, object? variables = null) =>
        OpenAsync(server, person, JsonSerializer.SerializeToNode(new { query, variables })!.AsObject());

    /// <param name="server">Where.</param>
    /// <param name="person">Who; one without a token opens it as nobody.</param>
    /// <param name="request">The whole request, as it is sent.</param>
    public static async Task<Subscriber> OpenAsync(RunningServer server, Person person, JsonObject request)
    {
        var subscriber = new Subscriber();
        subscriber._socket.Options.AddSubProtocol("graphql-transport-ws");
        var address = new UriBuilder(server.Address) { Scheme = "ws", Path = "/graphql" }.Uri;
        await subscriber._socket.ConnectAsync(address, CancellationToken.None).WaitAsync(Patience);
        await subscriber.SayAsync(person.Token is { } token
            ? new { type = "connection_init", payload = new { authorization = $"Bearer {token}" } }
            : new { type = "connection_init" });
        Assert.Equal("connection_ack", (string?)(await subscriber.HearAsync())["type"]);
        await subscriber.SayAsync(new { id = "1", type = "subscribe", payload = request });
        return subscriber;
    }

    /// <summary>The data of the next event.</summary>
    public async Task<JsonNode> NextAsync()
    {
        var message = await HearAsync();
        while ((string?)message["type"] is "ping" or "pong")
        {
            message = await HearAsync();
        }

        Assert.True((string?)message["type"] == "next", message.ToJsonString());
        Assert.True(message["payload"]!["errors"] is null, message.ToJsonString());
        return message["payload"]!["data"]!;
    }

    /// <summary>The code of the error that the subscription is refused with.</summary>
    public async Task<string> RefusedAsync()
    {
        var message = await HearAsync();
        Assert.True((string?)message["type"] == "error", message.ToJsonString());
        return message["payload"]![0]!["extensions"]!["code"]!.GetValue<string>();
    }

    /// <summary>The code that the server closes the socket with, whatever comes before.</summary>
    public async Task<int> ClosedAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var buffer = new byte[4_096];
        while ((await _socket.ReceiveAsync(buffer.AsMemory(), patience.Token)).MessageType
            != WebSocketMessageType.Close)
        {
            // More of what was under way.
        }

        return (int)_socket.CloseStatus!;
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        await Task.CompletedTask;
    }

    private Task SayAsync(object message) => _socket.SendAsync(
        JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, CancellationToken.None)
        .WaitAsync(Patience);

    private async Task<JsonNode> HearAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var text = new MemoryStream();
        var buffer = new byte[8192];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer, patience.Token);
            Assert.True(part.MessageType == WebSocketMessageType.Text,
                $"closed: {part.CloseStatus} {part.CloseStatusDescription}");
            text.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return JsonNode.Parse(Encoding.UTF8.GetString(text.ToArray()))!;
            }
        }
    }
}
