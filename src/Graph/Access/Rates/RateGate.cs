using System.Net;
using System.Net.Sockets;
using Slotline.Graph.Transport.Rates;

namespace Slotline.Graph.Access.Rates;

/// <summary>Which allowances a request, a message or a try at a secret takes from.</summary>
internal sealed class RateGate(IAllowances allowances, RateLimits limits) : IRateGate
{
    private const int PrefixBytes = 8;

    private readonly Allowance _user = new("user", limits.PerUser);
    private readonly Allowance _address = new("address", limits.PerAddress);
    private readonly Allowance _visitor = new("visitor", limits.PerVisitor);
    private readonly Allowance _signIn = new("sign-in", limits.SignIns);

    public async ValueTask<RateVerdict> TakeAsync(RateAsker asker, CancellationToken cancellationToken)
    {
        var address = KeyOf(asker.Address);
        var byAddress = allowances.TakeAsync(_address, address, 1, cancellationToken);
        var (policy, key) = asker.User is { } user ? (_user, user) : (_visitor, address);
        var own = VerdictOf(policy, await allowances.TakeAsync(policy, key, 1, cancellationToken));
        var wide = VerdictOf(_address, await byAddress);
        return !own.IsGiven || (wide.IsGiven && own.Left <= wide.Left) ? own : wide;
    }

    /// <summary>Seconds to wait before secrets may be tried again from there; null when it is given.</summary>
    public async ValueTask<int?> TrySecretsAsync(IPAddress? address, int count, CancellationToken cancellationToken)
    {
        var taking = await allowances.TakeAsync(_signIn, KeyOf(address), count, cancellationToken);
        return taking.IsTaken ? null : taking.RetrySeconds;
    }

    private static RateVerdict VerdictOf(Allowance allowance, Taking taking) => new(
        taking.IsTaken,
        allowance.Policy,
        allowance.PerMinute,
        taking.Left,
        (int)Math.Ceiling((allowance.PerMinute - taking.Left) / allowance.PerSecond),
        taking.RetrySeconds);

    /// <summary>Whoever has an IPv6 address has its whole /64, so they are one.</summary>
    internal static string KeyOf(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4().ToString();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, PrefixBytes))
            : address.ToString();
    }
}
