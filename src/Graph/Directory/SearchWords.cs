using Slotline.Domain;

namespace Slotline.Graph.Directory;

/// <summary>Turns what people type into a search box into patterns for LIKE, one a word.</summary>
internal static class SearchWords
{
    public const string Escape = @"\";

    /// <exception cref="Refusal">InvalidInput: too long, too many words, or not text.</exception>
    public static IEnumerable<string> PatternsOf(string? search, params string[] field) => Text.Words(search, field)
        .Select(word => $"%{word.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_")}%");
}
