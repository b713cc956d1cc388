using System.Net;

namespace Slotline.Graph.Transport.Rates;

/// <summary>Who asks, as far as rates are concerned.</summary>
/// <param name="Address">Where from; behind trusted proxies, the address that they vouch for.</param>
/// <param name="User">The person or program; null for somebody who is not signed in.</param>
public sealed record RateAsker(IPAddress? Address, string? User)
{
    public static RateAsker Of(HttpContext context, string? user) => new(context.Connection.RemoteIpAddress, user);
}

/// <summary>Whether somebody may go on, and how much is left of the allowance that is nearest to its end.</summary>
/// <param name="IsGiven">It was within the limits.</param>
/// <param name="Policy">Which allowance it is.</param>
/// <param name="PerMinute">How much it is in a minute.</param>
/// <param name="Left">What is left of it.</param>
/// <param name="ResetSeconds">In how long it will be whole again, when nothing more is taken.</param>
/// <param name="RetrySeconds">After how long to try again; zero when it was given.</param>
public readonly record struct RateVerdict(
    bool IsGiven, string Policy, int PerMinute, int Left, int ResetSeconds, int RetrySeconds);

/// <summary>Keeps count of how often everybody asks.</summary>
public interface IRateGate
{
    ValueTask<RateVerdict> TakeAsync(RateAsker asker, CancellationToken cancellationToken);
}
