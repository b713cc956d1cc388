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
        var booked = calendar.Busy
            .Select(busy => (busy.TechnicianId, busy.ServiceId, Time: Take(busy)))
            .ToList();
        var held = calendar.Holds
            .Select(hold => (Hold: hold, Time: Take(hold)))
            .ToList();
        _diaries = Diaries(booked.ToLookup(busy => busy.TechnicianId, busy => busy.Time));
        _serviceDays = new ServiceDays(booked
            .Select(busy => (busy.ServiceId, busy.Time))
            .Concat(held.Select(hold => (hold.Hold.ServiceId, hold.Time)))
            .ToLookup(taken => taken.ServiceId, taken => taken.Time));
        _holds = new HoldBook(_diaries, held.Select(hold => (hold.Hold, _services[hold.Hold.ServiceId], hold.Time)));
    }

    private Taken Take(BusyTime busy) => Take(busy.ServiceId, busy.StartsAt, busy.EndsAt, busy.RequestId);

    private Taken Take(Hold hold) => Take(hold.ServiceId, hold.StartsAt, hold.EndsAt, hold.RequestId);

    /// <summary>The end, exclusive, of the starts that a horizon allows: the end of its last day.</summary>
    /// <param name="rules">Of the service.</param>
    /// <param name="zone">The organization's.</param>
    /// <param name="now">The present.</param>
    public static Instant HorizonEnd(BookingRules rules, DateTimeZone zone, Instant now)
    {
        var closedFrom = now.InZone(zone).Date.PlusDays(rules.HorizonDays + 1);
        return zone.ResolveLocal(closedFrom.AtMidnight(), WallBoundary.Start);
    }

    private Taken Take(Guid serviceId, Instant startsAt, Instant endsAt, Guid requestId)
    {
        var rules = _services[serviceId].Rules;
        return new Taken(
            EpochMinute.Floor(startsAt),
            EpochMinute.Ceiling(endsAt),
            rules.BufferBeforeMinutes,
            rules.BufferAfterMinutes,
            requestId);
    }

    private Diary[] Diaries(ILookup<Guid, Taken> booked)
    {
        int from = EpochMinute.Floor(_calendar.Loaded.Start), to = EpochMinute.Ceiling(_calendar.Loaded.End);
        var zones = _calendar.Technicians
            .Select(technician => technician.Zone)
            .Distinct()
            .ToDictionary(zone => zone, zone => new ZoneDays(zone, from, to));
        return
        [
            .. _calendar.Technicians
                .OrderBy(technician => technician.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(technician => technician.Id)
                .Select((technician, index) => new Diary(
                    index,
                    technician,
                    zones[technician.Zone],
                    new Timetable(technician, _calendar.Closures, zones[technician.Zone]),
                    new TakenTimes([.. booked[technician.Id]]))),
        ];
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

    /// <summary>The part of a span of starts that notice, horizon and the service itself leave open, in minutes.</summary>
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
