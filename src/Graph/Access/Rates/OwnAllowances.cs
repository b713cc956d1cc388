using System.Collections.Concurrent;
using System.Threading.RateLimiting;

namespace Slotline.Graph.Access.Rates;

/// <summary>Counts in this process: all there is with one server, and what holds while Redis is away.</summary>
internal sealed class OwnAllowances : IAllowances, IDisposable
{
    private const int SecondsPerMinute = 60;

    private readonly ConcurrentDictionary<Allowance, PartitionedRateLimiter<string>> _limiters = [];

    public ValueTask<Taking> TakeAsync(
        Allowance allowance, string key, int count, CancellationToken cancellationToken)
    {
        var limiter = _limiters.GetOrAdd(allowance, Limiter);

        // More than there ever is would be a fault of the caller's to the library, and is a refusal here.
        using var lease = limiter.AttemptAcquire(key, Math.Min(count, allowance.PerMinute));
        var left = (int)(limiter.GetStatistics(key)?.CurrentAvailablePermits ?? 0);
        if (lease.IsAcquired && count <= allowance.PerMinute)
            return ValueTask.FromResult(new Taking(true, left, 0));
        var wait = Math.Ceiling(Math.Max(1, (count - left) / allowance.PerSecond));
        return ValueTask.FromResult(new Taking(false, left, (int)Math.Min(wait, SecondsPerMinute)));
    }

    public void Dispose()
    {
        foreach (var limiter in _limiters.Values)
            limiter.Dispose();
    }

    private static PartitionedRateLimiter<string> Limiter(Allowance allowance)
    {
        var options = new TokenBucketRateLimiterOptions
        {
            TokenLimit = allowance.PerMinute,
            TokensPerPeriod = Math.Max(1, allowance.PerMinute / SecondsPerMinute),
            ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1.0, SecondsPerMinute / (double)allowance.PerMinute)),
            AutoReplenishment = true,
            QueueLimit = 0,
        };
        return PartitionedRateLimiter.Create<string, string>(
            key => RateLimitPartition.GetTokenBucketLimiter(key, _ => options));
    }
}
