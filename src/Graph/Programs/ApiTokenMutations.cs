using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Access;
using Slotline.Domain.Directory;
using Slotline.Graph.Access;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.Programs;

public sealed record CreateApiTokenInput
{
    /// <summary>What the program is called, in the history of requests too; at most 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>All that it may do; at least one.</summary>
    public required IReadOnlyList<ApiTokenScope> Scopes { get; init; }

    /// <summary>When it ends by itself; 366 days from now at the latest.</summary>
    public required Instant ExpiresAt { get; init; }
}

public sealed record CreateApiTokenPayload : Payload
{
    public ApiTokenNode? ApiToken { get; init; }

    /// <summary>
    /// What the program sends as `Authorization: Bearer …`, and as `authorization` in a WebSocket's connection_init.
    /// It is shown here and never again.
    /// </summary>
    public string? Token { get; init; }
}

public sealed record RevokeApiTokenInput
{
    [ID<ApiTokenNode>]
    public required Guid Id { get; init; }
}

public sealed record RevokeApiTokenPayload : Payload;

[MutationType]
public static class ApiTokenMutations
{
    /// <summary>
    /// Lets a program in, with a token of its own; an organization has at most 100 that have not expired. Admins only.
    /// Codes: INVALID_INPUT, FORBIDDEN.
    /// </summary>
    public static async Task<CreateApiTokenPayload> CreateApiTokenAsync(
        CreateApiTokenInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        caller.RequireAdmin();
        var secret = SessionToken.NewForProgram();
        var token = await changes.CommitAsync(
            caller, change => CreateAsync(change, input, secret), cancellationToken);
        return new CreateApiTokenPayload { ApiToken = ApiTokenNode.Of(token), Token = secret };
    }

    /// <summary>
    /// Takes a program's token away; its sockets and streams end at once. Admins only. Codes: NOT_FOUND, FORBIDDEN.
    /// </summary>
    public static async Task<RevokeApiTokenPayload> RevokeApiTokenAsync(
        RevokeApiTokenInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        caller.RequireAdmin();
        await changes.CommitAsync(
            caller,
            async change =>
            {
                var token = await change.Db.ApiTokens
                    .SingleOrDefaultAsync(t => t.Id == input.Id, change.CancellationToken)
                    ?? throw Refusal.NotFound("token", "id");
                return change.Db.Remove(token);
            },
            cancellationToken);
        return new RevokeApiTokenPayload();
    }

    private static async Task<ApiToken> CreateAsync(Change change, CreateApiTokenInput input, string secret)
    {
        var token = new ApiToken(change.Organization.Id, input.Name, input.Scopes, input.ExpiresAt, change.Now);
        var count = await change.Db.ApiTokens.CountAsync(t => t.ExpiresAt > change.Now, change.CancellationToken);
        if (count >= ApiToken.MostPerOrganization)
        {
            throw Refusal.InvalidInput(
                $"An organization has at most {ApiToken.MostPerOrganization} tokens; revoke one first.", "name");
        }

        token.Keep(secret, SessionToken.Hash(secret));
        change.Db.Add(token);
        return token;
    }
}
