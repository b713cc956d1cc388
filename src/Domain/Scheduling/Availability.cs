using NodaTime;
using Slotline.Domain.Scheduling.Diaries;
using Slotline.Domain.Scheduling.Timetables;

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
    private readonly DateTimeZone _zone;
    private readonly Dictionary<Guid, CalendarService> _services;
    private readonly Diary[] _diaries;
    private readonly bool _knowsRequests;

    // Appointments of others than these technicians matter to the caps of services only.
    private readonly TakenTimes _others;

    private readonly HeldTime[] _held;
    private readonly ServiceDays _serviceDays;
    private readonly HoldBook _holds;

    public Availability(Calendar calendar)
    {
        (_zone, Loaded, _knowsRequests) = (calendar.Zone, calendar.Loaded, calendar.KnowsRequests);
        _services = calendar.Services.ToDictionary(service => service.Id);
        var booked = Booked(calendar.Busy);
        _diaries = Diaries(calendar, booked);
        var known = calendar.Technicians.Select(technician => technician.Id).ToHashSet();
        _others = new TakenTimes([.. booked.Where(one => !known.Contains(one.Key)).SelectMany(one => one.Value)]);
        _held = [.. calendar.Holds.Select(Held)];
        (_serviceDays, _holds) = (new ServiceDays(_diaries, _others, _held), new HoldBook(_diaries, _held));
    }

    private Availability(Availability before, CalendarChanges changes)
    {
        if (!before._knowsRequests) throw new InvalidOperationException("The calendar does not know whose times are.");
        (_zone, Loaded, _services, _knowsRequests) = (before._zone, before.Loaded, before._services, true);
        var booked = changes.Busy.Where(busy => busy.StartsAt < Loaded.End && busy.EndsAt > Loaded.Start)
            .ToLookup(busy => busy.TechnicianId, busy => Taken.Of(busy, _services[busy.ServiceId]));
        _diaries = Array.ConvertAll(before._diaries, diary => diary.With(
            diary.Appointments.After(changes.RequestIds, booked[diary.Technician.Id])));
        var known = _diaries.Select(diary => diary.Technician.Id).ToHashSet();
        _others = before._others.After(
            changes.RequestIds, booked.Where(one => !known.Contains(one.Key)).SelectMany(times => times));
        _held =
        [
            .. before._held.Where(hold => !changes.RequestIds.Contains(hold.Time.RequestId)),
            .. changes.Holds.Where(hold => hold.StartsAt < Loaded.End && hold.EndsAt > Loaded.Start).Select(Held),
        ];
        (_serviceDays, _holds) = (new ServiceDays(_diaries, _others, _held), new HoldBook(_diaries, _held));
    }

    /// <summary>The span that everything taken in it is known of.</summary>
    public Interval Loaded { get; }

    /// <summary>How many appointments and holds it knows of.</summary>
    public int Size => _diaries.Sum(diary => diary.Appointments.All.Length) + _others.All.Length + _held.Length;

    /// <summary>The same calendar after some requests changed. Settings must be the same still.</summary>
    public Availability After(CalendarChanges changes) => new(this, changes);

    /// <summary>The end, exclusive, of the starts that a horizon allows: the end of its last day.</summary>
    /// <param name="rules">Of the service.</param>
    /// <param name="zone">The organization's.</param>
    /// <param name="now">The present.</param>
    public static Instant HorizonEnd(BookingRules rules, DateTimeZone zone, Instant now)
    {
        var closedFrom = now.InZone(zone).Date.PlusDays(rules.HorizonDays + 1);
        return zone.ResolveLocal(closedFrom.AtMidnight(), WallBoundary.Start);
    }

    // Most rows are of the technician and the service of the row before.
    private Dictionary<Guid, List<Taken>> Booked(IReadOnlyList<BusyTime> busy)
    {
        var booked = new Dictionary<Guid, List<Taken>>();
        var (technician, times) = (Guid.Empty, new List<Taken>());
        CalendarService? service = null;
        foreach (var one in busy)
        {
            if (service is null || service.Id != one.ServiceId) service = _services[one.ServiceId];
            if (one.TechnicianId != technician || times.Count == 0)
            {
                technician = one.TechnicianId;
                if (!booked.TryGetValue(technician, out times!)) booked[technician] = times = [];
            }

            times.Add(Taken.Of(one, service));
        }

        return booked;
    }

    private static Diary[] Diaries(Calendar calendar, Dictionary<Guid, List<Taken>> booked)
    {
        int from = EpochMinute.Floor(calendar.Loaded.Start), to = EpochMinute.Ceiling(calendar.Loaded.End);
        var zones = calendar.Technicians
            .Select(technician => technician.Zone)
            .Distinct()
            .ToDictionary(zone => zone, zone => new ZoneDays(zone, from, to));
        return
        [
            .. calendar.Technicians
                .OrderBy(technician => technician.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(technician => technician.Id)
                .Select((technician, index) => new Diary(
                    index, technician, calendar.Closures, zones[technician.Zone],
                    booked.TryGetValue(technician.Id, out var times) ? new TakenTimes(times) : TakenTimes.None)),
        ];
    }

    private HeldTime Held(Hold hold) => HeldTime.Of(hold, _services[hold.ServiceId], _diaries);

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

    private Instant HorizonEnd(Question asked, Instant now) => HorizonEnd(asked.Service.Rules, _zone, now);

    private Question QuestionOf(Guid serviceId, int durationMinutes, Guid? excludeRequestId) =>
        excludeRequestId is null || _knowsRequests
            ? new Question(_services[serviceId], durationMinutes, excludeRequestId)
            : throw new InvalidOperationException("The calendar does not know whose times are.");

    // An answer from a calendar that does not reach far enough would offer what is taken.
    private void RequireLoaded(Interval starts, int duration)
    {
        var needed = Calendar.SpanFor(starts, duration);
        if (Loaded.Start > needed.Start || Loaded.End < needed.End)
            throw new InvalidOperationException($"The calendar is loaded for {Loaded}, not for {needed}.");
    }
}
