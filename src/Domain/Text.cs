using System.Globalization;
using System.Net.Mail;
using System.Text;
using NodaTime.TimeZones;

namespace Slotline.Domain;

/// <summary>What words may look like before they are stored. Every check names the field it read.</summary>
public static class Text
{
    public const int LongestName = 200;
    public const int LongestEmail = 254;
    public const int LongestNote = 2000;
    public const int LongestPhone = 50;
    public const int LongestUrl = 2000;
    public const int MostWords = 10;

    /// <summary>A name: trimmed, not empty, one line, at most 200 characters.</summary>
    /// <exception cref="Refusal">InvalidInput.</exception>
    public static string Name(string? value, params string[] field) =>
        OptionalLine(value, LongestName, field) ?? throw Refusal.InvalidInput("It must not be empty.", field);

    /// <summary>
    /// One line of text, trimmed; null when empty. Its folded form is at most twice as long, although folding makes up
    /// to eighteen letters of one: that is how wide the columns of keys are.
    /// </summary>
    /// <exception cref="Refusal">InvalidInput: too long, or with control characters.</exception>
    public static string? OptionalLine(string? value, int longest, params string[] field)
    {
        var text = Bounded(value, longest, field);
        if (text is not null && text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029'))
        {
            throw Refusal.InvalidInput("It must be one line without control characters.", field);
        }

        return text is null || Fold(text).Length <= 2 * longest ? text : throw TooLong(longest, field);
    }

    /// <summary>A description, note or reason: trimmed, at most 2,000 characters; null when empty.</summary>
    /// <exception cref="Refusal">InvalidInput: too long, or with control characters but line ends and tabs.</exception>
    public static string? Note(string? value, params string[] field)
    {
        var text = Bounded(value?.ReplaceLineEndings("\n"), LongestNote, field);
        return text is not null && text.Any(c => char.IsControl(c) && c is not ('\n' or '\t'))
            ? throw Refusal.InvalidInput("It must not contain control characters.", field)
            : text;
    }

    /// <summary>
    /// A plain e-mail address of at most 254 characters (RFC 5321): no display name, no quotes, a host of the domain
    /// name system.
    /// </summary>
    /// <exception cref="Refusal">InvalidInput.</exception>
    public static string Email(string? value, params string[] field)
    {
        var text = OptionalLine(value, LongestEmail, field);
        return text is not null && MailAddress.TryCreate(text, out var address) && address.Address == text
            && address.User.Length <= 64 && !address.User.StartsWith('"') && IsHost(address.Host)
            ? text
            : throw Refusal.InvalidInput("It is not an e-mail address.", field);
    }

    /// <summary>An absolute web address, http or https, at most 2,000 characters; null when empty.</summary>
    /// <exception cref="Refusal">InvalidInput.</exception>
    public static string? Url(string? value, params string[] field)
    {
        var text = OptionalLine(value, LongestUrl, field);
        return text is null || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            ? text
            : throw Refusal.InvalidInput("It is not a web address.", field);
    }

    /// <summary>
    /// An IANA time-zone id known to the server; null stays null. NodaTime would also read <c>UTC+5</c>, which browsers
    /// and calendars do not.
    /// </summary>
    /// <exception cref="Refusal">InvalidInput.</exception>
    public static string? TimeZone(string? id, params string[] field) =>
        id is null || TzdbDateTimeZoneSource.Default.CanonicalIdMap.ContainsKey(id)
            ? id
            : throw Refusal.InvalidInput($"'{id}' is not a known time zone.", field);

    /// <summary>A BCP 47 language tag.</summary>
    /// <exception cref="Refusal">InvalidInput.</exception>
    public static string Locale(string? tag, params string[] field)
    {
        var text = OptionalLine(tag, 35, field);
        if (text is null || !text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            throw Refusal.InvalidInput("It is not a language tag.", field);
        }

        try
        {
            return CultureInfo.GetCultureInfo(text).Name;
        }
        catch (CultureNotFoundException)
        {
            throw Refusal.InvalidInput("It is not a language tag.", field);
        }
    }

    /// <summary>A whole number between two bounds, both inclusive.</summary>
    /// <exception cref="Refusal">InvalidInput.</exception>
    public static int Within(int value, int least, int most, params string[] field) =>
        value >= least && value <= most
            ? value
            : throw Refusal.InvalidInput($"It must be between {least} and {most}.", field);

    /// <summary>The form that words are searched in: composed (NFKC) and in lower case.</summary>
    public static string Fold(string text) => text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    /// <summary>The words of a search, folded; none when it is blank.</summary>
    /// <exception cref="Refusal">InvalidInput: over 200 characters, not well-formed, or over 10 words.</exception>
    public static IReadOnlyList<string> Words(string? search, params string[] field)
    {
        var text = Bounded(search, LongestName, field);
        var words = text is null ? [] : Fold(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length <= MostWords
            ? words
            : throw Refusal.InvalidInput($"At most {MostWords} words can be searched for.", field);
    }

    private static string? Bounded(string? value, int longest, string[] field)
    {
        var text = value?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (text.Length > longest)
        {
            throw TooLong(longest, field);
        }

        return IsWellFormed(text) ? text : throw Refusal.InvalidInput("It is not well-formed text.", field);
    }

    private static bool IsHost(string host) => host.Contains('.', StringComparison.Ordinal)
        && host.Split('.').All(label => label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-'
            && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-' || !char.IsAscii(c)));

    private static Refusal TooLong(int longest, string[] field) =>
        Refusal.InvalidInput($"It must be at most {longest} characters.", field);

    /// <summary>PostgreSQL stores neither a lone surrogate nor a NUL, so they are refused first.</summary>
    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || char.IsLowSurrogate(text[i]))
            {
                return false;
            }

            if (char.IsHighSurrogate(text[i]) && (++i == text.Length || !char.IsLowSurrogate(text[i])))
            {
                return false;
            }
        }

        return true;
    }
}
