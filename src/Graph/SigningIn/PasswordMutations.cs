using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Access;
using Slotline.Domain.Directory;
using Slotline.Domain.Notifications;
using Slotline.Graph.Access;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.SigningIn;

/// <summary>What a link in a mail is good for, so that its page can say whose password is chosen.</summary>
[GraphQLName("AccessLink")]
public sealed record AccessLinkNode(
    AccessLinkPurpose Purpose, string OrganizationName, string Name, string Email, Instant ExpiresAt);

[QueryType]
public static class AccessLinkQueries
{
    /// <summary>
    /// The invitation or password reset that a link's `token` opens; null when it was used, replaced or has expired.
    /// Anyone who has the link.
    /// </summary>
    [AllowAnonymous]
    public static async Task<AccessLinkNode?> AccessLinkAsync(
        string token, AccessLinks links, CancellationToken cancellationToken) =>
        await links.FindAsync(token, cancellationToken) is { } link
            ? new AccessLinkNode(
                link.Purpose, link.OrganizationName, link.Caller.Actor.Name, link.Caller.Actor.Email!, link.ExpiresAt)
            : null;
}

public sealed record AcceptInvitationInput
{
    /// <summary>From the link in the mail.</summary>
    public required string Token { get; init; }

    /// <summary>12 to 128 characters; neither the address nor the name.</summary>
    public required string Password { get; init; }
}

public sealed record AcceptInvitationPayload : Payload;

public sealed record RequestPasswordResetInput
{
    public required string Email { get; init; }

    /// <summary>Which organization; a link for each one where none is given.</summary>
    public string? OrganizationSlug { get; init; }
}

public sealed record RequestPasswordResetPayload : Payload;

public sealed record ResetPasswordInput
{
    /// <summary>From the link in the mail.</summary>
    public required string Token { get; init; }

    /// <summary>12 to 128 characters; neither the address nor the name.</summary>
    public required string Password { get; init; }
}

public sealed record ResetPasswordPayload : Payload;

public sealed record ChangeOwnPasswordInput
{
    public required string CurrentPassword { get; init; }

    /// <summary>12 to 128 characters; neither the address nor the name.</summary>
    public required string NewPassword { get; init; }
}

public sealed record ChangeOwnPasswordPayload : Payload;

[MutationType]
public static class PasswordMutations
{
    /// <summary>
    /// Chooses the first password, by the link of an invitation, which works once and for a week. Anyone who has the
    /// link. Codes: LINK_EXPIRED (used, replaced, expired or unknown), INVALID_INPUT.
    /// </summary>
    [AllowAnonymous]
    public static async Task<AcceptInvitationPayload> AcceptInvitationAsync(
        AcceptInvitationInput input, AccessLinks links, CurrentSession current, CancellationToken cancellationToken)
    {
        await links.UseAsync(
            input.Token, AccessLinkPurpose.Invitation, input.Password, current.Origin, cancellationToken);
        return new AcceptInvitationPayload();
    }

    /// <summary>
    /// Mails a link to choose another password to whoever signs in with the address. It answers alike, and as fast,
    /// whether or not anybody does. Codes: none.
    /// </summary>
    [AllowAnonymous]
    public static RequestPasswordResetPayload RequestPasswordReset(
        RequestPasswordResetInput input,
        SignIns signIns,
        AccessLinks links,
        Afterwards afterwards,
        CurrentSession current)
    {
        var origin = current.Origin;
        afterwards.Do(async () =>
        {
            var key = SignIns.KeyOf(input.Email);
            foreach (var holder in await signIns.FindAsync(key, input.OrganizationSlug, CancellationToken.None))
            {
                await links.SendResetAsync(holder, origin);
            }
        });
        return new RequestPasswordResetPayload();
    }

    /// <summary>
    /// Chooses another password, by the link of a reset, which works once and for an hour. All sessions of the person
    /// end, and a mail tells them. Anyone who has the link. Codes: LINK_EXPIRED (used, replaced, expired or unknown),
    /// INVALID_INPUT.
    /// </summary>
    [AllowAnonymous]
    public static async Task<ResetPasswordPayload> ResetPasswordAsync(
        ResetPasswordInput input, AccessLinks links, CurrentSession current, CancellationToken cancellationToken)
    {
        await links.UseAsync(
            input.Token, AccessLinkPurpose.PasswordReset, input.Password, current.Origin, cancellationToken);
        return new ResetPasswordPayload();
    }

    /// <summary>
    /// Changes the viewer's own password; all their other sessions end, and a mail tells them. Staff and contacts.
    /// Codes: INVALID_CREDENTIALS (the current password is wrong), LOCKED_OUT, INVALID_INPUT, FORBIDDEN.
    /// </summary>
    public static async Task<ChangeOwnPasswordPayload> ChangeOwnPasswordAsync(
        ChangeOwnPasswordInput input,
        Caller caller,
        CurrentSession current,
        SignIns signIns,
        Passwords passwords,
        Changes changes,
        CancellationToken cancellationToken)
    {
        var session = current.TokenHash ?? throw Refusal.Forbidden("Only people have passwords.");
        Account.CheckPassword(input.NewPassword, caller.Actor.Email!, caller.Actor.Name, "newPassword");
        var holder = await signIns.CheckOwnAsync(caller, input.CurrentPassword, cancellationToken);
        var hash = passwords.Hash(input.NewPassword);
        await changes.CommitAsync(
            caller.OrganizationId,
            async change =>
            {
                var account = await change.Db.Accounts
                    .SingleAsync(a => a.Id == holder.Account.Id, change.CancellationToken);
                account.SetPasswordHash(hash);
                await change.EndAccessAsync(account.Id, except: session);
                AccessLinks.TellOfChange(change, NotificationKind.PasswordChanged, caller);
                return change.Record(AuditAction.PasswordChanged, caller.Actor, caller.Origin);
            },
            cancellationToken);
        return new ChangeOwnPasswordPayload();
    }
}
