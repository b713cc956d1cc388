using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Slotline.Domain.Scheduling;

namespace Slotline.Graph.Engine.Scalars;

internal sealed class DateTimeScalar() : TextScalar<Instant>(
    "DateTime",
    "An instant, RFC 3339. Input may carry any offset; output is UTC, e.g. `2026-03-08T16:00:00Z`.",
    new Uri("https://scalars.graphql.org/andimarek/date-time.html"))
{
    private static readonly OffsetDateTimePattern Rfc3339 =
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.FFFFFFFFFo<Z+HH:mm>");

    public override Instant Read(string text)
    {
        // A lower-case t or z is RFC 3339 too; "-00:00" is not known to every reader, so it is taken as UTC here.
        var canonical = text.Length is >= 20 and <= 40 ? text.ToUpperInvariant() : text;
        if (canonical.EndsWith("-00:00", StringComparison.Ordinal))
            canonical = string.Concat(canonical.AsSpan(0, canonical.Length - 6), "Z");
        if (canonical.Contains('.', StringComparison.Ordinal) && !HasDigitAfterPoint(canonical))
            throw Malformed(text);
        return Rfc3339.Parse(canonical) is { Success: true } parsed ? parsed.Value.ToInstant() : throw Malformed(text);
    }

    public override string Write(Instant value) => InstantPattern.ExtendedIso.Format(value);

    private static bool HasDigitAfterPoint(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return point + 1 < text.Length && char.IsAsciiDigit(text[point + 1]);
    }

    private static FormatException Malformed(string text) =>
        new($"{Quoted.Of(text)} is not an instant in RFC 3339, such as 2026-03-08T16:00:00Z");
}

internal sealed class LocalDateScalar() : TextScalar<LocalDate>(
    "LocalDate",
    "A calendar date, ISO 8601, e.g. `2026-03-08`.",
    new Uri("https://scalars.graphql.org/andimarek/local-date.html"))
{
    public override LocalDate Read(string text) =>
        text.Length == 10 && LocalDatePattern.Iso.Parse(text) is { Success: true } parsed
            ? parsed.Value
            : throw new FormatException($"{Quoted.Of(text)} is not a date, such as 2026-03-08");

    public override string Write(LocalDate value) => LocalDatePattern.Iso.Format(value);
}

internal sealed class LocalTimeScalar() : TextScalar<WallTime>(
    "LocalTime",
    "A wall-clock time, `HH:mm`, `00:00` to `24:00`; `24:00` only as the end of a range.")
{
    public override WallTime Read(string text) => WallTime.TryParse(text, out var time)
        ? time
        : throw new FormatException($"{Quoted.Of(text)} is not a time of day, such as 09:30");

    public override string Write(WallTime value) => value.ToString();
}

internal sealed class TimeZoneScalar() : TextScalar<TimeZoneId>(
    "TimeZone",
    "An IANA time-zone id, e.g. `America/Los_Angeles`. An unknown id is a bad input, never a guess.")
{
    public override TimeZoneId Read(string text) => TimeZoneId.IsKnown(text)
        ? new TimeZoneId(text)
        : throw new FormatException($"{Quoted.Of(text)} is not an IANA time zone, such as America/Los_Angeles");

    public override string Write(TimeZoneId value) => value.Value;

    public override object? Serialize(object? value) =>
        value is DateTimeZone zone ? zone.Id : base.Serialize(value);
}

/// <summary>Input as a message shows it: never long, and nothing that breaks a line of a log.</summary>
internal static class Quoted
{
    private const int Longest = 60;

    public static string Of(string text)
    {
        var shown = text.Length > Longest ? string.Concat(text.AsSpan(0, Longest), "…") : text;
        return string.Create(CultureInfo.InvariantCulture, $"\"{Clean(shown)}\"");
    }

    private static string Clean(string text) => string.Concat(
        text.Select(character => char.IsControl(character) || char.IsSurrogate(character) ? '\uFFFD' : character));
}
