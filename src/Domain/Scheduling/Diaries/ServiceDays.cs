using System.Collections.Concurrent;
using Slotline.Domain.Scheduling.Timetables;

namespace Slotline.Domain.Scheduling.Diaries;

/// <summary>
/// How often services are booked and held, to close their days: each technician's own local days, on which everything
/// of the service counts, whoever has it.
/// </summary>
internal sealed class ServiceDays(Diary[] diaries, TakenTimes others, HeldTime[] held)
{
    private readonly ConcurrentDictionary<Guid, TakenTimes> _times = [];

    /// <summary>
    /// Adds the days, of those that a span of starts touches, on which the asked service has its most.
    /// </summary>
    public void AddFullDays(Question asked, ZoneDays days, int from, int to, List<Obstacle> obstacles)
    {
        if (asked.Service.Rules.MaxPerDay is not { } most) return;
        var taken = _times.GetOrAdd(asked.Service.Id, TimesOf);
        for (var day = days.DayOf(from); day <= days.Last && days.BeginningOf(day) < to; day++)
        {
            var allDay = days.AllOf(day, AvailabilityRule.DailyCap);
            if (taken.CountStarting(allDay.From, allDay.To, asked) >= most) obstacles.Add(allDay);
        }
    }

    // Few services have a cap, so only theirs are gathered.
    private TakenTimes TimesOf(Guid serviceId)
    {
        var times = new List<Taken>();
        foreach (var appointments in diaries.Select(diary => diary.Appointments).Append(others))
        {
            foreach (var time in appointments.All)
                if (time.ServiceId == serviceId) times.Add(time);
        }

        times.AddRange(held.Select(hold => hold.Time).Where(time => time.ServiceId == serviceId));
        return new TakenTimes(times);
    }
}
