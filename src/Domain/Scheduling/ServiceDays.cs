using System.Collections.Concurrent;

namespace Slotline.Domain.Scheduling;

/// <summary>
/// How often services are booked and held, to close their days: each technician's own local days, on which everything
/// of the service counts, whoever has it.
/// </summary>
internal sealed class ServiceDays(Calendar calendar)
{
    private readonly ConcurrentDictionary<Guid, TakenTimes> _times = [];

    /// <summary>
    /// Adds the days, of those that a span of starts touches, on which the asked service has its most.
    /// </summary>
    public void AddFullDays(Question asked, ZoneDays days, int from, int to, List<Obstacle> obstacles)
    {
        if (asked.Service.Rules.MaxPerDay is not { } most) return;
        var taken = _times.GetOrAdd(asked.Service.Id, _ => TimesOf(asked.Service));
        for (var day = days.DayOf(from); day <= days.Last && days.BeginningOf(day) < to; day++)
        {
            var allDay = days.AllOf(day, AvailabilityRule.DailyCap);
            if (taken.CountStarting(allDay.From, allDay.To, asked) >= most) obstacles.Add(allDay);
        }
    }

    // Few services have a cap, so only theirs are gathered.
    private TakenTimes TimesOf(CalendarService service) => new(
    [
        .. calendar.Busy.Where(busy => busy.ServiceId == service.Id).Select(busy => Taken.Of(busy, service)),
        .. calendar.Holds.Where(hold => hold.ServiceId == service.Id).Select(hold => Taken.Of(hold, service)),
    ]);
}
