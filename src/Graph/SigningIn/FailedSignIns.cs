using System.Diagnostics.Metrics;
using NodaTime;

namespace Slotline.Graph.SigningIn;

/// <summary>
/// Counts sign-ins that fail, by reason, for operators. Whose they were is told nowhere; where the address is
/// somebody's, the audit log has an entry too.
/// </summary>
public sealed partial class FailedSignIns
{
    public const string MeterName = "Slotline.Access";

    private static readonly Duration Pause = Duration.FromMinutes(1);

    private readonly Counter<long> _failed;
    private readonly IClock _clock;
    private readonly ILogger<FailedSignIns> _log;
    private readonly Lock _turn = new();
    private Instant _quietUntil = Instant.MinValue;
    private int _unsaid;

    public FailedSignIns(IMeterFactory meters, IClock clock, ILogger<FailedSignIns> log)
    {
        _failed = meters.Create(MeterName).CreateCounter<long>(
            "slotline.sign_ins.failed", "{sign-in}", "Sign-ins that failed, by reason");
        (_clock, _log) = (clock, log);
    }

    /// <summary>One line a minute at most, however many there are.</summary>
    public void Count(string reason)
    {
        _failed.Add(1, new KeyValuePair<string, object?>("reason", reason));
        int count;
        lock (_turn)
        {
            _unsaid++;
            var now = _clock.GetCurrentInstant();
            if (now < _quietUntil)
            {
                return;
            }

            (count, _unsaid, _quietUntil) = (_unsaid, 0, now + Pause);
        }

        LogFailed(_log, count, reason);
    }

    [LoggerMessage(LogLevel.Information, "Sign-ins failed since this was last said: {Count}; the last one: {Reason}.")]
    private static partial void LogFailed(ILogger log, int count, string reason);
}
