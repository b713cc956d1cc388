using System.Text.Json;
using Slotline.Graph.Engine;
using Slotline.Graph.Transport;
using Slotline.Graph.Transport.Sockets;

namespace Slotline.Graph.Access;

/// <summary>The session that this scope's caller came by; signing out ends it.</summary>
public sealed class CurrentSession
{
    public byte[]? TokenHash { get; set; }
}

/// <summary>Turns a token into a caller, for requests and for sockets.</summary>
public static class Authentication
{
    public static IServiceCollection AddAccess(this IServiceCollection services) => services
        .AddSingleton<Sessions>()
        .AddSingleton<SessionEnds>()
        .AddSingleton<Passwords>()
        .AddSingleton<PublicBooking>()
        .AddScoped<CurrentSession>()
        .AddSingleton<AuthenticateSocket>(_ => AdmitAsync);

    /// <summary>
    /// A request with a token is its holder's; one with a bad token is refused, and one without is nobody's.
    /// </summary>
    public static IApplicationBuilder UseAccess(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.Length > 0 && !context.WebSockets.IsWebSocketRequest)
        {
            if (await FindAsync(context, header, context.RequestAborted) is not { } session)
            {
                await RefuseAsync(context);
                return;
            }

            Enter(context.RequestServices, session);
            context.Features.Set(RightsOf(context, session));
        }

        await next(context);
    });

    private static async Task<SocketAdmission> AdmitAsync(
        HttpContext handshake, JsonElement payload, CancellationToken cancellationToken)
    {
        var header = HeaderOf(payload) ?? handshake.Request.Headers.Authorization.ToString();
        if (header.Length == 0)
        {
            return new SocketAdmitted(LiveRights.Nobody, _ => { });
        }

        var session = await FindAsync(handshake, header, cancellationToken);
        return session is null
            ? new SocketRefused("The token is unknown or has expired.")
            : new SocketAdmitted(RightsOf(handshake, session), services => Enter(services, session));
    }

    /// <summary>The <c>authorization</c> of connection_init, in whatever case the client writes it.</summary>
    private static string? HeaderOf(JsonElement payload) => payload.ValueKind == JsonValueKind.Object
        ? payload.EnumerateObject()
            .Where(p => p.Name.Equals("authorization", StringComparison.OrdinalIgnoreCase))
            .Select(p => p.Value.ValueKind == JsonValueKind.String ? p.Value.GetString() : "malformed")
            .FirstOrDefault()
        : null;

    private static async Task<SignedIn?> FindAsync(
        HttpContext context, string header, CancellationToken cancellationToken) =>
        SessionToken.OfHeader(header) is { } token
            ? await context.RequestServices.GetRequiredService<Sessions>().FindAsync(token, cancellationToken)
            : null;

    private static void Enter(IServiceProvider services, SignedIn session)
    {
        services.GetRequiredService<CurrentCaller>().Value = session.Caller;
        services.GetRequiredService<CurrentSession>().TokenHash = session.TokenHash;
    }

    private static LiveRights RightsOf(HttpContext context, SignedIn session) => new(
        $"{session.Caller.Actor.Kind}:{session.Caller.Actor.Id}",
        context.RequestServices.GetRequiredService<SessionEnds>().Watch(session));

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return context.Response.WriteAsJsonAsync(new
        {
            errors = new[]
            {
                new
                {
                    message = "The token is unknown or has expired.",
                    extensions = new { code = "UNAUTHENTICATED" },
                },
            },
        });
    }
}
