using System.Globalization;

namespace Slotline.Graph.Settings;

/// <summary>Reads settings strictly: a value is right or stops the start, and a name is known or does.</summary>
internal sealed class SettingsReader(IConfiguration configuration)
{
    /// <summary>Null where it is not set, or set to nothing.</summary>
    public string? Text(string name) =>
        configuration[name.Replace("__", ":", StringComparison.Ordinal)] is { } text && !string.IsNullOrWhiteSpace(text)
            ? text.Trim()
            : null;

    public bool Flag(string name) => Text(name) switch
    {
        null => false,
        var text when bool.TryParse(text, out var flag) => flag,
        var text => throw new WrongSetting($"{name} must be true or false, not '{text}'."),
    };

    public int Number(string name, int least, int most, int otherwise) => Text(name) switch
    {
        null => otherwise,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most => number,
        var text => throw new WrongSetting($"{name} must be a whole number from {least} to {most}, not '{text}'."),
    };

    public T Choice<T>(string name, T otherwise)
        where T : struct, Enum => Text(name) switch
        {
            null => otherwise,
            var text when Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase) =>
                Enum.Parse<T>(text, ignoreCase: true),
            var text => throw new WrongSetting($"{name} must be {Names<T>()}, not '{text}'."),
        };

    /// <summary>Refuses a name in one of our sections that nobody reads: most likely it is misspelt.</summary>
    public void RefuseUnknown(string section, params string[] known)
    {
        foreach (var child in configuration.GetSection(section).GetChildren())
        {
            if (!known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            {
                var names = string.Join(", ", known.Select(key => $"{section}__{key}"));
                throw new WrongSetting($"{section}__{child.Key} is not a setting; there is {names}.");
            }
        }
    }

    private static string Names<T>()
        where T : struct, Enum
    {
        var names = Enum.GetNames<T>();
        return $"{string.Join(", ", names[..^1])} or {names[^1]}";
    }
}
