using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Slotline.Graph.Tests.Transport;

/// <summary>A client that sends exactly the frames that a test writes down, and sees exactly what comes back.</summary>
internal sealed class WireSocket : IDisposable
{
    public const string Protocol = "graphql-transport-ws";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly HttpMessageInvoker Invoker = new(new SocketsHttpHandler());

    private readonly ClientWebSocket _socket = new();

    public string? SubProtocol => _socket.SubProtocol;

    public WebSocketState State => _socket.State;

    public static async Task<WireSocket> ConnectAsync(
        TransportHost host, string? protocol = Protocol, string? origin = null, Version? version = null)
    {
        var wire = new WireSocket();
        if (version is not null)
        {
            wire._socket.Options.HttpVersion = version;
            wire._socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        }

        if (protocol is not null)
            wire._socket.Options.AddSubProtocol(protocol);
        if (origin is not null)
            wire._socket.Options.SetRequestHeader("Origin", origin);
        using var patience = new CancellationTokenSource(Patience);
        await wire._socket.ConnectAsync(new UriBuilder(host.Graph) { Scheme = "ws" }.Uri, Invoker, patience.Token);
        return wire;
    }

    /// <summary>Connects and introduces itself.</summary>
    public static async Task<WireSocket> OpenAsync(TransportHost host, string? authorization = null)
    {
        var wire = await ConnectAsync(host);
        await wire.SendAsync(authorization is null
            ? """{"type":"connection_init"}"""
            : $$$"""{"type":"connection_init","payload":{"authorization":"{{{authorization}}}"}}""");
        Assert.Equal("""{"type":"connection_ack"}""", await wire.ReceiveAsync());
        return wire;
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true);

    public Task SendAsync(byte[] bytes, WebSocketMessageType type, bool isLast) =>
        _socket.SendAsync(bytes, type, isLast, CancellationToken.None).WaitAsync(Patience);

    public Task SubscribeAsync(string id, string query) =>
        SendAsync(JsonSerializer.Serialize(new { id, type = "subscribe", payload = new { query } }));

    public Task CompleteAsync(string id) => SendAsync(JsonSerializer.Serialize(new { id, type = "complete" }));

    /// <summary>The next message; fails where the socket is closed instead.</summary>
    public async Task<string> ReceiveAsync()
    {
        var (text, code, reason) = await NextAsync();
        Assert.True(text is not null, $"The socket was closed instead: {code} {reason}");
        return text;
    }

    /// <summary>
    /// Reads until the close frame and compares its code. Nothing else may come before it, if so asked.
    /// </summary>
    public async Task ExpectCloseAsync(int code, string? reason = null, bool atOnce = true)
    {
        while (true)
        {
            var (text, actual, said) = await NextAsync();
            if (text is not null)
            {
                Assert.False(atOnce, $"A message came instead of the closing: {text}");
                continue;
            }

            Assert.Equal(code, actual);
            if (reason is not null)
                Assert.Equal(reason, said);
            return;
        }
    }

    /// <summary>Asks for something that is answered at once: what came before it would have come by then.</summary>
    public async Task ExpectNothingMoreAsync()
    {
        await SendAsync("""{"type":"ping","payload":{"mark":"end"}}""");
        Assert.Equal("""{"type":"pong","payload":{"mark":"end"}}""", await ReceiveAsync());
    }

    public Task CloseAsync() =>
        _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).WaitAsync(Patience);

    public void Abort() => _socket.Abort();

    public void Dispose() => _socket.Dispose();

    private async Task<(string? Text, int? Code, string? Reason)> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1_024];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer, patience.Token);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
                return (null, (int?)_socket.CloseStatus, _socket.CloseStatusDescription);
            }

            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
                return (Encoding.UTF8.GetString(message.ToArray()), null, null);
        }
    }
}
