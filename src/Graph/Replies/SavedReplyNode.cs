using Slotline.Domain.Directory;

namespace Slotline.Graph.Replies;

/// <summary>Words that staff use again and again, for instance as the reason for declining a request.</summary>
public sealed record SavedReplyNode
{
    /// <summary>What it is chosen by; at most 200 characters.</summary>
    public required string Title { get; init; }

    /// <summary>What is said; at most 2,000 characters.</summary>
    public required string Text { get; init; }

    internal static SavedReplyNode Of(SavedReply reply) => new() { Title = reply.Title, Text = reply.Text };
}
