namespace Slotline.Graph.Delivery.Wording;

/// <summary>
/// The words of one message in one language. All of it is plain text; where it becomes HTML, the layout escapes it, so
/// that no translator and no reader's name can forget to.
/// </summary>
internal sealed class MessageTemplate
{
    private readonly Liquid subject;
    private readonly Liquid title;
    private readonly Liquid notice;
    private readonly IReadOnlyList<Liquid> paragraphs;

    private MessageTemplate(
        Liquid subject, Liquid title, Liquid notice, IReadOnlyList<Liquid> paragraphs)
    {
        this.subject = subject;
        this.title = title;
        this.notice = notice;
        this.paragraphs = paragraphs;
    }

    /// <exception cref="FormatException">A part is missing or is not Liquid.</exception>
    public static MessageTemplate Read(string name, string text)
    {
        var file = TextFile.Read(name, text);
        return new MessageTemplate(
            Liquid.Parse(name, Part("subject")),
            Liquid.Parse(name, Part("title")),
            Liquid.Parse(name, Part("notice")),
            [.. file.Paragraphs.Select(paragraph => Liquid.Parse(name, paragraph))]);

        string Part(string key) => file.Head.TryGetValue(key, out var part)
            ? part
            : throw new FormatException($"{name}: '{key}:' is missing.");
    }

    /// <summary>Fills the values in. A paragraph that comes out empty is left out.</summary>
    public Message Fill(IReadOnlyDictionary<string, string?> values)
    {
        var filled = values.ToDictionary(value => value.Key, object? (value) => value.Value);
        return new Message(
            OneLine(subject.Render(filled)),
            OneLine(title.Render(filled)),
            OneLine(notice.Render(filled)),
            [.. paragraphs.Select(paragraph => paragraph.Render(filled).Trim()).Where(text => text.Length > 0)]);
    }

    /// <summary>
    /// A header's value must not be able to begin another header: line breaks and controls become spaces.
    /// </summary>
    private static string OneLine(string text)
    {
        var blanked = text.Select(letter =>
            char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter);
        return string.Join(' ', string.Concat(blanked).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}

/// <summary>A message in somebody's language: plain text throughout.</summary>
/// <param name="Subject">Of the mail; one line.</param>
/// <param name="Title">The headline of the mail and of the portal's notification; one line.</param>
/// <param name="Notice">The body of the portal's notification; one line.</param>
/// <param name="Paragraphs">The body of the mail.</param>
internal sealed record Message(string Subject, string Title, string Notice, IReadOnlyList<string> Paragraphs);
