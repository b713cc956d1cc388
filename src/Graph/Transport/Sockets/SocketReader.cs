using System.Net.WebSockets;

namespace Slotline.Graph.Transport.Sockets;

/// <summary>Puts the fragments of a message together. While nothing comes, no memory is held.</summary>
internal sealed class SocketReader(WebSocket socket, int maxBytes)
{
    private const int ChunkBytes = 4 * 1_024;

    /// <summary>The next message, or null when the peer closed the socket.</summary>
    public async Task<PooledBuffer?> ReadAsync(CancellationToken cancellationToken)
    {
        var first = await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
        if (first.MessageType == WebSocketMessageType.Close)
            return null;
        var message = new PooledBuffer();
        try
        {
            var part = first;
            while (!part.EndOfMessage)
            {
                part = await socket.ReceiveAsync(message.GetMemory(ChunkBytes), cancellationToken);
                if (part.MessageType == WebSocketMessageType.Close)
                    throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
                message.Advance(part.Count);
                if (message.Length > maxBytes)
                    throw SocketClosing.BadRequest($"A message has at most {maxBytes} bytes.");
            }

            return part.MessageType == WebSocketMessageType.Text
                ? message
                : throw SocketClosing.BadRequest("Messages are text.");
        }
        catch
        {
            message.Dispose();
            throw;
        }
    }

    /// <summary>Waits for the peer's close frame and throws away what comes before it.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        using var waste = new PooledBuffer();
        while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
        {
            var part = await socket.ReceiveAsync(waste.GetMemory(ChunkBytes), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
                return;
        }
    }
}
