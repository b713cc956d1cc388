using MimeKit;
using NodaTime;

namespace Slotline.Graph.Settings;

/// <summary>The first organization and its first admin, which an empty database is given.</summary>
/// <param name="OrganizationName">At most 200 characters.</param>
/// <param name="TimeZoneId">The organization's zone (IANA); UTC unless set.</param>
/// <param name="AdminEmail">What the admin signs in with.</param>
/// <param name="AdminPassword">At least 12 characters.</param>
public sealed record BootstrapSettings(
    string OrganizationName, string TimeZoneId, string AdminEmail, string AdminPassword)
{
    public const int LongestName = 200;
    public const int ShortestPassword = 12;

    private static readonly string[] Together = ["OrganizationName", "AdminEmail", "AdminPassword"];

    internal static BootstrapSettings? Read(SettingsReader reader)
    {
        reader.RefuseUnknown("Bootstrap", [.. Together, "TimeZone"]);
        var zone = Zone(reader.Text("Bootstrap__TimeZone") ?? "UTC");
        var values = Together.Select(name => reader.Text($"Bootstrap__{name}")).ToArray();
        if (values.All(value => value is null))
        {
            return null;
        }

        if (Array.IndexOf(values, null) is >= 0 and var missing)
        {
            throw new WrongSetting(
                $"Bootstrap__{Together[missing]} is missing; {string.Join(", ", Together.Select(n => $"Bootstrap__{n}"))} "
                + "must be set together or not at all.");
        }

        return new BootstrapSettings(Name(values[0]!), zone, Email(values[1]!), Password(values[2]!));
    }

    private static string Zone(string id) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is not null
        ? id
        : throw new WrongSetting($"Bootstrap__TimeZone must be a known time zone, such as Europe/Berlin, not '{id}'.");

    private static string Name(string name) => name.Length <= LongestName
        ? name
        : throw new WrongSetting($"Bootstrap__OrganizationName must be at most {LongestName} characters.");

    private static string Email(string email) =>
        MailboxAddress.TryParse(email, out var address) && address.Address == email && email.Contains('@', StringComparison.Ordinal)
            ? email
            : throw new WrongSetting($"Bootstrap__AdminEmail must be an e-mail address, not '{email}'.");

    private static string Password(string password) => password.Length >= ShortestPassword
        ? password
        : throw new WrongSetting($"Bootstrap__AdminPassword must be at least {ShortestPassword} characters.");
}
