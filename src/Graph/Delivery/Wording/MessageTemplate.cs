using Fluid;

namespace Slotline.Graph.Delivery.Wording;

/// <summary>
/// The words of one message in one language. All of it is plain text; where it becomes HTML, the layout escapes it, so
/// that no translator and no reader's name can forget to.
/// </summary>
internal sealed class MessageTemplate
{
    private static readonly FluidParser Parser = new();

    private static readonly TemplateOptions Options = new() { StrictVariables = true, StrictFilters = true };

    private readonly IFluidTemplate subject;
    private readonly IFluidTemplate title;
    private readonly IFluidTemplate notice;
    private readonly IReadOnlyList<IFluidTemplate> paragraphs;

    private MessageTemplate(
        IFluidTemplate subject, IFluidTemplate title, IFluidTemplate notice, IReadOnlyList<IFluidTemplate> paragraphs)
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
            Parse(name, Part("subject")),
            Parse(name, Part("title")),
            Parse(name, Part("notice")),
            [.. file.Paragraphs.Select(paragraph => Parse(name, paragraph))]);

        string Part(string key) => file.Head.TryGetValue(key, out var part)
            ? part
            : throw new FormatException($"{name}: '{key}:' is missing.");
    }

    /// <summary>Fills the values in. A paragraph that comes out empty is left out.</summary>
    public Message Fill(IReadOnlyDictionary<string, string?> values)
    {
        var context = new TemplateContext(Options);
        foreach (var (key, value) in values)
            context.SetValue(key, value);
        return new Message(
            OneLine(subject.Render(context, NullEncoder.Default)),
            OneLine(title.Render(context, NullEncoder.Default)),
            OneLine(notice.Render(context, NullEncoder.Default)),
            [.. paragraphs.Select(p => p.Render(context, NullEncoder.Default).Trim()).Where(p => p.Length > 0)]);
    }

    private static IFluidTemplate Parse(string name, string source) =>
        Parser.TryParse(source, out var template, out var error)
            ? template
            : throw new FormatException($"{name}: {error}");

    /// <summary>A header's value must not be able to begin another header: line breaks and controls become spaces.</summary>
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
