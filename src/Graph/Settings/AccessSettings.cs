using NodaTime;
using Slotline.Domain.Access;
using Slotline.Graph.Access;

namespace Slotline.Graph.Settings;

/// <summary>How long people stay signed in, and for how long it is kept what they did.</summary>
/// <param name="SessionLife">When sessions end by themselves.</param>
/// <param name="AuditAge">How long entries of the audit log are kept.</param>
/// <param name="SecureCookie">Whether people reach the server over TLS.</param>
public sealed record AccessSettings(SessionLife SessionLife, Duration AuditAge, bool SecureCookie)
{
    internal void Apply(AccessOptions options)
    {
        options.SessionLife = SessionLife;
        options.AuditAge = AuditAge;
        options.SecureCookie = SecureCookie;
    }

    internal static AccessSettings Read(SettingsReader reader, Uri publicUrl)
    {
        const int year = 366 * 24 * 60;
        reader.RefuseUnknown("Sessions", "IdleMinutes", "LifetimeMinutes");
        reader.RefuseUnknown("Audit", "RetentionDays");
        var standard = SessionLife.Standard;
        return new AccessSettings(
            new SessionLife(
                Duration.FromMinutes(
                    reader.Number("Sessions__IdleMinutes", 5, year, (int)standard.Idle.TotalMinutes)),
                Duration.FromMinutes(
                    reader.Number("Sessions__LifetimeMinutes", 5, year, (int)standard.Absolute.TotalMinutes))),
            Duration.FromDays(reader.Number("Audit__RetentionDays", 1, 36_500, 400)),
            publicUrl.Scheme == Uri.UriSchemeHttps);
    }
}
