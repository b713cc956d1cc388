namespace Slotline.Domain.Directory;

/// <summary>Words that staff use again and again, for instance as the reason for declining a request.</summary>
public sealed class SavedReply
{
    /// <summary>How many an organization keeps: more than anybody looks through.</summary>
    public const int Most = 50;

    private SavedReply()
    {
    }

    /// <param name="organizationId">Whose.</param>
    /// <param name="position">Its place in the list, from 0.</param>
    /// <param name="title">What it is chosen by: at most 200 characters.</param>
    /// <param name="text">What is said: at most 2,000 characters, not empty.</param>
    /// <exception cref="Refusal">InvalidInput, with the place and name of the field.</exception>
    public SavedReply(Guid organizationId, int position, string title, string text)
    {
        var place = $"{position}";
        OrganizationId = organizationId;
        Position = position;
        Title = Domain.Text.Name(title, "replies", place, "title");
        Text = Domain.Text.Note(text, "replies", place, "text")
            ?? throw Refusal.InvalidInput("It must not be empty.", "replies", place, "text");
    }

    public Guid OrganizationId { get; private set; }

    public int Position { get; private set; }

    public string Title { get; private set; } = "";

    public string Text { get; private set; } = "";
}
