using NodaTime;

namespace Slotline.Domain.Scheduling;

/// <summary>
/// The slot engine: what is free, and why something is not, in one calendar. It never changes and may be kept and
/// asked by many at once; the time is part of each question.
/// </summary>
/// <remarks>
/// There is one set of rules. A search fills a window of minutes with the starts of each technician's grid and removes
/// those that an obstacle forbids; judging a single wish is the same with a window of one minute. So whatever is
/// offered is accepted, and nothing else.
/// </remarks>
public sealed partial class Availability
{
    private readonly Calendar _calendar;
    private readonly Dictionary<Guid, CalendarService> _services;
    private readonly Diary[] _diaries;
    private readonly ServiceDays _serviceDays;
    private readonly HoldBook _holds;

    public Availability(Calendar calendar)
    {
        _calendar = calendar;
        _services = calendar.Services.ToDictionary(service => service.Id);
        _diaries = Diaries();
        _serviceDays = new ServiceDays(calendar);
        _holds = new HoldBook(_diaries, calendar.Holds, _services);
    }

    /// <summary>The end, exclusive, of the starts that a horizon allows: the end of its last day.</summary>
    /// <param name="rules">Of the service.</param>
    /// <param name="zone">The organization's.</param>
    /// <param name="now">The present.</param>
    public static Instant HorizonEnd(BookingRules rules, DateTimeZone zone, Instant now)
    {
        var closedFrom = now.InZone(zone).Date.PlusDays(rules.HorizonDays + 1);
        return zone.ResolveLocal(closedFrom.AtMidnight(), WallBoundary.Start);
    }

    private Diary[] Diaries()
    {
        int from = EpochMinute.Floor(_calendar.Loaded.Start), to = EpochMinute.Ceiling(_calendar.Loaded.End);
        var zones = _calendar.Technicians
            .Select(technician => technician.Zone)
            .Distinct()
            .ToDictionary(zone => zone, zone => new ZoneDays(zone, from, to));
        var booked = Booked();
        return
        [
            .. _calendar.Technicians
                .OrderBy(technician => technician.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(technician => technician.Id)
                .Select((technician, index) => new Diary(
                    index, technician, _calendar, zones[technician.Zone], new TakenTimes(booked[technician.Id]))),
        ];
    }

    // Appointments of others than these technicians matter to the caps of services only.
    private Dictionary<Guid, List<Taken>> Booked()
    {
        var booked = _calendar.Technicians.ToDictionary(technician => technician.Id, _ => new List<Taken>());
        foreach (var busy in _calendar.Busy)
            if (booked.TryGetValue(busy.TechnicianId, out var times))
                times.Add(Taken.Of(busy, _services[busy.ServiceId]));
        return booked;
    }

    /// <summary>Leaves in a set just the starts at which a technician is free.</summary>
    private void FillFreeStarts(
        MinuteSet starts, Question asked, Diary diary, IEnumerable<Obstacle> held, List<Obstacle> scratch)
    {
        starts.Clear();
        diary.Timetable.AddStarts(starts, asked.Duration, asked.Step);
        CollectObstacles(starts.From, starts.To, asked, diary, held, scratch);
        foreach (var obstacle in scratch) starts.Remove(obstacle.From, obstacle.To);
    }

    private void CollectObstacles(
        int from, int to, Question asked, Diary diary, IEnumerable<Obstacle> held, List<Obstacle> obstacles)
    {
        obstacles.Clear();
        diary.AddObstacles(asked, from, to, obstacles);
        _serviceDays.AddFullDays(asked, diary.Days, from, to, obstacles);
        obstacles.AddRange(held);
    }

    /// <summary>
    /// The part of a span of starts that notice, horizon and the service itself leave open, in minutes.
    /// </summary>
    private (int From, int To) Open(Question asked, Interval starts, Instant now)
    {
        var first = Instant.Max(starts.Start, EarliestStart(asked, now));
        var end = Instant.Min(starts.End, HorizonEnd(asked, now));
        if (first >= end || !asked.Service.IsBookable) return (0, 0);
        RequireLoaded(new Interval(first, end), asked.Duration);
        return (EpochMinute.Ceiling(first), EpochMinute.Ceiling(end));
    }

    private static Instant EarliestStart(Question asked, Instant now) =>
        now + Duration.FromMinutes(Math.Max(asked.Service.Rules.MinimumNoticeMinutes, 0));

    private Instant HorizonEnd(Question asked, Instant now) => HorizonEnd(asked.Service.Rules, _calendar.Zone, now);

    // An answer from a calendar that does not reach far enough would offer what is taken.
    private void RequireLoaded(Interval starts, int duration)
    {
        var needed = Calendar.SpanFor(starts, duration);
        if (_calendar.Loaded.Start > needed.Start || _calendar.Loaded.End < needed.End)
            throw new InvalidOperationException($"The calendar is loaded for {_calendar.Loaded}, not for {needed}.");
    }
}
