using Microsoft.EntityFrameworkCore;
using Slotline.Domain.Directory;
using Slotline.Graph.Access;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.Replies;

[QueryType]
public static class SavedReplyQueries
{
    /// <summary>
    /// The organization's saved replies, at most 50, in the order it keeps them in. Staff only.
    /// </summary>
    public static async Task<IReadOnlyList<SavedReplyNode>> GetSavedRepliesAsync(
        Caller caller, SlotlineDatabase database, CancellationToken cancellationToken)
    {
        caller.RequireStaff();
        await using var db = database.Open(caller.OrganizationId);
        var replies = await db.SavedReplies.AsNoTracking()
            .OrderBy(reply => reply.Position).ToListAsync(cancellationToken);
        return [.. replies.Select(SavedReplyNode.Of)];
    }
}
