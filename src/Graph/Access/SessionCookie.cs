using Microsoft.Extensions.Options;
using NodaTime;
using Slotline.Graph.Transport.Sockets;

namespace Slotline.Graph.Access;

/// <summary>
/// The session of a browser, in a cookie that no script can read. A browser sends it along whoever's page asks, so it
/// counts only beside a sign that the page is our own: the header <c>X-Slotline-Session</c>, which no form, link or
/// picture can send, and another site's script only after a preflight that is never granted; for a socket, an Origin
/// that is ours.
/// </summary>
public sealed class SessionCookie(IOptions<AccessOptions> options)
{
    /// <summary>Any request with it says: this is a page of yours. <c>signIn</c> answers it with a cookie.</summary>
    public const string Header = "X-Slotline-Session";

    public const string HeaderValue = "cookie";

    /// <summary>Only the host itself can set a cookie with that prefix, and only over TLS.</summary>
    public const string SecureName = "__Host-slotline";

    public const string PlainName = "slotline";

    private string Name => options.Value.SecureCookie ? SecureName : PlainName;

    /// <summary>The token of a request that shows itself to be from a page of ours; null for any other.</summary>
    public string? Read(HttpRequest request) =>
        IsFromOurPage(request) && request.Cookies.TryGetValue(Name, out var token) && token.Length > 0 ? token : null;

    /// <summary>Whether a sign-in is to be kept in a cookie.</summary>
    public static bool IsAskedFor(HttpRequest request) =>
        !request.HttpContext.WebSockets.IsWebSocketRequest && request.Headers[Header] == HeaderValue;

    public void Write(HttpResponse response, string token, Instant expiresAt)
    {
        var cookie = NewOptions();
        cookie.Expires = expiresAt.ToDateTimeOffset();
        response.Cookies.Append(Name, token, cookie);
    }

    public void Clear(HttpResponse response) => response.Cookies.Delete(Name, NewOptions());

    private static bool IsFromOurPage(HttpRequest request) => request.HttpContext.WebSockets.IsWebSocketRequest
        ? SocketOrigin.IsOwn(request)
        : request.Headers[Header] == HeaderValue;

    private CookieOptions NewOptions() => new()
    {
        HttpOnly = true,
        Secure = options.Value.SecureCookie,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        IsEssential = true,
    };
}
