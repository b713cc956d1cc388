using NodaTime;
using Slotline.Domain.Scheduling;

namespace Slotline.Slots;

/// <summary>
/// A made-up firm of the size that the baselines were measured with: six one-hour bookings per technician and working
/// day over sixty days, three zones, one service of an hour on a grid of half hours.
/// </summary>
internal static class Firm
{
    public const int BookedDays = 60;
    private const int BookingsPerDay = 6;

    public static readonly Guid Service = Guid.Parse("00000000-0000-0000-0000-0000000000e1");
    public static readonly Instant Now = Instant.FromUtc(2026, 8, 10, 4, 0);
    public static readonly LocalDate Today = new(2026, 8, 10);

    private static readonly string[] Zones = ["America/New_York", "America/Chicago", "Europe/London"];

    public static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["America/New_York"];

    public static Calendar Of(int technicians, int holds = 0, int? cap = null)
    {
        var people = Enumerable.Range(0, technicians).Select(i => Technician(i, cap)).ToList();
        return new Calendar
        {
            Zone = Zone,
            Loaded = new Interval(Now - Duration.FromDays(5), Now + Duration.FromDays(110)),
            Services =
            [
                new CalendarService(Service, [60], new BookingRules(30, 0, 0, 0, 90, null, 0), true),
            ],
            Technicians = people,
            Busy = [.. people.SelectMany(Bookings)],
            Holds = [.. Enumerable.Range(0, holds).Select(Hold)],
        };
    }

    private static CalendarTechnician Technician(int number, int? cap) => new(
        Guid.CreateVersion7(),
        $"Technician {number:000}",
        DateTimeZoneProviders.Tzdb[Zones[number % Zones.Length]],
        true,
        true,
        cap,
        [.. Enumerable.Range(1, 5).Select(day => new WeeklyHours(
            (IsoDayOfWeek)day, new TimeRange(
                new WallTime((8 + number % 2) * 60), new WallTime((16 + number % 2) * 60))))],
        [],
        [Service]);

    private static IEnumerable<BusyTime> Bookings(CalendarTechnician technician)
    {
        var random = new Random(technician.Name.GetHashCode(StringComparison.Ordinal) & 0xffff);
        for (var day = 0; day < BookedDays; day++)
        {
            var date = Today.PlusDays(day);
            var hours = technician.WeeklyHours.FirstOrDefault(one => one.Day == date.DayOfWeek);
            if (hours == default) continue;
            var start = hours.Range.From.On(date).InZoneLeniently(technician.Zone).ToInstant();
            foreach (var hour in Enumerable.Range(0, 8).OrderBy(_ => random.Next()).Take(BookingsPerDay))
            {
                var from = start + Duration.FromHours(hour);
                yield return new BusyTime(
                    technician.Id, Service, Guid.CreateVersion7(), from, from + Duration.FromHours(1));
            }
        }
    }

    private static Hold Hold(int number)
    {
        var from = Instant.FromUtc(
            2026, 8, 10, 14, 0) + Duration.FromDays(number * 7 % 30) + Duration.FromMinutes(number % 11 * 30);
        return new Hold(Guid.CreateVersion7(), Service, null, from, from + Duration.FromHours(1));
    }
}
