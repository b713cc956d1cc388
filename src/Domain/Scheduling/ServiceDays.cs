namespace Slotline.Domain.Scheduling;

/// <summary>
/// How often services are booked and held, to close their days: each technician's own local days, on which everything
/// of the service counts, whoever has it.
/// </summary>
internal sealed class ServiceDays(ILookup<Guid, Taken> times)
{
    private readonly Dictionary<Guid, TakenTimes> _times =
        times.ToDictionary(service => service.Key, service => new TakenTimes([.. service]));

    /// <summary>Adds the days, of those that a span of starts touches, on which the asked service has its most.</summary>
    public void AddFullDays(Question asked, ZoneDays days, int from, int to, List<Obstacle> obstacles)
    {
        if (asked.Service.Rules.MaxPerDay is not { } most) return;
        var taken = _times.GetValueOrDefault(asked.Service.Id, TakenTimes.None);
        for (var day = days.DayOf(from); day <= days.Last && days.BeginningOf(day) < to; day++)
        {
            var allDay = days.AllOf(day, AvailabilityRule.DailyCap);
            if (taken.CountStarting(allDay.From, allDay.To, asked) >= most) obstacles.Add(allDay);
        }
    }
}
