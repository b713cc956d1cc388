using System.Globalization;
using NodaTime;
using StackExchange.Redis;

namespace Slotline.Graph.Access.Rates;

/// <summary>
/// Counts in Redis, so that a limit holds however many servers there are. While Redis is away, or too slow to wait for,
/// each server counts by itself: limits are wider then, but never gone.
/// </summary>
internal sealed partial class SharedAllowances(
    IConnectionMultiplexer redis, OwnAllowances own, IClock clock, ILogger<SharedAllowances> log) : IAllowances
{
    /// <summary>One that is whole needs no memory, so its key goes after the time that it takes to refill.</summary>
    private const string Script = """
        local whole, rate, count = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
        local clock = redis.call('TIME')
        local now = clock[1] + clock[2] / 1000000
        local kept = redis.call('HMGET', KEYS[1], 'left', 'at')
        local left = (tonumber(kept[1]) or whole) + math.max(0, now - (tonumber(kept[2]) or now)) * rate
        left = math.min(whole, left)
        local wait = 0
        if left >= count then left = left - count else wait = math.ceil((count - left) / rate) end
        redis.call('HSET', KEYS[1], 'left', left, 'at', string.format('%.6f', now))
        redis.call('EXPIRE', KEYS[1], 61)
        return { math.floor(left), wait }
        """;

    private static readonly Duration Rest = Duration.FromSeconds(5);

    private long _restsUntil;

    /// <summary>How long a request waits for Redis at most.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(250);

    public async ValueTask<Taking> TakeAsync(
        Allowance allowance, string key, int count, CancellationToken cancellationToken)
    {
        if (redis.IsConnected && clock.GetCurrentInstant().ToUnixTimeTicks() >= Volatile.Read(ref _restsUntil))
        {
            try
            {
                var answer = await redis.GetDatabase().ScriptEvaluateAsync(
                    Script,
                    [$"slotline:rate:{allowance.Policy}:{key}"],
                    [allowance.PerMinute, allowance.PerSecond.ToString("R", CultureInfo.InvariantCulture), count])
                    .WaitAsync(Patience, cancellationToken);
                var (left, wait) = ((int)answer[0], (int)answer[1]);
                return new Taking(wait == 0, left, Math.Min(wait, 60));
            }
            catch (Exception cause) when (cause is RedisException or TimeoutException)
            {
                LogAway(log, cause.Message);
                Volatile.Write(ref _restsUntil, (clock.GetCurrentInstant() + Rest).ToUnixTimeTicks());
            }
        }

        return await own.TakeAsync(allowance, key, count, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Redis keeps no count of rates, so this server counts by itself: {Cause}")]
    private static partial void LogAway(ILogger log, string cause);
}
