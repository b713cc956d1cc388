namespace Slotline.Graph.Transport;

/// <summary>
/// Who a long connection speaks for, and for how long. For event streams the middleware that authenticates a request
/// leaves it among the request's features; for sockets it comes with the admission.
/// </summary>
/// <param name="User">A key to count the user's connections by; null for somebody who is not signed in.</param>
/// <param name="Ended">Cancelled when the session or token expires, is revoked, or the user may no longer do what they
/// could when they came. The connection is then closed, and the client has to sign in anew.</param>
public sealed record LiveRights(string? User, CancellationToken Ended)
{
    public static LiveRights Nobody { get; } = new(null, CancellationToken.None);
}
