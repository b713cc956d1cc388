using NodaTime;

namespace Slotline.Domain.Directory;

/// <summary>How a person proves who they are: an address and the hash of a password.</summary>
public sealed class Account
{
    public const int ShortestPassword = 12;
    public const int LongestPassword = 200;
    public const int AttemptsBeforeLockOut = 10;

    public static readonly Duration LockOut = Duration.FromMinutes(15);

    private Account()
    {
    }

    /// <summary>The account of a staff member or of a contact: exactly one of the two.</summary>
    public Account(Guid organizationId, string email, Guid? staffMemberId, Guid? contactId)
    {
        Id = Guid.CreateVersion7();
        OrganizationId = organizationId;
        EmailKey = Text.Fold(Text.Email(email, "email"));
        StaffMemberId = staffMemberId;
        ContactId = contactId;
    }

    public Guid Id { get; private set; }

    public Guid OrganizationId { get; private set; }

    /// <summary>The address as it is compared; unique in the organization.</summary>
    public string EmailKey { get; private set; } = "";

    public Guid? StaffMemberId { get; private set; }

    public Guid? ContactId { get; private set; }

    public string PasswordHash { get; private set; } = "";

    public int FailedAttempts { get; private set; }

    public Instant? LockedUntil { get; private set; }

    public void SetPasswordHash(string hash) => PasswordHash = hash;

    public bool IsLockedAt(Instant now) => LockedUntil > now;

    /// <summary>Counts a wrong password; the tenth in a row locks the account for 15 minutes.</summary>
    public void Fail(Instant now)
    {
        FailedAttempts++;
        if (FailedAttempts >= AttemptsBeforeLockOut)
        {
            LockedUntil = now + LockOut;
            FailedAttempts = 0;
        }
    }

    public void Succeed()
    {
        FailedAttempts = 0;
        LockedUntil = null;
    }

    /// <exception cref="Refusal">InvalidInput: shorter than 12 or longer than 200 characters.</exception>
    public static string CheckPassword(string password, params string[] field) =>
        password.Length is >= ShortestPassword and <= LongestPassword
            ? password
            : throw Refusal.InvalidInput(
                $"A password has {ShortestPassword} to {LongestPassword} characters.", field);
}

/// <summary>One sign-in. The token itself is known to its holder only; here is its SHA-256.</summary>
public sealed class Session
{
    public static readonly Duration Lifetime = Duration.FromDays(30);

    private Session()
    {
    }

    public Session(Account account, byte[] tokenHash, Instant now)
    {
        TokenHash = tokenHash;
        OrganizationId = account.OrganizationId;
        AccountId = account.Id;
        CreatedAt = now;
        ExpiresAt = now + Lifetime;
    }

    public byte[] TokenHash { get; private set; } = [];

    public Guid OrganizationId { get; private set; }

    public Guid AccountId { get; private set; }

    public Instant CreatedAt { get; private set; }

    public Instant ExpiresAt { get; private set; }
}
