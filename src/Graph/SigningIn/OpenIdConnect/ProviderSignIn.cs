using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Slotline.Domain.Access;
using Slotline.Graph.Access;

namespace Slotline.Graph.SigningIn.OpenIdConnect;

/// <summary>
/// Ends a sign-in by the provider: whoever it says has a verified address that somebody active signs in with gets a
/// session of ours, in the browser's cookie. It makes nobody new.
/// </summary>
internal sealed class ProviderSignIn(string publicRoot)
{
    public const string StartPath = "/sign-in/oidc";
    public const string CallbackPath = "/sign-in/oidc/callback";

    private const string Slug = "slotline.organization";

    public OpenIdConnectEvents Events => new()
    {
        // Behind a proxy the server does not know by what address people reach it; the setting does.
        OnRedirectToIdentityProvider = context =>
        {
            context.ProtocolMessage.RedirectUri = publicRoot + CallbackPath;
            return Task.CompletedTask;
        },
        OnTicketReceived = FinishAsync,
        OnRemoteFailure = context =>
        {
            // What the provider or the browser got wrong is not told in an address; the middleware has logged it.
            context.Response.Redirect("/sign-in?problem=provider");
            context.HandleResponse();
            return Task.CompletedTask;
        },
    };

    /// <summary>Sends the browser to the provider, and afterwards to a page of ours.</summary>
    public static IResult Start(string? next, string? org)
    {
        var properties = new AuthenticationProperties { RedirectUri = IsOwnPath(next) ? next : "/" };
        if (!string.IsNullOrEmpty(org))
        {
            properties.Items[Slug] = org;
        }

        return Results.Challenge(properties, [OpenIdConnectDefaults.AuthenticationScheme]);
    }

    private static async Task FinishAsync(TicketReceivedContext context)
    {
        var services = context.HttpContext.RequestServices;
        var signIns = services.GetRequiredService<SignIns>();
        var holders = AddressOf(context.Principal!) is { } address
            ? await signIns.FindAsync(
                SignIns.KeyOf(address),
                context.Properties!.Items.TryGetValue(Slug, out var slug) ? slug : null,
                context.HttpContext.RequestAborted)
            : [];
        if (holders.Count == 1)
        {
            var origin = Origin.Of(
                context.HttpContext.Connection.RemoteIpAddress?.ToString(),
                context.Request.Headers.UserAgent.ToString());
            var (token, expiresAt) = await signIns.OpenAsync(holders[0], origin, CancellationToken.None);
            services.GetRequiredService<SessionCookie>().Write(context.Response, token, expiresAt);
            context.Response.Redirect(context.ReturnUri ?? "/");
        }
        else
        {
            context.Response.Redirect("/sign-in?problem=unknown");
        }

        context.HandleResponse();
    }

    /// <summary>Null where the provider does not vouch for the address.</summary>
    private static string? AddressOf(ClaimsPrincipal principal) =>
        bool.TryParse(principal.FindFirstValue("email_verified"), out var isVerified) && isVerified
            ? principal.FindFirstValue("email")
            : null;

    /// <summary>An address of somebody else's after a sign-in would be a trap for the person.</summary>
    private static bool IsOwnPath(string? next) =>
        next is ['/', ..] && next is not (['/', '/', ..] or ['/', '\\', ..])
        && !next.Any(c => char.IsControl(c) || c == '\\');
}
