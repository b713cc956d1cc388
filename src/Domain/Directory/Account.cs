namespace Slotline.Domain.Directory;

/// <summary>How a person proves who they are: an address, and the hash of a password once they chose one.</summary>
public sealed class Account
{
    public const int ShortestPassword = 12;
    public const int LongestPassword = 128;

    private Account()
    {
    }

    /// <summary>The account of a staff member or of a contact: exactly one of the two.</summary>
    public Account(Guid organizationId, string email, Guid? staffMemberId, Guid? contactId)
    {
        Id = Guid.CreateVersion7();
        OrganizationId = organizationId;
        SignInWith(email);
        StaffMemberId = staffMemberId;
        ContactId = contactId;
    }

    public Guid Id { get; private set; }

    public Guid OrganizationId { get; private set; }

    /// <summary>The address as it is compared; unique in the organization.</summary>
    public string EmailKey { get; private set; } = "";

    public Guid? StaffMemberId { get; private set; }

    public Guid? ContactId { get; private set; }

    /// <summary>Empty until the person chose a password: nobody can sign in with one then.</summary>
    public string PasswordHash { get; private set; } = "";

    public bool HasPassword => PasswordHash.Length > 0;

    public void SignInWith(string email) => EmailKey = Text.Fold(Text.Email(email, "email"));

    public void SetPasswordHash(string hash) => PasswordHash = hash;

    /// <param name="password">What somebody wants as their password.</param>
    /// <param name="email">Their address.</param>
    /// <param name="name">Their name.</param>
    /// <param name="field">Where it was given.</param>
    /// <exception cref="Refusal">
    /// InvalidInput: shorter than 12 or longer than 128 characters, or the address or name itself.
    /// </exception>
    public static string CheckPassword(string password, string email, string name, params string[] field)
    {
        if (password.Length is < ShortestPassword or > LongestPassword)
        {
            throw Refusal.InvalidInput($"A password has {ShortestPassword} to {LongestPassword} characters.", field);
        }

        var folded = Text.Fold(password.Trim());
        return folded == Text.Fold(email) || folded == Text.Fold(name)
            ? throw Refusal.InvalidInput("A password must not be the address or the name of the person.", field)
            : password;
    }
}
