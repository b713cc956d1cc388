using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Slotline.Graph.Settings;
using Slotline.Persistence.Access;

namespace Slotline.Graph.SigningIn.OpenIdConnect;

/// <summary>Adds signing in by an OpenID Connect provider, where the settings name one.</summary>
internal static class ProviderSetup
{
    private const string Unused = "unused";

    public static void AddProviderSignIn(this IServiceCollection services, SlotlineSettings settings)
    {
        if (settings.Oidc is not { } provider)
        {
            return;
        }

        services.AddSingleton<ProtectionKeys>();
        services.AddDataProtection().SetApplicationName("slotline");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(served =>
            new ConfigureOptions<KeyManagementOptions>(options =>
                options.XmlRepository = new SharedKeys(served.GetRequiredService<ProtectionKeys>())));

        // The other scheme is never used: it keeps the provider from being asked who comes with each request.
        services.AddAuthentication().AddCookie(Unused)
            .AddOpenIdConnect(options => Configure(options, provider, settings.PublicUrl));
    }

    public static void MapProviderSignIn(this WebApplication app)
    {
        if (app.Services.GetRequiredService<SlotlineSettings>().Oidc is null)
        {
            return;
        }

        app.UseAuthentication();
        app.MapGet(ProviderSignIn.StartPath, ProviderSignIn.Start).ExcludeFromDescription();
    }

    /// <summary>The authorization code flow, with PKCE, state and nonce (OpenID Connect Core 1.0, RFC 7636).</summary>
    private static void Configure(OpenIdConnectOptions options, OidcSettings provider, Uri publicUrl)
    {
        options.Authority = provider.Authority.AbsoluteUri;
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ClientSecret;
        options.RequireHttpsMetadata = provider.Authority.Scheme == Uri.UriSchemeHttps;
        options.CallbackPath = ProviderSignIn.CallbackPath;
        options.ResponseType = OpenIdConnectResponseType.Code;

        // A form that the provider's page posts would need cookies that every site's forms bring along.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy =
            publicUrl.Scheme == Uri.UriSchemeHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        options.UsePkce = true;
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.ClaimActions.MapUniqueJsonKey("email_verified", "email_verified");
        options.SaveTokens = false;
        options.DisableTelemetry = true;
        options.Scope.Clear();
        foreach (var scope in (string[])["openid", "email", "profile"])
        {
            options.Scope.Add(scope);
        }

        // Nobody is signed in by the middleware's own means: the event answers with a session of ours.
        options.SignInScheme = Unused;
        options.Events = new ProviderSignIn(publicUrl.AbsoluteUri.TrimEnd('/')).Events;
    }
}
