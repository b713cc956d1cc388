namespace Slotline.Graph.Settings;

/// <summary>The OpenID Connect provider that people may sign in by.</summary>
/// <param name="Authority">Its address; its discovery document lies under it.</param>
/// <param name="ClientId">What it knows this server by.</param>
/// <param name="ClientSecret">How this server shows that it is the one.</param>
/// <param name="Name">What the button says.</param>
public sealed record OidcSettings(Uri Authority, string ClientId, string ClientSecret, string Name)
{
    private static readonly string[] Together = ["Authority", "ClientId", "ClientSecret"];

    /// <summary>Null: people sign in by password only.</summary>
    internal static OidcSettings? Read(SettingsReader reader)
    {
        reader.RefuseUnknown("Oidc", [.. Together, "Name"]);
        var values = Together.Select(name => reader.Text($"Oidc__{name}")).ToArray();
        if (values.All(value => value is null))
        {
            return null;
        }

        if (Array.IndexOf(values, null) is >= 0 and var missing)
        {
            throw new WrongSetting(
                $"Oidc__{Together[missing]} is missing; authority, client id and client secret must be set together or "
                + "not at all.");
        }

        // In plain text anybody between could answer for the provider; on the same machine there is nobody.
        return Uri.TryCreate(values[0], UriKind.Absolute, out var authority)
            && (authority.Scheme == Uri.UriSchemeHttps
                || (authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback))
            ? new OidcSettings(authority, values[1]!, values[2]!, reader.Text("Oidc__Name") ?? authority.Host)
            : throw new WrongSetting($"Oidc__Authority must be an https address, not '{values[0]}'.");
    }
}
