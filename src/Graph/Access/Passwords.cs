using Microsoft.AspNetCore.Identity;
using Slotline.Domain.Directory;

namespace Slotline.Graph.Access;

/// <summary>Hashes and checks passwords as ASP.NET Core Identity does (PBKDF2, salted, versioned).</summary>
public sealed class Passwords
{
    private readonly PasswordHasher<Account> _hasher = new();
    private readonly string _nobodys;

    public Passwords() => _nobodys = _hasher.HashPassword(null!, SessionToken.New());

    public string Hash(string password) => _hasher.HashPassword(null!, password);

    public bool IsRight(Account account, string password) =>
        _hasher.VerifyHashedPassword(account, account.PasswordHash, password) != PasswordVerificationResult.Failed;

    /// <summary>
    /// Takes the time of a check where there is nothing to check, so that time does not tell who has an account.
    /// </summary>
    public void CheckNobodys(string password) => _hasher.VerifyHashedPassword(null!, _nobodys, password);
}
