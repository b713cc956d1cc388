using NodaTime;
using NodaTime.TimeZones;
using Slotline.Domain.Scheduling;

namespace Slotline.Domain.Tests.Scheduling;

/// <summary>
/// The rules once more, minute by minute and as the product's document says them, with nothing shared with the engine:
/// slow, and simple enough to believe.
/// </summary>
internal sealed class NaiveReference(Calendar calendar, SlotQuery query, Instant now)
{
    private static readonly ZoneLocalMappingResolver StartOf =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private static readonly ZoneLocalMappingResolver EndOf =
        Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnStartOfIntervalAfter);

    private readonly CalendarService _service = calendar.Services.Single(service => service.Id == query.ServiceId);
    private readonly Dictionary<Guid, List<(Instant From, Instant To)>> _ranges = calendar.Technicians.ToDictionary(
        technician => technician.Id,
        technician => RangesOf(technician, calendar, query).ToList());

    private Duration Length => Duration.FromMinutes(query.DurationMinutes);

    private IEnumerable<Hold> Holds => calendar.Holds.Where(hold => hold.RequestId != query.ExcludeRequestId);

    private IEnumerable<BusyTime> Busy => calendar.Busy.Where(busy => busy.RequestId != query.ExcludeRequestId);

    /// <summary>Each start offered, with the names of those free for it.</summary>
    public List<(Instant Start, string Technicians)> Slots()
    {
        var slots = new List<(Instant, string)>();
        var end = query.To.PlusDays(1).AtStartOfDayInZone(query.Zone).ToInstant();
        for (var at = query.From.AtStartOfDayInZone(query.Zone).ToInstant(); at < end; at += Duration.FromMinutes(1))
        {
            var free = calendar.Technicians
                .Where(technician => IsOffered(technician, at)).Select(one => one.Name).Order();
            if (free.Any()) slots.Add((at, string.Join(' ', free)));
        }

        return slots;
    }

    public bool IsOffered(CalendarTechnician technician, Instant at) =>
        technician.IsActive && technician.ServiceIds.Contains(_service.Id)
        && (query.TechnicianId is null || technician.Id == query.TechnicianId)
        && IsOnGrid(technician, at)
        && Works(technician, at, at + Length)
        && IsOpen(at)
        && !IsServiceFull(technician, at)
        && IsFree(technician, _service, at, at + Length)
        && LeavesSeats(technician, at)
        && LeavesRoom(technician, at);

    private bool IsOpen(Instant at)
    {
        var today = now.InZone(calendar.Zone).Date;
        return _service.IsBookable
            && at >= now + Duration.FromMinutes(_service.Rules.MinimumNoticeMinutes)
            && at.InZone(calendar.Zone).Date <= today.PlusDays(_service.Rules.HorizonDays);
    }

    private bool IsOnGrid(CalendarTechnician technician, Instant at)
    {
        var step = _service.Rules.SlotStepMinutes ?? Math.Min(query.DurationMinutes, 30);
        return _ranges[technician.Id].Any(range =>
            range.From <= at && at < range.To && (at - range.From).TotalMinutes % step == 0);
    }

    private bool Works(CalendarTechnician technician, Instant from, Instant to)
    {
        for (var at = from; at < to; at += Duration.FromMinutes(1))
            if (!_ranges[technician.Id].Any(range => range.From <= at && at < range.To)) return false;
        return true;
    }

    // Free of appointments, of holds that only this one can serve, and below the cap of the day.
    private bool IsFree(CalendarTechnician technician, CalendarService service, Instant from, Instant to) =>
        !Busy.Any(busy => busy.TechnicianId == technician.Id
            && AreTooClose(service, from, to, ServiceOf(busy.ServiceId), busy.StartsAt, busy.EndsAt))
        && !Holds.Any(hold => IsPinnedOn(hold, technician)
            && AreTooClose(service, from, to, ServiceOf(hold.ServiceId), hold.StartsAt, hold.EndsAt))
        && Room(technician, DateOf(technician, from)) > 0;

    private int Room(CalendarTechnician technician, LocalDate date) => technician.MaxAppointmentsPerDay is not { } most
        ? int.MaxValue
        : most
            - Busy.Count(busy => busy.TechnicianId == technician.Id && DateOf(technician, busy.StartsAt) == date)
            - Holds.Count(hold => IsPinnedOn(hold, technician) && DateOf(technician, hold.StartsAt) == date);

    private bool IsServiceFull(CalendarTechnician technician, Instant at) =>
        _service.Rules.MaxPerDay is { } most
        && Busy.Where(busy => busy.ServiceId == _service.Id).Select(busy => busy.StartsAt)
            .Concat(Holds.Where(hold => hold.ServiceId == _service.Id).Select(hold => hold.StartsAt))
            .Count(start => DateOf(technician, start) == DateOf(technician, at)) >= most;

    // Rule 9: with all overlapping holds seated on distinct free technicians, this one is left.
    private bool LeavesSeats(CalendarTechnician technician, Instant at)
    {
        var overlapping = Holds.Where(IsFloating)
            .Where(hold => AreTooClose(
                _service, at, at + Length, ServiceOf(hold.ServiceId), hold.StartsAt, hold.EndsAt))
            .ToList();
        var company = CompanyOf(
            technician.Id.ToString(), overlapping, hold => OwnOf(hold).Select(own => own.Id.ToString()));
        return CanSeat(company, hold => FreeOf(hold).Select(
            own => own.Id.ToString()), seat => seat == technician.Id.ToString() ? 0 : 1);
    }

    // Rule 8: with all holds of the day seated on the room that is left, one place of this one's day is left.
    private bool LeavesRoom(CalendarTechnician technician, Instant at)
    {
        if (technician.MaxAppointmentsPerDay is null) return true;
        var date = DateOf(technician, at);
        var holds = Holds.Where(IsFloating).Where(hold => DateOf(technician, hold.StartsAt) == date).ToList();
        var own = Seat(technician, date);
        var company = CompanyOf(own, holds, hold => OwnOf(hold).Select(one => Seat(one, DateOf(one, hold.StartsAt))));
        return CanSeat(
            company,
            hold => FreeOf(hold).Select(one => Seat(one, DateOf(one, hold.StartsAt))),
            seat => RoomOfSeat(seat) - (seat == own ? 1 : 0));
    }

    private static string Seat(CalendarTechnician technician, LocalDate date) => $"{technician.Id} {date:uuuu-MM-dd}";

    private int RoomOfSeat(string seat) => calendar.Technicians
        .Where(technician => seat.StartsWith(technician.Id.ToString(), StringComparison.Ordinal))
        .Select(technician => Room(technician, Shop.D(seat[37..])))
        .Single();

    private static List<Hold> CompanyOf(string seat, List<Hold> holds, Func<Hold, IEnumerable<string>> seatsOf)
    {
        var seats = new HashSet<string> { seat };
        var company = new List<Hold>();
        while (holds.Find(
            hold => !company.Contains(hold) && seatsOf(hold).Any(seats.Contains)) is { StartsAt: var start } next
            && start != default)
        {
            company.Add(next);
            seats.UnionWith(seatsOf(next));
        }

        return company;
    }

    private static bool CanSeat(List<Hold> holds, Func<Hold, IEnumerable<string>> seatsOf, Func<string, int> capacity)
    {
        return CanSeatFrom(0, []);

        bool CanSeatFrom(int next, List<string> taken) => next == holds.Count
            || seatsOf(holds[next]).Any(seat =>
                taken.Count(other => other == seat) < capacity(seat) && CanSeatFrom(next + 1, [.. taken, seat]));
    }

    private IEnumerable<CalendarTechnician> OwnOf(Hold hold) => calendar.Technicians.Where(technician =>
        technician.IsActive && technician.ServiceIds.Contains(hold.ServiceId)
        && (hold.TechnicianId is null || hold.TechnicianId == technician.Id)
        && Works(technician, hold.StartsAt, hold.EndsAt));

    private IEnumerable<CalendarTechnician> FreeOf(Hold hold) => OwnOf(hold)
        .Where(technician => IsFree(technician, ServiceOf(hold.ServiceId), hold.StartsAt, hold.EndsAt));

    private bool IsFloating(Hold hold) => OwnOf(hold).Count() > 1;

    private bool IsPinnedOn(Hold hold, CalendarTechnician technician) =>
        OwnOf(hold).ToList() is [var only] && only.Id == technician.Id;

    private CalendarService ServiceOf(Guid id) => calendar.Services.Single(service => service.Id == id);

    private static LocalDate DateOf(CalendarTechnician technician, Instant at) => at.InZone(technician.Zone).Date;

    private static bool AreTooClose(
        CalendarService one, Instant oneFrom, Instant oneTo, CalendarService other, Instant otherFrom, Instant otherTo)
    {
        if (oneFrom < otherTo && otherFrom < oneTo) return true;
        return oneFrom < otherFrom
            ? otherFrom - oneTo < Gap(one, other)
            : oneFrom - otherTo < Gap(other, one);
    }

    private static Duration Gap(CalendarService first, CalendarService second) =>
        Duration.FromMinutes(Math.Max(first.Rules.BufferAfterMinutes, second.Rules.BufferBeforeMinutes));

    private static IEnumerable<(Instant From, Instant To)> RangesOf(
        CalendarTechnician technician, Calendar calendar, SlotQuery query)
    {
        for (var date = query.From.PlusDays(-6); date <= query.To.PlusDays(8); date = date.PlusDays(1))
        {
            var works = new bool[2 * 1440 + 1];
            foreach (var range in HoursOn(technician, calendar, date))
            {
                var to = range.To.MinuteOfDay + (range.To <= range.From ? 1440 : 0);
                for (var minute = range.From.MinuteOfDay; minute < to; minute++) works[minute] = true;
            }

            for (var minute = 0; minute < 2 * 1440; minute++)
            {
                if (!works[minute] || (minute > 0 && works[minute - 1])) continue;
                var end = Array.IndexOf(works, false, minute);
                yield return (
                    technician.Zone.ResolveLocal(date.AtMidnight().PlusMinutes(minute), StartOf).ToInstant(),
                    technician.Zone.ResolveLocal(date.AtMidnight().PlusMinutes(end), EndOf).ToInstant());
            }
        }
    }

    private static IEnumerable<TimeRange> HoursOn(CalendarTechnician technician, Calendar calendar, LocalDate date)
    {
        var own = technician.Exceptions.Where(one => one.From <= date && date <= one.To).ToList();
        var general = calendar.Closures.Where(one => one.From <= date && date <= one.To).ToList();
        var exceptions = own.Count > 0 ? own : general;
        if (exceptions.Count == 0)
            return technician.WeeklyHours.Where(hours => hours.Day == date.DayOfWeek).Select(hours => hours.Range);
        return exceptions.Exists(one => one.Hours.Count == 0) ? [] : exceptions.SelectMany(one => one.Hours);
    }
}
