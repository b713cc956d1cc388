using System.Collections.Concurrent;
using System.Reflection;

namespace Slotline.Graph.Engine.Execution;

/// <summary>The batch loaders of one operation or event, and which of them have keys waiting.</summary>
internal sealed class BatchScope(IServiceProvider services, CancellationToken cancellationToken)
{
    private static readonly ConcurrentDictionary<Type, ConstructorInfo> Constructors = new();

    private readonly Lock _lock = new();
    private readonly Dictionary<Type, IBatch> _loaders = [];
    private List<IBatch> _waiting = [];
    private int _holds;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>Raised when there may be something to do for whoever runs the operation.</summary>
    public Signal Changed { get; } = new();

    public object LoaderOf(Type type)
    {
        lock (_lock)
        {
            if (!_loaders.TryGetValue(type, out var loader))
                _loaders.Add(type, loader = Make(type));
            return loader;
        }
    }

    public void Enqueue(IBatch loader)
    {
        lock (_lock)
            _waiting.Add(loader);
        Changed.Set();
    }

    /// <summary>While held, nothing is dispatched: those who got their values may ask for more keys first.</summary>
    public Held Hold()
    {
        lock (_lock)
            _holds++;
        return new Held(this);
    }

    /// <summary>Starts the loads that wait; false when there are none, or when it is too early.</summary>
    public bool TryDispatch()
    {
        List<IBatch> batches;
        lock (_lock)
        {
            if (_holds > 0 || _waiting.Count == 0)
                return false;

            batches = _waiting;
            _waiting = [];
        }

        foreach (var batch in batches)
            _ = batch.RunAsync(cancellationToken);
        return true;
    }

    private void Release()
    {
        lock (_lock)
            _holds--;
        Changed.Set();
    }

    private IBatch Make(Type type)
    {
        var constructor = Constructors.GetOrAdd(type, static type => type.GetConstructors() is [var only]
            ? only
            : throw new InvalidOperationException($"{type.Name} must have exactly one public constructor."));
        var arguments = constructor.GetParameters().Select(p => services.GetService(p.ParameterType)).ToArray();
        var loader = (IBatch)constructor.Invoke(arguments);
        loader.Attach(this);
        return loader;
    }

    public readonly struct Held(BatchScope scope) : IDisposable
    {
        public void Dispose() => scope.Release();
    }
}

/// <summary>Wakes one waiter; set while nobody waits, the next wait ends at once.</summary>
internal sealed class Signal
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _waiter;
    private bool _isSet;

    public void Set()
    {
        TaskCompletionSource? waiter;
        lock (_lock)
        {
            waiter = _waiter;
            _waiter = null;
            _isSet = waiter is null;
        }

        waiter?.SetResult();
    }

    public Task WaitAsync()
    {
        lock (_lock)
        {
            if (_isSet)
            {
                _isSet = false;
                return Task.CompletedTask;
            }

            _waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiter.Task;
        }
    }
}
