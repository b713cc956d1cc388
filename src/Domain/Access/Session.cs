using NodaTime;
using Slotline.Domain.Directory;

namespace Slotline.Domain.Access;

/// <summary>One sign-in. The token itself is known to its holder only; here is its SHA-256.</summary>
public sealed class Session
{
    public const int MostPerAccount = 50;

    private Session()
    {
    }

    /// <param name="account">Whose.</param>
    /// <param name="tokenHash">SHA-256 of the token.</param>
    /// <param name="now">When they signed in.</param>
    /// <param name="life">How long it lasts; the standard where none is given.</param>
    /// <param name="origin">Where from.</param>
    public Session(
        Account account, byte[] tokenHash, Instant now, SessionLife? life = null, Origin? origin = null)
    {
        Id = Guid.CreateVersion7();
        TokenHash = tokenHash;
        OrganizationId = account.OrganizationId;
        AccountId = account.Id;
        CreatedAt = now;
        LastUsedAt = now;
        ExpiresAt = now + (life ?? SessionLife.Standard).Absolute;
        Address = origin?.Address;
        UserAgent = origin?.UserAgent;
    }

    /// <summary>What its holder names it by; it opens nothing.</summary>
    public Guid Id { get; private set; }

    public byte[] TokenHash { get; private set; } = [];

    public Guid OrganizationId { get; private set; }

    public Guid AccountId { get; private set; }

    public Instant CreatedAt { get; private set; }

    /// <summary>To about a minute.</summary>
    public Instant LastUsedAt { get; private set; }

    /// <summary>The latest end, however much it is used.</summary>
    public Instant ExpiresAt { get; private set; }

    /// <summary>Where its holder signed in from.</summary>
    public string? Address { get; private set; }

    public string? UserAgent { get; private set; }
}

/// <summary>How long a session lasts.</summary>
/// <param name="Idle">It ends when it is not used for so long.</param>
/// <param name="Absolute">It ends so long after the sign-in, however much it is used.</param>
public sealed record SessionLife(Duration Idle, Duration Absolute)
{
    public static SessionLife Standard { get; } = new(Duration.FromDays(7), Duration.FromDays(30));
}
