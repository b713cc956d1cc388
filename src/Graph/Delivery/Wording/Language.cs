using System.Globalization;
using Slotline.Domain.Notifications;

namespace Slotline.Graph.Delivery.Wording;

/// <summary>One language that the product can write in: what is in its folder of templates.</summary>
internal sealed class Language
{
    private readonly IReadOnlyDictionary<string, string> words;
    private readonly IReadOnlyDictionary<string, MessageTemplate> messages;

    private Language(
        CultureInfo culture,
        IReadOnlyDictionary<string, string> words,
        IReadOnlyDictionary<string, MessageTemplate> messages)
    {
        Culture = culture;
        this.words = words;
        this.messages = messages;
    }

    public CultureInfo Culture { get; }

    /// <summary>BCP 47, as HTML's <c>lang</c> wants it.</summary>
    public string Tag => Culture.Name;

    /// <summary>Reads a folder: <c>words.txt</c> and one file for each kind and audience.</summary>
    /// <exception cref="FormatException">A file is malformed; it names the file.</exception>
    public static Language Read(string tag, IReadOnlyDictionary<string, string> files)
    {
        var words = TextFile.Read($"{tag}/words.txt", files["words.txt"]).Head;
        var messages = files.Where(file => file.Key != "words.txt").ToDictionary(
            file => Path.GetFileNameWithoutExtension(file.Key),
            file => MessageTemplate.Read($"{tag}/{file.Key}", file.Value));
        return new Language(CultureInfo.GetCultureInfo(tag), words, messages);
    }

    /// <summary>The same words, with dates and times as they are written in a region.</summary>
    public Language In(CultureInfo culture) => new(culture, words, messages);

    /// <summary>A label of the layout; a language that lacks one is a defect that the tests find.</summary>
    public string Word(string key) => words.TryGetValue(key, out var word)
        ? word
        : throw new KeyNotFoundException($"The language {Tag} has no word '{key}'.");

    public MessageTemplate Message(NotificationKind kind, Audience audience)
    {
        var name = $"{kind}.{audience}";
        return messages.TryGetValue(name, out var message)
            ? message
            : throw new KeyNotFoundException($"The language {Tag} has no message '{name}'.");
    }

    public bool Has(NotificationKind kind, Audience audience) => messages.ContainsKey($"{kind}.{audience}");
}
