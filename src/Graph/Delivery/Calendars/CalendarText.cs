using System.Text;
using Ical.Net;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using NodaTime;

namespace Slotline.Graph.Delivery.Calendars;

/// <summary>Writes calendars as RFC 5545 wants them on the wire.</summary>
internal static class CalendarText
{
    public const string Product = "-//Slotline//Slotline//EN";

    private const int MostOctets = 75;

    /// <summary>CRLF at line ends, folded at 75 octets and never inside a character.</summary>
    public static string Of(Calendar calendar)
    {
        var text = new CalendarSerializer().SerializeToString(calendar)
            ?? throw new InvalidOperationException("The calendar came out empty.");

        // Ical.Net folds by UTF-16 units, so that lines get too long and a pair can be torn apart: folded anew.
        var lines = text.ReplaceLineEndings("\n").Replace("\n ", "", StringComparison.Ordinal).Split('\n');
        var folded = new StringBuilder(text.Length + 64);
        foreach (var line in lines.Where(line => line.Length > 0))
            AppendFolded(folded, line);
        return folded.ToString();
    }

    /// <summary>
    /// An instant, always in UTC: it needs no zone definition and every calendar shows it in its own zone.
    /// </summary>
    public static CalDateTime At(Instant instant) => new(instant.ToDateTimeUtc(), hasTime: true);

    /// <summary>A name as a parameter's value: neither a quote nor a control may stand in it (RFC 5545, 3.2).</summary>
    public static string Name(string name) =>
        string.Concat(name.Select(letter => letter == '"' ? '\'' : char.IsControl(letter) ? ' ' : letter)).Trim();

    /// <summary>Text for a property: its line ends become the escape that Ical.Net writes, other controls go.</summary>
    public static string Text(string text) =>
        string.Concat(text.ReplaceLineEndings("\n").Where(letter => letter == '\n' || !char.IsControl(letter)));

    private static void AppendFolded(StringBuilder folded, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                folded.Append("\r\n ");
                octets = 1;
            }

            folded.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        folded.Append("\r\n");
    }
}
