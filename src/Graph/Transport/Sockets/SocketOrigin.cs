namespace Slotline.Graph.Transport.Sockets;

/// <summary>
/// Browsers let any page open a socket to anywhere, with the user's cookies, and only say where the page is from: so
/// that is checked.
/// </summary>
internal static class SocketOrigin
{
    public static bool IsAllowed(HttpRequest handshake, IEnumerable<string> allowed)
    {
        var origins = handshake.Headers.Origin;
        if (origins.Count == 0)
            return true;
        if (origins.Count > 1 || !Uri.TryCreate(origins[0], UriKind.Absolute, out var origin))
            return false;
        return IsOwn(handshake, origin)
            || allowed.Any(one => Uri.TryCreate(one, UriKind.Absolute, out var other)
                && Uri.Compare(origin, other, UriComponents.SchemeAndServer, UriFormat.UriEscaped,
                    StringComparison.OrdinalIgnoreCase) == 0);
    }

    /// <summary>Whether the page that opens the socket says it is this server's own; one that says nothing is
    /// not.</summary>
    public static bool IsOwn(HttpRequest handshake) =>
        handshake.Headers.Origin is { Count: 1 } origins
        && Uri.TryCreate(origins[0], UriKind.Absolute, out var origin) && IsOwn(handshake, origin);

    // The scheme is left out: behind a proxy that ends TLS, the server is spoken to in plain HTTP.
    private static bool IsOwn(HttpRequest handshake, Uri origin)
    {
        var host = handshake.Host;
        var port = host.Port ?? (origin.Scheme == Uri.UriSchemeHttps ? 443 : 80);
        return origin.Scheme is "http" or "https"
            && origin.Host.Equals(host.Host, StringComparison.OrdinalIgnoreCase)
            && origin.Port == port;
    }
}
