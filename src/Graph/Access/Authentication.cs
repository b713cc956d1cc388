using System.Text.Json;
using NodaTime;
using Slotline.Domain.Access;
using Slotline.Domain.Directory;
using Slotline.Graph.Engine;
using Slotline.Graph.Transport;
using Slotline.Graph.Transport.Sockets;
using Slotline.Graph.Visitors;

namespace Slotline.Graph.Access;

/// <summary>Turns a token, or the cookie of a page of ours, into a caller, for requests and for sockets.</summary>
public static class Authentication
{
    /// <summary>
    /// A request with a token is its holder's; one with a bad token is refused, and one without is nobody's. A cookie
    /// whose session has ended is nobody's too: the browser keeps sending it, and its person has to be able to sign in
    /// again.
    /// </summary>
    public static IApplicationBuilder UseAccess(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        Prepare(context);
        if (!context.WebSockets.IsWebSocketRequest)
        {
            var header = context.Request.Headers.Authorization.ToString();
            var session = await FindAsync(context, header, context.RequestAborted);
            if (header.Length > 0 && session is null)
            {
                await RefuseAsync(context);
                return;
            }

            if (session is not null)
            {
                Enter(context.RequestServices, session, OriginOf(context));
                context.Features.Set(RightsOf(context, session));
            }
        }

        await next(context);
    });

    internal static async Task<SocketAdmission> AdmitAsync(
        HttpContext handshake, JsonElement payload, CancellationToken cancellationToken)
    {
        var header = HeaderOf(payload) ?? handshake.Request.Headers.Authorization.ToString();
        var session = await FindAsync(handshake, header, cancellationToken);
        var origin = OriginOf(handshake);
        if (session is not null)
        {
            return new SocketAdmitted(
                RightsOf(handshake, session), services => Enter(services, session, origin));
        }

        return header.Length > 0
            ? new SocketRefused("The token is unknown or has expired.")
            : new SocketAdmitted(
                LiveRights.Nobody, services => services.GetRequiredService<CurrentSession>().Origin = origin);
    }

    /// <summary>The <c>authorization</c> of connection_init, in whatever case the client writes it.</summary>
    private static string? HeaderOf(JsonElement payload) => payload.ValueKind == JsonValueKind.Object
        ? payload.EnumerateObject()
            .Where(p => p.Name.Equals("authorization", StringComparison.OrdinalIgnoreCase))
            .Select(p => p.Value.ValueKind == JsonValueKind.String ? p.Value.GetString() : "malformed")
            .FirstOrDefault()
        : null;

    /// <summary>By the header where there is one, else by the cookie.</summary>
    private static async Task<SignedIn?> FindAsync(
        HttpContext context, string header, CancellationToken cancellationToken)
    {
        var token = header.Length > 0
            ? SessionToken.OfHeader(header)
            : context.RequestServices.GetRequiredService<SessionCookie>().Read(context.Request);
        return token switch
        {
            null => null,
            _ when token.StartsWith(LinkToken.Manage, StringComparison.Ordinal) =>
                await context.RequestServices.GetRequiredService<VisitorLinks>().FindAsync(token, cancellationToken),
            _ => await context.RequestServices.GetRequiredService<Sessions>().FindAsync(token, cancellationToken),
        };
    }

    private static void Prepare(HttpContext context)
    {
        var current = context.RequestServices.GetRequiredService<CurrentSession>();
        current.Origin = OriginOf(context);
        if (SessionCookie.IsAskedFor(context.Request))
        {
            var cookie = context.RequestServices.GetRequiredService<SessionCookie>();
            current.KeepInCookie = (token, expiresAt) => cookie.Write(context.Response, token, expiresAt);
            current.ClearCookie = () => cookie.Clear(context.Response);
        }
    }

    private static Origin OriginOf(HttpContext context) => Origin.Of(
        context.Connection.RemoteIpAddress?.ToString(), context.Request.Headers.UserAgent.ToString());

    private static void Enter(IServiceProvider services, SignedIn session, Origin origin)
    {
        services.GetRequiredService<CurrentCaller>().Value = session.Caller with { Origin = origin };
        var current = services.GetRequiredService<CurrentSession>();
        current.TokenHash = session.Caller.Actor.Kind == ActorKind.ApiClient ? null : session.TokenHash;
        current.Origin = origin;
    }

    private static LiveRights RightsOf(HttpContext context, SignedIn session)
    {
        var watch = context.RequestServices.GetRequiredService<SessionEnds>()
            .Follow(session, context.RequestServices.GetRequiredService<IClock>().GetCurrentInstant());
        context.Response.RegisterForDispose(watch);
        return new LiveRights(
            $"{session.Caller.Actor.Kind}:{session.Caller.Actor.Id ?? session.Caller.RequestId}", watch.Ended);
    }

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
