using System.Text.Json;
using Slotline.Graph.Engine;
using Slotline.Graph.Engine.Documents;
using Slotline.Graph.Settings;

namespace Slotline.Graph.Exposure;

/// <summary>
/// Which operations are known before anybody asks, beside those of the screens, and who may ask no others.
/// </summary>
public sealed record KnownOperations(HeldToKnown OnlyFor, string? File)
{
    /// <summary>What the build of the screens writes beside them.</summary>
    private const string OfTheScreens = "persisted-documents.json";

    private const string Only = "KnownOperations__OnlyFor";
    private const string More = "KnownOperations__File";

    public static KnownOperations Standard { get; } = new(HeldToKnown.Nobody, null);

    /// <exception cref="WrongSetting">One of them is malformed, or unknown.</exception>
    internal static KnownOperations Read(SettingsReader reader)
    {
        reader.RefuseUnknown("KnownOperations", "OnlyFor", "File");
        return new KnownOperations(
            reader.Choice(Only, HeldToKnown.Nobody), reader.Text(More) is { } file ? Path.GetFullPath(file) : null);
    }

    /// <exception cref="WrongSetting">A file is not such a list, or nobody could ask for anything.</exception>
    internal void Configure(GraphEngineOptions options, string screens)
    {
        var ours = Path.Combine(screens, OfTheScreens);
        options.Known = new KnownDocuments(
            (System.IO.File.Exists(ours) ? TextsIn(ours) : []).Concat(File is null ? [] : TextsIn(File)));
        options.HeldToKnown = OnlyFor;
        if (OnlyFor != HeldToKnown.Nobody && options.Known.Count == 0)
        {
            throw new WrongSetting($"{Only} is {OnlyFor}, but no operations are known: this server was built without "
                + $"its screens, and {More} names no others.");
        }
    }

    private static List<string> TextsIn(string path)
    {
        Dictionary<string, string?> documents;
        try
        {
            var json = System.IO.File.ReadAllBytes(path);
            documents = JsonSerializer.Deserialize<Dictionary<string, string?>>(json) ?? [];
        }
        catch (Exception cause) when (cause is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new WrongSetting($"{path}, a list of known operations, cannot be read: {cause.Message}");
        }

        var texts = new List<string>();
        foreach (var (id, text) in documents)
        {
            if (text is null || id != KnownDocuments.IdOf(text))
                throw new WrongSetting($"{path} has under '{id}' what has another id: ids are sha256: and the hash.");
            texts.Add(text);
        }

        return texts;
    }
}
