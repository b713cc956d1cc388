using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;

namespace Slotline.Graph.Tests.Transport;

/// <summary>The server's end of a socket without a network: a test decides when a frame has been taken.</summary>
internal sealed class ScriptedSocket(Func<string, Task> taken) : WebSocket
{
    private readonly Channel<string> _messages = Channel.CreateUnbounded<string>();
    private byte[] _rest = [];
    private WebSocketCloseStatus? _closeStatus;
    private WebSocketState _state = WebSocketState.Open;

    public List<string> Sent { get; } = [];

    public override WebSocketCloseStatus? CloseStatus => _closeStatus;

    public override string? CloseStatusDescription => null;

    public override WebSocketState State => _state;

    public override string? SubProtocol => WireSocket.Protocol;

    public void Say(string message) => Assert.True(_messages.Writer.TryWrite(message));

    public void HangUp() => _messages.Writer.Complete();

    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(
        Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_rest.Length == 0)
        {
            if (!await _messages.Reader.WaitToReadAsync(cancellationToken))
                return new ValueWebSocketReceiveResult(0, WebSocketMessageType.Close, true);
            _rest = Encoding.UTF8.GetBytes(await _messages.Reader.ReadAsync(cancellationToken));
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest.AsSpan(0, count).CopyTo(buffer.Span);
        _rest = _rest[count..];
        return new ValueWebSocketReceiveResult(count, WebSocketMessageType.Text, _rest.Length == 0);
    }

    public override async ValueTask SendAsync(
        ReadOnlyMemory<byte> buffer,
        WebSocketMessageType messageType,
        bool endOfMessage,
        CancellationToken cancellationToken)
    {
        var frame = Encoding.UTF8.GetString(buffer.Span);
        Sent.Add(frame);
        await taken(frame);
    }

    public override Task CloseOutputAsync(
        WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        _closeStatus = closeStatus;
        _state = WebSocketState.Closed;
        return Task.CompletedTask;
    }

    public override void Abort() => _state = WebSocketState.Aborted;

    public override void Dispose()
    {
    }

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? description, CancellationToken token) =>
        throw new NotSupportedException("The server closes its own direction and reads on.");

    public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken token) =>
        throw new NotSupportedException("The server reads into memory.");

    public override Task SendAsync(
        ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken token) =>
        throw new NotSupportedException("The server sends memory.");
}
