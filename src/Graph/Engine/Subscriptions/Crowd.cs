using System.Threading.Tasks.Sources;

namespace Slotline.Graph.Engine.Subscriptions;

/// <summary>
/// Many who wait for the same thing and are woken together: by as many threads as there are processors, of which each
/// runs one after the other. A job of its own for each of ten thousand would cost more than what they do then.
/// </summary>
internal sealed class Crowd
{
    private readonly Lock _gate = new();
    private Place? _first;
    private int _size;
    private volatile int _rounds;

    /// <summary>How often it was woken. Read before what is waited for: then nothing falls in between.</summary>
    public int Rounds => _rounds;

    /// <summary>How many wait now.</summary>
    public int Size
    {
        get
        {
            lock (_gate)
            {
                return _size;
            }
        }
    }

    /// <summary>Wakes all who wait now. Neither blocks nor throws.</summary>
    public void WakeAll()
    {
        Wave wave;
        int size;
        lock (_gate)
        {
            _rounds++;
            (wave, size) = (new Wave(_first), _size);
            (_first, _size) = (null, 0);
        }

        var threads = Math.Min(Environment.ProcessorCount, (size + Wave.Stretch - 1) / Wave.Stretch);
        for (var i = 0; i < threads; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(wave, preferLocal: false);
        }
    }

    private bool TryEnter(Place place, int rounds)
    {
        lock (_gate)
        {
            if (_rounds != rounds)
            {
                return false;
            }

            // Waiting and being in the list begin together: whoever ends the one may rely on the other.
            place.Begin(rounds);
            place.Next = _first;
            if (_first is not null)
            {
                _first.Previous = place;
            }

            _first = place;
            _size++;
            return true;
        }
    }

    private void Leave(Place place, int rounds)
    {
        lock (_gate)
        {
            if (_rounds != rounds)
            {
                // It is in a wave already, which passes it over.
                return;
            }

            if (place.Previous is { } previous)
            {
                previous.Next = place.Next;
            }
            else
            {
                _first = place.Next;
            }

            if (place.Next is { } next)
            {
                next.Previous = place.Previous;
            }

            (place.Previous, place.Next) = (null, null);
            _size--;
        }
    }

    /// <summary>One who waits in it, again and again and one time after the other, until it is disposed.</summary>
    public sealed class Place : IValueTaskSource, IDisposable
    {
        private readonly Crowd _crowd;
        private readonly CancellationToken _ending;
        private readonly CancellationTokenRegistration _end;
        private ManualResetValueTaskSourceCore<bool> _core;
        private int _enteredAt;
        private int _isWaiting;

        public Place(Crowd crowd, CancellationToken ending)
        {
            (_crowd, _ending) = (crowd, ending);
            _end = ending.UnsafeRegister(static place => ((Place)place!).Cancel(), this);
        }

        internal Place? Previous { get; set; }

        internal Place? Next { get; set; }

        /// <summary>Ends once the crowd was woken more often than so many times.</summary>
        public ValueTask AfterAsync(int rounds)
        {
            _ending.ThrowIfCancellationRequested();
            if (!_crowd.TryEnter(this, rounds))
            {
                return ValueTask.CompletedTask;
            }

            if (_ending.IsCancellationRequested)
            {
                Cancel();
            }

            return new ValueTask(this, _core.Version);
        }

        public void Dispose() => _end.Dispose();

        ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

        void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

        void IValueTaskSource.OnCompleted(
            Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _core.OnCompleted(continuation, state, token, flags);

        internal void Begin(int rounds)
        {
            _core.Reset();
            _enteredAt = rounds;
            Volatile.Write(ref _isWaiting, 1);
        }

        internal void Wake()
        {
            if (Interlocked.Exchange(ref _isWaiting, 0) == 1)
            {
                _core.SetResult(true);
            }
        }

        private void Cancel()
        {
            if (Interlocked.Exchange(ref _isWaiting, 0) == 1)
            {
                _crowd.Leave(this, _enteredAt);
                _core.SetException(new OperationCanceledException(_ending));
            }
        }
    }

    /// <summary>Those who are woken, until each of them was.</summary>
    private sealed class Wave(Place? first) : IThreadPoolWorkItem
    {
        /// <summary>How many a thread takes at a time.</summary>
        public const int Stretch = 16;

        private readonly Lock _gate = new();
        private Place? _first = first;

        public void Execute()
        {
            var stretch = new Place?[Stretch];
            int taken;
            while ((taken = Take(stretch)) > 0)
            {
                for (var i = 0; i < taken; i++)
                {
                    stretch[i]!.Wake();
                }
            }
        }

        // Whoever is taken is out of the list before it is woken: it may wait again at once.
        private int Take(Place?[] stretch)
        {
            lock (_gate)
            {
                var taken = 0;
                while (taken < stretch.Length && _first is { } place)
                {
                    stretch[taken++] = place;
                    _first = place.Next;
                    (place.Previous, place.Next) = (null, null);
                }

                return taken;
            }
        }
    }
}
