using System.Buffers;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Slotline.Graph.Tests.Live;

/// <summary>A client of the real server by <c>graphql-transport-ws</c>, with one subscription.</summary>
internal sealed class LiveSocket : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly ArrayBufferWriter<byte> _message = new();

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    /// <summary>Connects, introduces itself and subscribes.</summary>
    public static async Task<LiveSocket> SubscribeAsync(
        Uri server, string token, string query, object? variables, CancellationToken cancellationToken)
    {
        var live = new LiveSocket();
        try
        {
            live._socket.Options.AddSubProtocol("graphql-transport-ws");
            var address = new UriBuilder(server) { Scheme = "ws", Path = "/graphql" }.Uri;
            await live._socket.ConnectAsync(address, cancellationToken);
            await live.SendAsync(
                new { type = "connection_init",
                    payload = new { authorization = $"Bearer {token}" } }, cancellationToken);
            using var acknowledged = await live.ReceiveAsync(cancellationToken)
                ?? throw new WebSocketException("The server closed the socket.");
            Assert.Equal("connection_ack", acknowledged.RootElement.GetProperty("type").GetString());
            await live.SendAsync(
                new { id = "1", type = "subscribe", payload = new { query, variables } }, cancellationToken);
            return live;
        }
        catch
        {
            await live.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// What the subscription's field answers, until the server ends it or the socket is closed. Cancelling it cuts the
    /// connection, as if the network had gone.
    /// </summary>
    public async IAsyncEnumerable<JsonElement> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await ReceiveAsync(cancellationToken) is { } message)
        {
            var type = message.RootElement.GetProperty("type").GetString();
            if (type == "complete")
            {
                yield break;
            }

            if (type == "next")
            {
                var payload = message.RootElement.GetProperty("payload");
                Assert.False(payload.TryGetProperty("errors", out var errors), errors.ToString());
                yield return payload.GetProperty("data").EnumerateObject().Single().Value;
            }
            else if (type == "error")
            {
                Assert.Fail(message.RootElement.ToString());
            }
        }
    }

    /// <summary>Says goodbye; the server's answer ends the reading.</summary>
    public Task CloseAsync() =>
        _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task SendAsync(object message, CancellationToken cancellationToken) => _socket.SendAsync(
        JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    /// <summary>The next message; null once the server has closed.</summary>
    private async Task<JsonDocument?> ReceiveAsync(CancellationToken cancellationToken)
    {
        _message.ResetWrittenCount();
        while (true)
        {
            var received = await _socket.ReceiveAsync(_message.GetMemory(4096), cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            _message.Advance(received.Count);
            if (received.EndOfMessage)
            {
                return JsonDocument.Parse(_message.WrittenMemory.ToArray());
            }
        }
    }
}
