using System.Text;

namespace Slotline.Graph.Transport.Sockets;

/// <summary>One operation that a client opened under an id of its own.</summary>
internal sealed class SocketOperation : IDisposable
{
    private readonly CancellationTokenSource _ending;
    private readonly string _idJson;

    public SocketOperation(string id, string idJson, CancellationToken socketEnding)
    {
        Id = id;
        _idJson = idJson;
        _ending = CancellationTokenSource.CreateLinkedTokenSource(socketEnding);
        Ending = _ending.Token;
        NextPrefix = Prefix("next");
    }

    public string Id { get; }

    /// <summary>Everything of a "next" message up to its payload, made once for all events.</summary>
    public byte[] NextPrefix { get; }

    /// <summary>Cancelled when the client completes the operation, or the socket ends.</summary>
    public CancellationToken Ending { get; }

    public byte[] ErrorPrefix() => Prefix("error");

    public byte[] CompleteMessage() => Encoding.UTF8.GetBytes($$"""{"id":{{_idJson}},"type":"complete"}""");

    public void End()
    {
        try
        {
            _ending.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

    public void Dispose() => _ending.Dispose();

    private byte[] Prefix(string type) =>
        Encoding.UTF8.GetBytes($$"""{"id":{{_idJson}},"type":"{{type}}","payload":""");
}
