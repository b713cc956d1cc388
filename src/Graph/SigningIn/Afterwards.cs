using System.Threading.Channels;

namespace Slotline.Graph.SigningIn;

/// <summary>
/// Work that is done after the answer, so that how long an answer takes tells nothing about what there was to do. It is
/// bounded: what comes when too much waits is not done, and logged.
/// </summary>
public sealed partial class Afterwards(ILogger<Afterwards> log) : BackgroundService
{
    private const int MostWaiting = 1_000;

    private readonly Channel<Func<Task>> _waiting = Channel.CreateBounded<Func<Task>>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    public void Do(Func<Task> work)
    {
        if (!_waiting.Writer.TryWrite(work))
        {
            LogTooMuch(log, MostWaiting);
        }
    }

    /// <summary>What waits when the server stops is still done.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        if (ExecuteTask is { } working)
        {
            await working.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var work in _waiting.Reader.ReadAllAsync(CancellationToken.None))
        {
            try
            {
                await work();
            }
            catch (Exception fault)
            {
                // Nobody waits for it any more; what comes after it must not suffer.
                LogFault(log, fault);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "More than {Most} sign-ins and resets wait to be dealt with; one was dropped.")]
    private static partial void LogTooMuch(ILogger log, int most);

    [LoggerMessage(LogLevel.Error, "What was to be done after an answer failed.")]
    private static partial void LogFault(ILogger log, Exception fault);
}
