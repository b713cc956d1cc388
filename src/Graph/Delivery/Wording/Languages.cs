using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;

namespace Slotline.Graph.Delivery.Wording;

/// <summary>The languages there is a folder for.</summary>
internal sealed class Languages
{
    public const string Fallback = "en";

    private const string Root = "Templates/";

    private readonly Dictionary<string, Language> byTag;
    private readonly ConcurrentDictionary<string, Language> found = new(StringComparer.OrdinalIgnoreCase);

    public Languages(IReadOnlyDictionary<string, string> files)
    {
        byTag = files
            .Where(file => file.Key.Contains('/', StringComparison.Ordinal))
            .GroupBy(file => file.Key.Split('/')[0])
            .ToDictionary(
                folder => folder.Key,
                folder => Language.Read(
                    folder.Key, folder.ToDictionary(file => file.Key.Split('/')[1], file => file.Value)),
                StringComparer.OrdinalIgnoreCase);
    }

    public IEnumerable<Language> All => byTag.Values;

    /// <summary>What the product brings along.</summary>
    public static Languages Standard { get; } = new(BuiltIn());

    /// <summary>
    /// The language for a reader: their region's, else their language's, else English. Dates are the region's only
    /// where the words are of the same language, because half a sentence in each would help nobody.
    /// </summary>
    /// <param name="locale">BCP 47; anything else gets English.</param>
    public Language For(string locale) =>
        found.Count < 1000 ? found.GetOrAdd(locale, Find) : Find(locale);

    /// <summary>The files of the product itself, by their place under the folder of templates.</summary>
    public static Dictionary<string, string> BuiltIn()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Root, StringComparison.Ordinal))
            .ToDictionary(
                name => name[Root.Length..].Replace('\\', '/'),
                name => Read(assembly, name));
    }

    private Language Find(string locale)
    {
        for (var culture = CultureOf(locale); culture.Name.Length > 0; culture = culture.Parent)
        {
            if (byTag.TryGetValue(culture.Name, out var language))
                return language.In(CultureOf(locale));
        }

        return byTag[Fallback];
    }

    /// <summary>The culture of a tag; of an unknown region, its language's; else English.</summary>
    private static CultureInfo CultureOf(string locale)
    {
        for (var tag = locale; tag.Length > 0; tag = tag[..Math.Max(0, tag.LastIndexOf('-'))])
        {
            try
            {
                return CultureInfo.GetCultureInfo(tag, predefinedOnly: true);
            }
            catch (CultureNotFoundException)
            {
                // A shorter tag may be known.
            }
        }

        return CultureInfo.GetCultureInfo(Fallback);
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
