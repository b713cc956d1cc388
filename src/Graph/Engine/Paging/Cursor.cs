using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Slotline.Domain;

namespace Slotline.Graph.Engine.Paging;

/// <summary>The place of a row in an order, as text that clients pass back unread.</summary>
internal static class Cursor
{
    private const int LongestText = 2_000;

    public static string Write(string tag, IReadOnlyList<object?> keys)
    {
        var parts = new string[keys.Count + 1];
        parts[0] = tag;
        for (var i = 0; i < keys.Count; i++)
            parts[i + 1] = Text(keys[i]);
        return Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(parts));
    }

    /// <exception cref="Refusal">It is not a cursor of this order; the field is named.</exception>
    public static IReadOnlyList<object> Read(string text, string tag, IReadOnlyList<Type> types, string field)
    {
        var parts = Parts(text);
        if (parts is null || parts.Length != types.Count + 1 || parts[0] != tag)
            throw Malformed(field);

        var keys = new object[types.Count];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = Parse(parts[i + 1], types[i]) ?? throw Malformed(field);
        return keys;
    }

    private static Refusal Malformed(string field) =>
        Refusal.InvalidInput($"`{field}` is not a cursor of this list.", field);

    private static string?[]? Parts(string text)
    {
        if (text.Length > LongestText || !Base64Url.IsValid(text))
            return null;

        try
        {
            return JsonSerializer.Deserialize<string?[]>(Base64Url.DecodeFromChars(text));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(object? key) => key switch
    {
        string text => text,
        Guid id => id.ToString("N"),
        bool flag => flag ? "1" : "0",
        Instant instant => InstantPattern.ExtendedIso.Format(instant),
        LocalDate date => LocalDatePattern.Iso.Format(date),
        Enum value => value.ToString("D"),
        int or long or short => ((IConvertible)key).ToString(CultureInfo.InvariantCulture),
        null => throw new InvalidOperationException("A sort key is null; sort by a key that never is."),
        _ => throw new InvalidOperationException(
            $"A sort key is of type {key.GetType().Name}, which no cursor carries."),
    };

    private static object? Parse(string? text, Type type)
    {
        if (text is null || text.Contains('\0', StringComparison.Ordinal))
            return null;
        if (type == typeof(string))
            return IsWellFormed(text) ? text : null;
        if (type == typeof(Guid))
            return Guid.TryParseExact(text, "N", out var id) ? id : null;
        if (type == typeof(bool))
            return text switch { "1" => true, "0" => false, _ => null };
        if (type == typeof(Instant))
            return InstantPattern.ExtendedIso.Parse(text) is { Success: true } instant ? instant.Value : null;
        if (type == typeof(LocalDate))
            return LocalDatePattern.Iso.Parse(text) is { Success: true } date ? date.Value : null;
        return ParseNumber(text, type);
    }

    private static object? ParseNumber(string text, Type type)
    {
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return null;
        if (type == typeof(long))
            return number;
        if (number is < int.MinValue or > int.MaxValue)
            return null;
        if (type.IsEnum)
            return Enum.ToObject(type, number);
        return type == typeof(int)
            ? (int)number : number is < short.MinValue or > short.MaxValue ? null : (short)number;
    }

    private static bool IsWellFormed(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
                return text.Contains('\uFFFD', StringComparison.Ordinal);
        }

        return true;
    }
}
