using NodaTime;
using Slotline.Domain.Access;
using Slotline.Domain.Directory;
using Slotline.Graph.Access;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.SigningIn;

public sealed record SignInInput
{
    public required string Email { get; init; }

    public required string Password { get; init; }

    /// <summary>Which organization; needed by people who have accounts in several.</summary>
    public string? OrganizationSlug { get; init; }
}

public sealed record SignInPayload : Payload
{
    /// <summary>
    /// Sent as `Authorization: Bearer …`, and as `authorization` in a WebSocket's connection_init. Null where the
    /// request had the header `X-Slotline-Session: cookie`: the session is in an HttpOnly cookie then, which counts
    /// beside that header, and on WebSockets that pages of the server's own origin open.
    /// </summary>
    public string? Token { get; init; }

    /// <summary>When the session ends by itself, however much it is used.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>Who is signed in now.</summary>
    public ViewerNode? Viewer { get; init; }
}

public sealed record SignOutPayload : Payload;

[MutationType]
public static class SignInMutations
{
    /// <summary>
    /// Trades an e-mail address and password for a session. Ten wrong passwords for an address from one network,
    /// whether or not anybody has it, refuse it there for 15 minutes; a hundred, from wherever, refuse it everywhere
    /// but where its person is signed in already. Codes: INVALID_CREDENTIALS, LOCKED_OUT.
    /// </summary>
    [AllowAnonymous]
    public static async Task<SignInPayload> SignInAsync(
        SignInInput input, SignIns signIns, CurrentSession current, CancellationToken cancellationToken)
    {
        var holder = await signIns.CheckAsync(
            input.Email, input.Password, input.OrganizationSlug, current.Origin, cancellationToken);
        var (token, expiresAt) = await signIns.OpenAsync(holder, current.Origin, cancellationToken);
        current.KeepInCookie?.Invoke(token, expiresAt);
        return new SignInPayload
        {
            Token = current.KeepInCookie is null ? token : null,
            ExpiresAt = expiresAt,
            Viewer = new ViewerNode(holder.Caller),
        };
    }

    /// <summary>
    /// Ends the session that the request came with, here and on its sockets, and takes its cookie away. Codes: none.
    /// </summary>
    public static async Task<SignOutPayload> SignOutAsync(
        Caller caller, CurrentSession current, Changes changes, SessionEnds ends, CancellationToken cancellationToken)
    {
        if (current.TokenHash is { } hash)
        {
            await changes.CommitAsync(
                caller.OrganizationId,
                change => change.EndSessionsAsync(
                    s => s.TokenHash == hash, AuditAction.SignedOut, caller, caller.Actor),
                cancellationToken);
            ends.End(hash);
            current.ClearCookie?.Invoke();
        }

        return new SignOutPayload();
    }
}
