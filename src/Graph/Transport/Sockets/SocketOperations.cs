namespace Slotline.Graph.Transport.Sockets;

/// <summary>
/// The operations of one socket. Which of two with one id is meant is told by the object, never by the id.
/// </summary>
internal sealed class SocketOperations(int limit)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SocketOperation> _byId = new(StringComparer.Ordinal);
    private TaskCompletionSource? _allEnded;
    private int _running;

    public bool Has(string id)
    {
        lock (_gate)
            return _byId.ContainsKey(id);
    }

    /// <summary>
    /// False when there are too many. Operations that the client completed may take a moment to end; they count too,
    /// so that opening and completing in a row does not get round the limit.
    /// </summary>
    public bool TryAdd(SocketOperation operation)
    {
        lock (_gate)
        {
            if (_byId.Count >= limit || _running >= 2 * limit || !_byId.TryAdd(operation.Id, operation))
                return false;
            _running++;
            return true;
        }
    }

    /// <summary>Frees the id. False when it was freed before, so that nothing more may be said under it.</summary>
    public bool Free(SocketOperation operation)
    {
        lock (_gate)
        {
            return _byId.TryGetValue(operation.Id, out var current)
                && ReferenceEquals(current, operation)
                && _byId.Remove(operation.Id);
        }
    }

    /// <summary>
    /// Ends the operation that the client names; one that is unknown or over is none of our business.
    /// </summary>
    public void End(string id)
    {
        SocketOperation? operation;
        lock (_gate)
            _byId.Remove(id, out operation);
        operation?.End();
    }

    public void Ended(SocketOperation operation)
    {
        Free(operation);
        operation.Dispose();
        lock (_gate)
        {
            if (--_running == 0)
                _allEnded?.TrySetResult();
        }
    }

    public Task AllEndedAsync()
    {
        lock (_gate)
        {
            if (_running == 0)
                return Task.CompletedTask;
            _allEnded ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _allEnded.Task;
        }
    }
}
