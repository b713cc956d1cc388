using NodaTime;

namespace Slotline.Domain.Scheduling.Timetables;

/// <summary>Which end of a range a wall-clock time is; an ambiguous one means another instant at each.</summary>
internal enum WallBoundary
{
    Start,
    End,
}

/// <summary>
/// The local days of a zone over a span, as minutes since 1970: every day's beginning is looked up once, and a wall
/// time on a day without a clock change nearby is then one addition.
/// </summary>
internal sealed class ZoneDays
{
    private const int MinutesPerDay = WallTime.MinutesPerDay;
    private static readonly LocalDate Epoch = new(1970, 1, 1);

    private readonly DateTimeZone _zone;
    private readonly int[] _beginnings;
    private readonly bool[] _isPlain;

    /// <param name="from">First minute that must lie on a day of the table.</param>
    /// <param name="to">Last such minute.</param>
    public ZoneDays(DateTimeZone zone, int from, int to)
    {
        _zone = zone;
        // No zone is further than a day from UTC, so two days of margin always hold both ends.
        First = Floor(from, MinutesPerDay) - 2;
        Last = Floor(to, MinutesPerDay) + 2;
        _beginnings = new int[Last - First + 2];
        _isPlain = new bool[_beginnings.Length];
        for (var day = First; day <= Last + 1; day++) LookUp(day);
    }

    /// <summary>First day of the table, in days since 1970-01-01.</summary>
    public int First { get; }

    /// <summary>Last day of the table.</summary>
    public int Last { get; }

    public static int NumberOf(LocalDate date) => Period.DaysBetween(Epoch, date);

    public static LocalDate DateOf(int day) => Epoch.PlusDays(day);

    public static IsoDayOfWeek WeekdayOf(int day) => (IsoDayOfWeek)(day + 3 - Floor(day + 3, 7) * 7 + 1);

    /// <summary>The first minute of a day.</summary>
    public int BeginningOf(int day) => _beginnings[day - First];

    /// <summary>All starts of a day, forbidden by a rule.</summary>
    public Obstacle AllOf(int day, AvailabilityRule rule) => new(BeginningOf(day), BeginningOf(day + 1), rule);

    /// <summary>The local day that a minute lies on; the table's first or last for one outside of it.</summary>
    public int DayOf(int minute)
    {
        var guess = Math.Clamp(First + (minute - _beginnings[0]) / MinutesPerDay, First, Last);
        while (guess < Last && BeginningOf(guess + 1) <= minute) guess++;
        while (guess > First && BeginningOf(guess) > minute) guess--;
        return guess;
    }

    /// <summary>The minute of a wall time of a day, given in minutes after its 00:00; up to two days of them.</summary>
    public int MinuteOf(int day, int wallMinute, WallBoundary boundary)
    {
        for (; wallMinute >= MinutesPerDay; wallMinute -= MinutesPerDay) day++;
        if (day <= Last && _isPlain[day - First]) return BeginningOf(day) + wallMinute;
        var instant = _zone.ResolveLocal(DateOf(day).AtMidnight().PlusMinutes(wallMinute), boundary);
        return boundary == WallBoundary.Start ? EpochMinute.Ceiling(instant) : EpochMinute.Floor(instant);
    }

    private void LookUp(int day)
    {
        var beginning = _zone.ResolveLocal(DateOf(day).AtMidnight(), WallBoundary.Start);
        var interval = _zone.GetZoneInterval(beginning);
        _beginnings[day - First] = EpochMinute.Ceiling(beginning);
        _isPlain[day - First] = interval.Contains(beginning - Duration.FromDays(1))
            && interval.Contains(beginning + Duration.FromDays(2));
    }

    private static int Floor(int dividend, int divisor) => (int)Math.Floor((double)dividend / divisor);
}

internal static class ZoneResolution
{
    /// <summary>
    /// The instant of a wall time: in a gap the gap's end, in an overlap the earlier instant for a start and the later
    /// one for an end.
    /// </summary>
    public static Instant ResolveLocal(this DateTimeZone zone, LocalDateTime local, WallBoundary boundary)
    {
        var mapping = zone.MapLocal(local);
        return mapping.Count switch
        {
            0 => mapping.LateInterval.Start,
            1 => mapping.Single().ToInstant(),
            _ => (boundary == WallBoundary.Start ? mapping.First() : mapping.Last()).ToInstant(),
        };
    }
}
