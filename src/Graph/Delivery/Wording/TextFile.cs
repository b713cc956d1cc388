namespace Slotline.Graph.Delivery.Wording;

/// <summary>
/// The form of a language's files: lines of <c>key: text</c>, and then, after an empty line, paragraphs that empty
/// lines divide. Translators need to know no more than this.
/// </summary>
internal sealed record TextFile(IReadOnlyDictionary<string, string> Head, IReadOnlyList<string> Paragraphs)
{
    /// <exception cref="FormatException">A line of the head has no colon.</exception>
    public static TextFile Read(string name, string text)
    {
        var blocks = text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        var head = blocks[0].Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(':', 2))
            .Select(parts => parts.Length == 2
                ? (Key: parts[0].Trim(), Text: parts[1].Trim())
                : throw new FormatException($"{name}: the line '{parts[0]}' is not 'key: text'."))
            .ToDictionary(pair => pair.Key, pair => pair.Text);
        return new TextFile(head, [.. blocks.Skip(1).Select(Unwrap)]);
    }

    private static string Unwrap(string paragraph) =>
        string.Join(' ', paragraph.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
