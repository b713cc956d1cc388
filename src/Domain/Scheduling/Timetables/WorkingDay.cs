using NodaTime;

namespace Slotline.Domain.Scheduling.Timetables;

/// <summary>
/// The hours of one local day: the weekday's, or those of the exception in their place. Hours are minutes after the
/// day's 00:00, merged and in order; a night's end lies beyond 1440.
/// </summary>
internal sealed record WorkingDay(WorkingDay.Span[] Hours, WorkingDay.Span[] Usual, AvailabilityRule ReplacedBy)
{
    private const int DaysOfWeek = 7;

    public readonly record struct Span(int From, int To);

    public bool IsException => ReplacedBy != AvailabilityRule.OutsideWorkingHours;

    /// <summary>One for each day of the table.</summary>
    public static WorkingDay[] Of(
        CalendarTechnician technician, IReadOnlyList<DatedException> closures, ZoneDays days)
    {
        var usual = new WorkingDay[DaysOfWeek];
        for (var i = 0; i < DaysOfWeek; i++)
        {
            var weekday = (IsoDayOfWeek)(i + 1);
            var hours = Merge(technician.WeeklyHours.Where(one => one.Day == weekday).Select(one => one.Range));
            usual[i] = new WorkingDay(hours, hours, AvailabilityRule.OutsideWorkingHours);
        }

        var all = new WorkingDay[days.Last - days.First + 1];
        for (var i = 0; i < all.Length; i++) all[i] = usual[(int)ZoneDays.WeekdayOf(days.First + i) - 1];
        Replace(all, days, closures, AvailabilityRule.OrganizationClosed);
        Replace(all, days, technician.Exceptions, AvailabilityRule.TimeOff);
        return all;
    }

    private static void Replace(
        WorkingDay[] all, ZoneDays days, IReadOnlyList<DatedException> exceptions, AvailabilityRule rule)
    {
        if (exceptions.Count == 0) return;
        var first = ZoneDays.DateOf(days.First);
        var last = ZoneDays.DateOf(days.Last);
        var byDay = exceptions
            .Where(exception => exception.From <= last && exception.To >= first)
            .SelectMany(exception => DaysOf(exception, days).Select(day => (Day: day, exception.Hours)))
            .GroupBy(entry => entry.Day, entry => entry.Hours);
        foreach (var day in byDay)
        {
            var isOff = day.Any(hours => hours.Count == 0);
            var hours = isOff ? [] : Merge(day.SelectMany(ranges => ranges));
            all[day.Key - days.First] = all[day.Key - days.First] with { Hours = hours, ReplacedBy = rule };
        }
    }

    private static IEnumerable<int> DaysOf(DatedException exception, ZoneDays days)
    {
        var first = Math.Max(ZoneDays.NumberOf(exception.From), days.First);
        var last = Math.Min(ZoneDays.NumberOf(exception.To), days.Last);
        return Enumerable.Range(first, Math.Max(last - first + 1, 0));
    }

    private static Span[] Merge(IEnumerable<TimeRange> ranges)
    {
        var merged = new List<Span>();
        foreach (var span in ranges.Select(SpanOf).OrderBy(span => span.From))
        {
            if (merged.Count > 0 && span.From <= merged[^1].To)
                merged[^1] = merged[^1] with { To = Math.Max(merged[^1].To, span.To) };
            else
                merged.Add(span);
        }

        return [.. merged];
    }

    private static Span SpanOf(TimeRange range) => new(
        range.From.MinuteOfDay, range.To.MinuteOfDay + (range.EndsNextDay ? WallTime.MinutesPerDay : 0));
}
