using System.Globalization;

namespace Slotline.Domain.Access;

/// <summary>Where somebody asked from, as far as the server can tell.</summary>
/// <param name="Address">The IP address; at most 45 characters.</param>
/// <param name="UserAgent">What the program says it is: one line, at most 200 characters; anybody can claim
/// anything.</param>
public sealed record Origin(string? Address, string? UserAgent)
{
    public const int LongestAddress = 45;
    public const int LongestUserAgent = 200;

    public static Origin Unknown { get; } = new(null, null);

    /// <summary>Keeps what may be kept: bounded, and without what could forge or hide lines of a log.</summary>
    public static Origin Of(string? address, string? userAgent) =>
        new(Bounded(address, LongestAddress), Bounded(userAgent, LongestUserAgent));

    private static string? Bounded(string? text, int longest)
    {
        var clean = string.Concat((text ?? "").Where(IsPlain).Take(longest))
            .Trim();
        return clean.Length == 0 ? null : clean;
    }

    private static bool IsPlain(char c) => char.GetUnicodeCategory(c) is not (UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
