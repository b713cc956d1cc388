using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Slotline.Domain.Notifications;

/// <summary>
/// The secret address of a technician's calendar. Only a hash of the secret is kept: whoever reads the database cannot
/// read calendars, and a forgotten address is renewed, which ends the old one.
/// </summary>
public sealed class CalendarFeed
{
    private const int SecretBytes = 32;

    private CalendarFeed()
    {
    }

    /// <summary>A feed nobody can read yet: it has no secret before <see cref="Renew"/>.</summary>
    public CalendarFeed(Guid organizationId, Guid technicianId)
    {
        OrganizationId = organizationId;
        TechnicianId = technicianId;
    }

    public Guid OrganizationId { get; private set; }

    public Guid TechnicianId { get; private set; }

    public string SecretHash { get; private set; } = "";

    public Instant RenewedAt { get; private set; }

    /// <summary>Gives it a new secret and ends the old one.</summary>
    /// <returns>The secret, which is not kept and cannot be shown again.</returns>
    public string Renew(Instant now)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        SecretHash = HashOf(secret);
        RenewedAt = now;
        return secret;
    }

    /// <summary>What is kept of a secret, and what a feed is found by.</summary>
    public static string HashOf(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
