using System.Security.Cryptography;

namespace Slotline.Domain.Requests;

/// <summary>Who asked, as they were when they asked.</summary>
/// <param name="Name">At most 200 characters.</param>
/// <param name="Email">At most 254 characters.</param>
/// <param name="Phone">At most 50 characters.</param>
/// <param name="CompanyName">At most 200 characters.</param>
public sealed record Requester(string Name, string Email, string? Phone, string? CompanyName);

/// <summary>The short name of a request that people read out to each other.</summary>
public static class Reference
{
    /// <summary>Crockford's base 32: no letter that is mistaken for a digit.</summary>
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>A new one, e.g. <c>AR-7K3M-92QX</c>: 40 random bits; the database refuses the rare repeat.</summary>
    public static string New()
    {
        var symbols = RandomNumberGenerator.GetString(Alphabet, 8);
        return $"AR-{symbols[..4]}-{symbols[4..]}";
    }
}
