using System.Runtime.CompilerServices;

namespace Slotline.Graph.Engine.Execution;

/// <summary>Where one subscription takes its answers from.</summary>
internal interface IAnswers : IDisposable
{
    /// <summary>Called once, when the first event is asked for.</summary>
    IAnswers Open();

    Task<ReadOnlyMemory<byte>> Of(object happened);
}

/// <summary>Answers that are made for this subscription alone.</summary>
internal sealed class OwnAnswers(Func<object, Task<ReadOnlyMemory<byte>>> answer) : IAnswers
{
    public IAnswers Open() => this;

    public Task<ReadOnlyMemory<byte>> Of(object happened) => answer(happened);

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

    public Task<ReadOnlyMemory<byte>> Of(object happened) => _shared!.Answers.Of(happened);

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

    public Task<ReadOnlyMemory<byte>> Of(object happened)
    {
        if (_answers.TryGetValue(happened, out var known) && IsFresh(known))
            return known.Bytes;

        lock (_gate)
        {
            if (_answers.TryGetValue(happened, out known) && IsFresh(known))
                return known.Bytes;
            var made = new Answer(Task.Run(() => answer(happened)));
            _answers.AddOrUpdate(happened, made);
            return made.Bytes;
        }
    }

    private bool IsFresh(Answer answer) => Environment.TickCount64 - answer.MadeAt < _freshMilliseconds;

    private sealed class Answer(Task<ReadOnlyMemory<byte>> bytes)
    {
        public long MadeAt { get; } = Environment.TickCount64;

        public Task<ReadOnlyMemory<byte>> Bytes => bytes;
    }
}
