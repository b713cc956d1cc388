using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain.Access;
using Slotline.Domain.Directory;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.Programs;

/// <summary>A program's way in. The token itself is shown once, when it is created. Admins only.</summary>
[Node("key")]
[GraphQLName("ApiToken")]
public sealed record ApiTokenNode : INode
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyList<ApiTokenScope> Scopes { get; init; }

    /// <summary>How the token begins, to know it again.</summary>
    public required string Hint { get; init; }

    public required Instant CreatedAt { get; init; }

    /// <summary>When it ends by itself.</summary>
    public required Instant ExpiresAt { get; init; }

    /// <summary>To about a minute; null while it was never used.</summary>
    public required Instant? LastUsedAt { get; init; }

    internal static ApiTokenNode Of(ApiToken token) => new()
    {
        Id = token.Id,
        Name = token.Name,
        Scopes = token.Scopes,
        Hint = token.Hint,
        CreatedAt = token.CreatedAt,
        ExpiresAt = token.ExpiresAt,
        LastUsedAt = token.LastUsedAt,
    };
}

[ExtendObjectType<ApiTokenNode>]
public static class ApiTokenFields
{
    [NodeResolver]
    public static async Task<ApiTokenNode?> FindAsync(
        Guid id, Caller caller, SlotlineDatabase database, CancellationToken cancellationToken)
    {
        await using var db = database.Open(caller.OrganizationId);
        return await db.ApiTokens.SingleOrDefaultAsync(t => t.Id == id, cancellationToken) is { } found
            ? ApiTokenNode.Of(found)
            : null;
    }
}
