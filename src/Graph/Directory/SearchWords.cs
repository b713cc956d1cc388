using Slotline.Domain;

namespace Slotline.Graph.Directory;

/// <summary>Turns what people type into a search box into patterns for LIKE, one a word.</summary>
internal static class SearchWords
{
    public const string Escape = @"\";
    private const int MostWords = 10;
    private const int LongestSearch = 200;

    /// <exception cref="Refusal">InvalidInput: too long, or not text.</exception>
    public static IEnumerable<string> PatternsOf(string? search, params string[] field)
    {
        if (search is null)
        {
            return [];
        }

        if (search.Length > LongestSearch || search.Contains('\0', StringComparison.Ordinal) || !IsWellFormed(search))
        {
            throw Refusal.InvalidInput($"A search is text of at most {LongestSearch} characters.", field);
        }

        return Text.Fold(search).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostWords)
            .Select(word => $"%{word.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_")}%");
    }

    private static bool IsWellFormed(string text) =>
        !text.EnumerateRunes().Any(rune => rune.Value == 0xFFFD) || text.Contains('\uFFFD', StringComparison.Ordinal);
}
