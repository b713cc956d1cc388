using System.Runtime.CompilerServices;

namespace Slotline.Graph.Engine.Subscriptions;

/// <summary>Where one subscription takes its answers from.</summary>
internal interface IAnswers : IDisposable
{
    /// <summary>Called once, when the first event is asked for.</summary>
    IAnswers Open();

    ValueTask<ReadOnlyMemory<byte>> Of(object happened, CancellationToken cancellationToken);
}

/// <summary>Answers that are made for this subscription alone.</summary>
internal sealed class OwnAnswers(Func<object, Task<ReadOnlyMemory<byte>>> answer) : IAnswers
{
    public IAnswers Open() => this;

    public ValueTask<ReadOnlyMemory<byte>> Of(object happened, CancellationToken cancellationToken) =>
        new(answer(happened));

    public void Dispose()
    {
        // It holds nothing.
    }
}

/// <summary>
/// Answers that are made once for all who ask the same. Of ten thousand who do, one keeps the question and what it
/// takes to answer it.
/// </summary>
internal sealed class AskedAnswers : IAnswers
{
    private readonly SharedAnswers _all;
    private Func<SharedAnswers.Shared>? _join;
    private SharedAnswers.Shared? _shared;

    public AskedAnswers(SharedAnswers all, Question question, Func<object, Task<ReadOnlyMemory<byte>>> answer) =>
        (_all, _join) = (all, () => all.Join(question, answer));

    public IAnswers Open()
    {
        (_shared, _join) = (_join!(), null);
        return this;
    }

    public ValueTask<ReadOnlyMemory<byte>> Of(object happened, CancellationToken cancellationToken) =>
        _shared!.Answers.Of(happened, cancellationToken);

    public void Dispose() => _all.Leave(_shared!);
}

/// <summary>The questions that subscribers have open.</summary>
internal sealed class SharedAnswers(TimeSpan fresh)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Question, Shared> _open = [];

    public Shared Join(Question question, Func<object, Task<ReadOnlyMemory<byte>>> answer)
    {
        lock (_gate)
        {
            if (!_open.TryGetValue(question, out var shared))
                _open.Add(question, shared = new Shared(question, new AnswersOnce(answer, fresh)));
            shared.Askers++;
            return shared;
        }
    }

    public void Leave(Shared shared)
    {
        lock (_gate)
        {
            if (--shared.Askers == 0)
                _open.Remove(shared.Question);
        }
    }

    internal sealed class Shared(Question question, AnswersOnce answers)
    {
        public Question Question => question;

        public AnswersOnce Answers => answers;

        public int Askers { get; set; }
    }
}

/// <summary>
/// The answers to one question, by event. They are held no longer than their events are, and after a while one is
/// made anew: who catches up then is told of the request as it stands, not as it stood.
/// </summary>
internal sealed class AnswersOnce(Func<object, Task<ReadOnlyMemory<byte>>> answer, TimeSpan fresh)
{
    private readonly long _freshMilliseconds = (long)fresh.TotalMilliseconds;
    private readonly ConditionalWeakTable<object, Answer> _answers = [];
    private readonly Lock _gate = new();

    public ValueTask<ReadOnlyMemory<byte>> Of(object happened, CancellationToken cancellationToken)
    {
        if (!_answers.TryGetValue(happened, out var known) || !IsFresh(known))
            known = Make(happened);
        return known.Bytes.IsCompletedSuccessfully ? new(known.Bytes.Result) : known.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Whoever comes first makes the answer on the spot: most take nothing that has to be waited for.
    /// </summary>
    private Answer Make(object happened)
    {
        Answer made;
        lock (_gate)
        {
            if (_answers.TryGetValue(happened, out var known) && IsFresh(known))
                return known;
            _answers.AddOrUpdate(happened, made = new Answer());
        }

        _ = made.MakeAsync(answer(happened));
        return made;
    }

    private bool IsFresh(Answer answer) => Environment.TickCount64 - answer.MadeAt < _freshMilliseconds;

    private sealed class Answer
    {
        private readonly TaskCompletionSource<ReadOnlyMemory<byte>> _bytes = new();
        private readonly Crowd _waiting = new();

        public long MadeAt { get; } = Environment.TickCount64;

        public Task<ReadOnlyMemory<byte>> Bytes => _bytes.Task;

        public async Task MakeAsync(Task<ReadOnlyMemory<byte>> making)
        {
            try
            {
                _bytes.SetResult(await making);
            }
            catch (Exception fault)
            {
                _bytes.SetException(fault);
            }

            _waiting.WakeAll();
        }

        public async ValueTask<ReadOnlyMemory<byte>> WaitAsync(CancellationToken cancellationToken)
        {
            using var place = new Crowd.Place(_waiting, cancellationToken);
            await place.AfterAsync(rounds: 0);
            return await Bytes;
        }
    }
}
