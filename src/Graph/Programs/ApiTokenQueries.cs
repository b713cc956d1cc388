using Slotline.Domain.Access;
using Slotline.Domain.Directory;
using Slotline.Graph.Access;
using Slotline.Graph.Engine;
using Slotline.Graph.Engine.Paging;
using Slotline.Persistence;

namespace Slotline.Graph.Programs;

[QueryType]
public static class ApiTokenQueries
{
    // Ids rise with time.
    private static readonly Ordering<ApiToken> NewestFirst =
        Ordering.By((ApiToken token) => token.Id, descending: true);

    /// <summary>
    /// The tokens of the organization's programs, newest first, those among them that expired in the last 30 days;
    /// `expiresAt` tells. Admins only. Codes: FORBIDDEN.
    /// </summary>
    public static async Task<Connection<ApiTokenNode>> ApiTokensAsync(
        PageRequest page, Caller caller, SlotlineDatabase database, CancellationToken cancellationToken)
    {
        caller.RequireAdmin();
        await using var db = database.Open(caller.OrganizationId);
        return await db.ApiTokens.ToConnectionAsync(
            NewestFirst, page, token => ApiTokenNode.Of(token), cancellationToken);
    }
}
