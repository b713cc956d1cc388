using Microsoft.AspNetCore.Identity;
using Slotline.Domain.Directory;

namespace Slotline.Graph.SigningIn;

/// <summary>Hashes and checks passwords as ASP.NET Core Identity does (PBKDF2, salted, versioned).</summary>
public sealed class Passwords
{
    private readonly PasswordHasher<Account> _hasher = new();
    private readonly string _nobodys;

    public Passwords() => _nobodys = _hasher.HashPassword(null!, Access.SessionToken.New());

    public string Hash(string password) => _hasher.HashPassword(null!, password);

    /// <summary>
    /// Whether it is the account's password. Where there is no account, or none with a password, it takes as long all
    /// the same, so that time does not tell who has one.
    /// </summary>
    public PasswordVerificationResult Check(Account? account, string password)
    {
        if (account is { HasPassword: true })
        {
            return _hasher.VerifyHashedPassword(account, account.PasswordHash, password);
        }

        _hasher.VerifyHashedPassword(null!, _nobodys, password);
        return PasswordVerificationResult.Failed;
    }
}
