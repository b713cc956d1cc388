using System.Buffers;
using System.Net.WebSockets;

namespace Slotline.Graph.Transport.Sockets;

/// <summary>
/// The only one who sends on a socket: one frame at a time, each from start to end. Whoever has a frame waits until the
/// socket took it, so an operation never has more than one on the way, and what waits is bounded by the number of
/// operations. A reader that takes nothing for too long is told to come back, and cut off if it does not even take
/// that.
/// </summary>
/// <param name="socket">What is sent on.</param>
/// <param name="timeout">How long a frame may take; as long once more until the socket is cut.</param>
/// <param name="tooSlow">Closes the socket: a frame took too long.</param>
internal sealed class SocketWriter(WebSocket socket, TimeSpan timeout, Action tooSlow) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile bool _closed;

    /// <summary>Nothing can be sent any more.</summary>
    public bool IsGone => _closed || socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived);

    /// <summary>The reader took nothing for too long.</summary>
    public bool WasCutOff { get; private set; }

    /// <summary>
    /// Sends prefix, body and suffix as one frame. What is cancelled before its turn is not sent.
    /// </summary>
    public async ValueTask SendAsync(
        ReadOnlyMemory<byte> prefix,
        ReadOnlyMemory<byte> body,
        ReadOnlyMemory<byte> suffix,
        CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_closed)
                return;
            await SendOneAsync(prefix, body, suffix);
        }
        catch (Exception e) when (IsLost(e) && e is not OperationCanceledException)
        {
            throw new OperationCanceledException("The socket is gone.", e);
        }
        finally
        {
            _turn.Release();
        }
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken) =>
        SendAsync(frame, default, default, cancellationToken);

    /// <summary>Sends the close frame after the frame that is on its way; everything after it is dropped.</summary>
    public async Task CloseAsync(CloseCode code, string reason)
    {
        if (!await _turn.WaitAsync(timeout))
        {
            Abort();
            return;
        }

        try
        {
            _closed = true;
            var closing = socket.CloseOutputAsync(
                (WebSocketCloseStatus)code, CloseReason.Fit(reason), CancellationToken.None);
            await closing.WaitAsync(timeout);
        }
        catch (TimeoutException)
        {
            Abort();
        }
        catch (Exception e) when (IsLost(e))
        {
            // There is nobody to say goodbye to.
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>Whether a failed read or write only says that the connection is not there any more.</summary>
    public static bool IsLost(Exception e) =>
        e is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException;

    private async ValueTask SendOneAsync(
        ReadOnlyMemory<byte> prefix, ReadOnlyMemory<byte> body, ReadOnlyMemory<byte> suffix)
    {
        var length = prefix.Length + body.Length + suffix.Length;
        var frame = ArrayPool<byte>.Shared.Rent(length);
        prefix.CopyTo(frame);
        body.CopyTo(frame.AsMemory(prefix.Length));
        suffix.CopyTo(frame.AsMemory(prefix.Length + body.Length));
        var sending = socket.SendAsync(
            frame.AsMemory(0, length), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        if (!sending.IsCompletedSuccessfully)
            await WaitAsync(sending.AsTask());
        ArrayPool<byte>.Shared.Return(frame);
    }

    private async Task WaitAsync(Task sending)
    {
        try
        {
            await sending.WaitAsync(timeout);
        }
        catch (TimeoutException)
        {
            // The close frame waits for its turn, which ends with this frame; or the socket is cut off.
            WasCutOff = true;
            tooSlow();
            await sending;
        }
    }

    private void Abort()
    {
        WasCutOff = true;
        _closed = true;
        socket.Abort();
    }
}
