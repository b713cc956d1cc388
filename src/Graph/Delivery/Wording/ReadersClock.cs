using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;

namespace Slotline.Graph.Delivery.Wording;

/// <summary>
/// How one reader reads times: in their zone, by the customs of their region, and never without the zone.
/// </summary>
internal sealed class ReadersClock
{
    private readonly CultureInfo culture;
    private readonly DateTimeZone zone;

    /// <param name="culture">The customs.</param>
    /// <param name="zoneIds">The first that is known counts; UTC where none is.</param>
    public ReadersClock(CultureInfo culture, params ReadOnlySpan<string> zoneIds)
    {
        this.culture = culture;
        zone = DateTimeZone.Utc;
        foreach (var id in zoneIds)
        {
            if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } known)
            {
                zone = known;
                break;
            }
        }
    }

    /// <summary>
    /// <c>Tuesday, November 24, 2026, 10:00–11:00 AM (America/New_York, EST)</c>, as the region writes it.
    /// </summary>
    public string Range(Instant start, Instant end)
    {
        var (from, to) = (start.InZone(zone), end.InZone(zone));
        var oneDay = from.Date == to.Date;
        var (fromZone, toZone) = (Abbreviation(start), Abbreviation(end));
        if (fromZone == toZone)
        {
            var until = oneDay ? Time(to) : $"{LongDate(to)}, {Time(to)}";
            return $"{LongDate(from)}, {Time(from)}{Dash(oneDay)}{until} ({Named(fromZone)})";
        }

        // The clocks change in between: each time is given the name that holds for it.
        var last = oneDay ? Time(to) : $"{LongDate(to)}, {Time(to)}";
        return $"{LongDate(from)}, {Time(from)} {fromZone}{Dash(false)}{last} {toZone} ({zone.Id})";
    }

    /// <summary><c>Tue, Nov 24, 10:00 AM EST</c>: for subjects and notifications.</summary>
    public string Short(Instant start)
    {
        var local = start.InZone(zone);
        var day = local.LocalDateTime.ToDateTimeUnspecified();
        var dayAndMonth = culture.DateTimeFormat.MonthDayPattern.Replace("MMMM", "MMM", StringComparison.Ordinal);
        return Plain($"{day.ToString($"ddd, {dayAndMonth}", culture)}, {Time(local)} {Abbreviation(start)}");
    }

    private string LongDate(ZonedDateTime moment) => Plain(moment.LocalDateTime.ToDateTimeUnspecified()
        .ToString(culture.DateTimeFormat.LongDatePattern, culture));

    private string Time(ZonedDateTime moment) => Plain(moment.LocalDateTime.ToDateTimeUnspecified()
        .ToString(culture.DateTimeFormat.ShortTimePattern, culture));

    private static string Dash(bool isTight) => isTight ? "–" : " – ";

    private string Named(string abbreviation) => abbreviation == zone.Id ? zone.Id : $"{zone.Id}, {abbreviation}";

    /// <summary>EST, CET; where the zone data know only an offset (<c>-03</c>), <c>UTC-03</c>.</summary>
    private string Abbreviation(Instant at)
    {
        ZoneInterval interval = zone.GetZoneInterval(at);
        return interval.Name.Length > 0 && interval.Name[0] is '+' or '-' ? $"UTC{interval.Name}" : interval.Name;
    }

    /// <summary>
    /// Newer Unicode data put narrow no-break spaces into times, which old mail programs show as boxes.
    /// </summary>
    private static string Plain(string text) => text.Replace('\u202F', ' ').Replace('\u00A0', ' ');
}
