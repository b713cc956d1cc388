using Slotline.Graph.Engine.Execution;

namespace Slotline.Graph.Engine;

/// <summary>
/// Loads what many fields of one operation ask for in few round trips: resolvers await <see cref="LoadAsync"/>, and
/// when every resolver that can run has run, the keys they asked for are loaded together. One instance serves one
/// operation, or one event of a subscription; what it loaded it remembers as long.
/// </summary>
/// <remarks>Deriving is all it takes: resolvers name the loader as a parameter, its constructor takes
/// services.</remarks>
public abstract class BatchLoader<TKey, TValue> : IBatch
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, TaskCompletionSource<TValue?>> _known = [];
    private List<TKey> _waiting = [];
    private BatchScope? _scope;

    /// <summary>The most keys of one round trip; more are loaded in several.</summary>
    protected virtual int MaxBatchSize => 500;

    /// <summary>
    /// Loads the values of different keys. A key without a value is left out of the answer.
    /// </summary>
    protected abstract Task<IReadOnlyDictionary<TKey, TValue>> LoadBatchAsync(
        IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    /// <summary>The value of a key; null, or the default of a value type, when there is none.</summary>
    public Task<TValue?> LoadAsync(TKey key, CancellationToken cancellationToken)
    {
        var task = Ask(key);
        return task.IsCompleted || Scope.CancellationToken == cancellationToken
            ? task
            : task.WaitAsync(cancellationToken);
    }

    /// <summary>The values of keys, in the order of the keys.</summary>
    public async Task<IReadOnlyList<TValue?>> LoadAllAsync(
        IEnumerable<TKey> keys, CancellationToken cancellationToken) =>
        await Task.WhenAll(keys.Select(key => LoadAsync(key, cancellationToken)));

    private Task<TValue?> Ask(TKey key)
    {
        TaskCompletionSource<TValue?>? source;
        bool isFirst;
        lock (_lock)
        {
            if (_known.TryGetValue(key, out source))
                return source.Task;

            // Continuations run in place: what follows the load asks for the next batch before that one is sent.
            source = new TaskCompletionSource<TValue?>();
            _known.Add(key, source);
            _waiting.Add(key);
            isFirst = _waiting.Count == 1;
        }

        if (isFirst)
            Scope.Enqueue(this);
        return source.Task;
    }

    private BatchScope Scope =>
        _scope ?? throw new InvalidOperationException($"{GetType().Name} was not made by the engine.");

    void IBatch.Attach(BatchScope scope) => _scope = scope;

    async Task IBatch.RunAsync(CancellationToken cancellationToken)
    {
        List<TKey> keys;
        lock (_lock)
        {
            keys = _waiting;
            _waiting = [];
        }

        foreach (var chunk in keys.Chunk(MaxBatchSize))
        {
            try
            {
                var values = await LoadBatchAsync(chunk, cancellationToken);
                Complete(chunk, (key, source) => source.TrySetResult(values.GetValueOrDefault(key)));
            }
            catch (Exception failure)
            {
                // Whoever awaits a key gets the failure; it is logged where the resolver's failure is.
                Complete(chunk, (_, source) => source.TrySetException(failure));
            }
        }
    }

    private void Complete(TKey[] keys, Action<TKey, TaskCompletionSource<TValue?>> complete)
    {
        using var held = Scope.Hold();
        foreach (var key in keys)
        {
            TaskCompletionSource<TValue?> source;
            lock (_lock)
                source = _known[key];
            complete(key, source);
        }
    }
}

internal interface IBatch
{
    void Attach(BatchScope scope);

    /// <summary>Loads what waits. It never fails: failures go to those who wait.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
