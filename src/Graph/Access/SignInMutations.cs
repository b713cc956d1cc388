using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.Access;

public sealed record SignInInput
{
    public required string Email { get; init; }

    public required string Password { get; init; }

    /// <summary>Which organization, for people who have accounts in several.</summary>
    public string? OrganizationSlug { get; init; }
}

public sealed record SignInPayload : Payload
{
    /// <summary>Sent as `Authorization: Bearer …`, and as `authorization` in a WebSocket's connection_init.</summary>
    public string? Token { get; init; }

    /// <summary>When the session ends by itself.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>Who is signed in now.</summary>
    public ViewerNode? Viewer { get; init; }
}

public sealed record SignOutPayload : Payload;

[MutationType]
public static class SignInMutations
{
    /// <summary>Trades an e-mail address and password for a session. Codes: INVALID_CREDENTIALS, LOCKED_OUT.</summary>
    [AllowAnonymous]
    public static async Task<SignInPayload> SignInAsync(
        SignInInput input,
        SlotlineDatabase database,
        Changes changes,
        Passwords passwords,
        Sessions sessions,
        IClock clock,
        CancellationToken cancellationToken)
    {
        var accounts = await FindAccountsAsync(database, input, cancellationToken);
        if (accounts.Count == 0)
        {
            passwords.CheckNobodys(input.Password);
        }

        var now = clock.GetCurrentInstant();
        var locked = accounts.Where(account => account.IsLockedAt(now)).ToList();
        var right = accounts.Except(locked).Where(account => passwords.IsRight(account, input.Password)).ToList();
        if (right.Count != 1)
        {
            await CountFailuresAsync(changes, accounts.Except(locked).Except(right), cancellationToken);
            throw locked.Count > 0 && right.Count == 0
                ? new Refusal(RefusalCode.LockedOut, "Too many wrong passwords; try again in 15 minutes.")
                : new Refusal(RefusalCode.InvalidCredentials, "The address or the password is wrong.");
        }

        var token = SessionToken.New();
        await changes.CommitAsync(
            right[0].OrganizationId, change => OpenAsync(change, right[0].Id, token), cancellationToken);
        return await sessions.FindAsync(token, cancellationToken) is { } session
            ? new SignInPayload { Token = token, ExpiresAt = session.ExpiresAt, Viewer = new ViewerNode(
                session.Caller) }
            : throw new Refusal(RefusalCode.InvalidCredentials, "The address or the password is wrong.");
    }

    /// <summary>Ends the session that the request came with, here and on its sockets. Codes: none.</summary>
    public static async Task<SignOutPayload> SignOutAsync(
        Caller caller, CurrentSession session, Changes changes, SessionEnds ends, CancellationToken cancellationToken)
    {
        if (session.TokenHash is { } hash)
        {
            await changes.CommitAsync(
                caller.OrganizationId,
                change =>
                    change.Db.Sessions.Where(s => s.TokenHash == hash).ExecuteDeleteAsync(change.CancellationToken),
                cancellationToken);
            ends.End(hash);
        }

        return new SignOutPayload();
    }

    private static async Task<List<Account>> FindAccountsAsync(
        SlotlineDatabase database, SignInInput input, CancellationToken cancellationToken)
    {
        if (input.Email.Length > Text.LongestEmail || input.Password.Length > Account.LongestPassword
            || input.Email.Contains('\0', StringComparison.Ordinal))
        {
            return [];
        }

        var email = Text.Fold(input.Email.Trim());
        await using var db = database.OpenUnbound();
        return await db.Accounts.IgnoreQueryFilters()
            .Where(account => account.EmailKey == email && (input.OrganizationSlug == null
                || db.Organizations.Any(o => o.Id == account.OrganizationId && o.Slug == input.OrganizationSlug)))
            .ToListAsync(cancellationToken);
    }

    private static async Task CountFailuresAsync(
        Changes changes, IEnumerable<Account> accounts, CancellationToken cancellationToken)
    {
        foreach (var failed in accounts)
        {
            await changes.CommitAsync(
                failed.OrganizationId,
                async change =>
                {
                    var account = await change.Db.Accounts
                        .SingleAsync(a => a.Id == failed.Id, change.CancellationToken);
                    account.Fail(change.Now);
                    return true;
                },
                cancellationToken);
        }
    }

    private static async Task<bool> OpenAsync(Change change, Guid accountId, string token)
    {
        var account = await change.Db.Accounts.SingleAsync(a => a.Id == accountId, change.CancellationToken);
        account.Succeed();
        change.Db.Add(new Session(account, SessionToken.Hash(token), change.Now));
        return true;
    }
}
