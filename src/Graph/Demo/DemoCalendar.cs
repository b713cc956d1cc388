using NodaTime;
using NodaTime.Text;

namespace Slotline.Graph.Demo;

/// <summary>Working days around today, so that the demo looks lived in whenever it is started.</summary>
internal sealed class DemoCalendar(Instant now, DateTimeZone zone)
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public Instant Now => now;

    private LocalDate Today => now.InZone(zone).Date;

    /// <summary>
    /// The working day that many after today, or before it; 0 is today, and at the weekend the Monday that follows.
    /// </summary>
    public LocalDate Day(int offset)
    {
        var date = Today;
        while (offset >= 0 && IsWeekend(date))
        {
            date = date.PlusDays(1);
        }

        for (var left = Math.Abs(offset); left > 0; left -= IsWeekend(date) ? 0 : 1)
        {
            date = date.PlusDays(Math.Sign(offset));
        }

        return date;
    }

    public Instant At(int day, string time, DateTimeZone place) =>
        place.AtLeniently(Day(day) + Clock.Parse(time).Value).ToInstant();

    /// <summary>A time at the firm's own place.</summary>
    public Instant At(int day, string time) => At(day, time, zone);

    private static bool IsWeekend(LocalDate date) => date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;
}
