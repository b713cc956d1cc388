using NodaTime;
using Slotline.Domain.Directory;

namespace Slotline.Domain.Access;

/// <summary>What a link that was mailed to somebody lets them do.</summary>
public enum AccessLinkPurpose
{
    /// <summary>Choose the first password.</summary>
    Invitation,

    /// <summary>Choose another password without knowing the one before.</summary>
    PasswordReset,
}

/// <summary>
/// A link that lets its holder choose an account's password, once. The account has one at most: a newer one replaces
/// it, and choosing a password removes it.
/// </summary>
public sealed class AccessLink
{
    private AccessLink()
    {
    }

    public AccessLink(Account account, AccessLinkPurpose purpose, byte[] tokenHash, Instant now)
    {
        Id = Guid.CreateVersion7();
        OrganizationId = account.OrganizationId;
        AccountId = account.Id;
        Purpose = purpose;
        TokenHash = tokenHash;
        CreatedAt = now;
        ExpiresAt = now + LifetimeOf(purpose);
    }

    public Guid Id { get; private set; }

    public Guid OrganizationId { get; private set; }

    public Guid AccountId { get; private set; }

    public AccessLinkPurpose Purpose { get; private set; }

    /// <summary>SHA-256 of the token in the link.</summary>
    public byte[] TokenHash { get; private set; } = [];

    public Instant CreatedAt { get; private set; }

    public Instant ExpiresAt { get; private set; }

    /// <summary>A week for an invitation, which may meet a vacation; an hour for a reset, which was just asked
    /// for.</summary>
    public static Duration LifetimeOf(AccessLinkPurpose purpose) =>
        purpose == AccessLinkPurpose.Invitation ? Duration.FromDays(7) : Duration.FromHours(1);

    /// <summary>The one answer for a link that was used, replaced, has expired or never was.</summary>
    public static Refusal Expired() => new(
        RefusalCode.LinkExpired, "The link was used already, was replaced by a newer one, or has expired.", "token");
}
