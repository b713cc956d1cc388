using Slotline.Graph.Engine;
using Slotline.Graph.Settings;

namespace Slotline.Graph.SigningIn.OpenIdConnect;

/// <summary>How people can sign in, besides by password.</summary>
[GraphQLName("SignInOptions")]
public sealed record SignInOptionsNode
{
    /// <summary>The OpenID Connect provider; null where none is set.</summary>
    public ProviderOption? Provider { get; init; }

    internal static SignInOptionsNode Of(OidcSettings? settings) => new()
    {
        Provider = settings is null
            ? null
            : new ProviderOption { Name = settings.Name, Path = ProviderSignIn.StartPath },
    };
}

/// <summary>An OpenID Connect provider.</summary>
public sealed record ProviderOption
{
    /// <summary>What people know it by.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Where a browser goes to sign in, on this server. It takes `next`, the path to come back to, and `org`, the slug
    /// of the organization for people who have accounts in several.
    /// </summary>
    public required string Path { get; init; }
}

[QueryType]
public static class SignInOptionsQuery
{
    /// <summary>How people can sign in, besides by password. Anyone.</summary>
    [AllowAnonymous]
    public static SignInOptionsNode SignInOptions(SignInOptionsNode options) => options;
}
