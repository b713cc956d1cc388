using Microsoft.EntityFrameworkCore;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Graph.Access;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.Replies;

public sealed record SavedReplyInput
{
    /// <summary>One line of 1 to 200 characters.</summary>
    public required string Title { get; init; }

    /// <summary>1 to 2,000 characters.</summary>
    public required string Text { get; init; }
}

public sealed record SetSavedRepliesInput
{
    /// <summary>All of them, at most 50, in their order.</summary>
    public required IReadOnlyList<SavedReplyInput> Replies { get; init; }
}

public sealed record SetSavedRepliesPayload : Payload
{
    /// <summary>As they are now; null when it was refused.</summary>
    public IReadOnlyList<SavedReplyNode>? SavedReplies { get; init; }
}

[MutationType]
public static class SetSavedRepliesMutation
{
    /// <summary>
    /// Replaces the organization's saved replies by those given. Admins. Codes: INVALID_INPUT, FORBIDDEN.
    /// </summary>
    public static async Task<SetSavedRepliesPayload> SetSavedRepliesAsync(
        SetSavedRepliesInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        caller.Require(Permissions.SettingsWrite);
        if (input.Replies.Count > SavedReply.Most)
        {
            throw Refusal.InvalidInput($"There can be at most {SavedReply.Most}.", "replies");
        }

        List<SavedReply> replies =
        [
            .. input.Replies.Select((reply, position) =>
                new SavedReply(caller.OrganizationId, position, reply.Title, reply.Text)),
        ];
        await changes.CommitAsync(caller.OrganizationId, change => ReplaceAsync(change, replies), cancellationToken);
        return new SetSavedRepliesPayload { SavedReplies = [.. replies.Select(SavedReplyNode.Of)] };
    }

    private static async Task<int> ReplaceAsync(Change change, List<SavedReply> replies)
    {
        var before = await change.Db.SavedReplies.ExecuteDeleteAsync(change.CancellationToken);
        change.Db.SavedReplies.AddRange(replies);
        return before;
    }
}
