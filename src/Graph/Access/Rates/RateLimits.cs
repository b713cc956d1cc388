namespace Slotline.Graph.Access.Rates;

/// <summary>How often everybody may ask. Each allowance refills evenly, and is whole after a silent minute.</summary>
/// <param name="PerUser">Requests and messages of a person or program in a minute.</param>
/// <param name="PerAddress">Those that come from one address; an office behind one address is many people.</param>
/// <param name="PerVisitor">Those of one address by people who are not signed in.</param>
/// <param name="SignIns">Sign-ins, resets and whatever else tries a secret, of one address in a minute.</param>
public sealed record RateLimits(int PerUser, int PerAddress, int PerVisitor, int SignIns)
{
    public const int Most = 1_000_000_000;

    public static RateLimits Standard { get; } = new(1_200, 12_000, 1_200, 60);
}

/// <summary>One allowance.</summary>
/// <param name="Policy">Its name, as clients are told it.</param>
/// <param name="PerMinute">How much it is.</param>
internal sealed record Allowance(string Policy, int PerMinute)
{
    public double PerSecond => PerMinute / 60.0;
}

/// <summary>What was taken of an allowance, or why not.</summary>
internal readonly record struct Taking(bool IsTaken, int Left, int RetrySeconds);

/// <summary>Where the counts are kept.</summary>
internal interface IAllowances
{
    ValueTask<Taking> TakeAsync(Allowance allowance, string key, int count, CancellationToken cancellationToken);
}
