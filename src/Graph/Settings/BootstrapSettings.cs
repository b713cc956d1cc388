using Slotline.Domain;

namespace Slotline.Graph.Settings;

/// <summary>The first organization and its first admin, which an empty database is given.</summary>
/// <param name="OrganizationName">At most 200 characters.</param>
/// <param name="TimeZoneId">The organization's zone (IANA); UTC unless set.</param>
/// <param name="AdminEmail">What the admin signs in with.</param>
/// <param name="AdminPassword">At least 12 characters.</param>
public sealed record BootstrapSettings(
    string OrganizationName, string TimeZoneId, string AdminEmail, string AdminPassword)
{
    public const int ShortestPassword = 12;

    private static readonly string[] Together = ["OrganizationName", "AdminEmail", "AdminPassword"];

    internal static BootstrapSettings? Read(SettingsReader reader)
    {
        reader.RefuseUnknown("Bootstrap", [.. Together, "TimeZone"]);
        var zone = Checked("TimeZone", () => Text.TimeZone(reader.Text("Bootstrap__TimeZone") ?? "UTC")!);
        var values = Together.Select(name => reader.Text($"Bootstrap__{name}")).ToArray();
        if (values.All(value => value is null))
        {
            return null;
        }

        if (Array.IndexOf(values, null) is >= 0 and var missing)
        {
            throw new WrongSetting(
                $"Bootstrap__{Together[missing]} is missing; the name, the e-mail address and the password "
                + "must be set together or not at all.");
        }

        return new BootstrapSettings(
            Checked("OrganizationName", () => Text.Name(values[0])),
            zone,
            Checked("AdminEmail", () => Text.Email(values[1])),
            Password(values[2]!));
    }

    private static string Password(string password) => password.Length >= ShortestPassword
        ? password
        : throw new WrongSetting($"Bootstrap__AdminPassword must be at least {ShortestPassword} characters.");

    // The organization and its admin would be refused later all the same; then the server would be half started.
    private static T Checked<T>(string name, Func<T> rule)
    {
        try
        {
            return rule();
        }
        catch (Refusal refusal)
        {
            throw new WrongSetting($"Bootstrap__{name} is wrong: {refusal.Message}");
        }
    }
}
