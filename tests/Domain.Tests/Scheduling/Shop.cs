using NodaTime;
using NodaTime.Text;
using Slotline.Domain.Scheduling;

namespace Slotline.Domain.Tests.Scheduling;

/// <summary>A small organization in few words, to ask the slot engine about.</summary>
internal sealed class Shop
{
    public static readonly Guid X = Guid.Parse("00000000-0000-0000-0000-0000000000e1");
    public static readonly Guid Y = Guid.Parse("00000000-0000-0000-0000-0000000000e2");

    private readonly Dictionary<Guid, CalendarService> _services = [];
    private readonly List<CalendarTechnician> _technicians = [];
    private readonly List<DatedException> _closures = [];
    private readonly List<BusyTime> _busy = [];
    private readonly List<Hold> _holds = [];
    private Instant? _now;

    public Shop(string zone = "UTC")
    {
        Zone = At(zone);
        Service(X, 60, step: 60);
        Service(Y, 60, step: 60);
    }

    public DateTimeZone Zone { get; }

    /// <summary>
    /// A fixed day in the middle of what tests ask about, and the time then unless a test says otherwise.
    /// </summary>
    public Instant Now => _now ?? _earliest - Duration.FromDays(20);

    private Instant _earliest = Instant.FromUtc(2026, 1, 1, 0, 0);

    public static DateTimeZone At(string zone) => DateTimeZoneProviders.Tzdb[zone];

    public static Guid Id(string name) => new(name.PadRight(16).Take(16).Select(letter => (byte)letter).ToArray());

    /// <summary>An instant as <c>2026-03-08T16:00Z</c>.</summary>
    public static Instant T(string text) =>
        InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm'Z'").Parse(text).Value;

    public static LocalDate D(string text) => LocalDatePattern.Iso.Parse(text).Value;

    public static TimeRange Range(string text)
    {
        var ends = text.Split('-');
        return new TimeRange(Wall(ends[0]), Wall(ends[1]));
    }

    /// <summary>Weekly hours: each text of ranges for each of the days, all seven unless named.</summary>
    public static WeeklyHours[] Hours(string ranges, params IsoDayOfWeek[] weekdays) =>
        [.. (weekdays.Length > 0 ? weekdays : Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None))
            .SelectMany(day => Ranges(ranges).Select(range => new WeeklyHours(day, range)))];

    public Shop At(Instant now)
    {
        _now = now;
        return this;
    }

    public Shop Service(
        Guid id,
        int duration = 60,
        int? step = null,
        int before = 0,
        int after = 0,
        int notice = 0,
        int horizon = 3000,
        int? cap = null,
        bool bookable = true,
        int[]? durations = null)
    {
        var rules = new BookingRules(step, before, after, notice, horizon, cap, 0);
        _services[id] = new CalendarService(id, durations ?? [duration], rules, bookable);
        return this;
    }

    public Shop Tech(
        string name,
        string hours = "09:00-17:00",
        string? zone = null,
        int? cap = null,
        bool active = true,
        Guid[]? services = null,
        WeeklyHours[]? weekly = null,
        params (string From, string To, string Hours)[] exceptions)
    {
        _technicians.Add(new CalendarTechnician(
            Id(name), name, zone is null ? Zone : At(zone), active, true, cap,
            weekly ?? Hours(hours),
            [.. exceptions.Select(one => new DatedException(D(one.From), D(one.To), Ranges(one.Hours)))],
            services ?? [X, Y]));
        return this;
    }

    public Shop Closed(string from, string to, string hours = "")
    {
        _closures.Add(new DatedException(D(from), D(to), Ranges(hours)));
        return this;
    }

    public Shop Booked(string technician, string from, string to, Guid? service = null, Guid? request = null)
    {
        _busy.Add(new BusyTime(Id(technician), service ?? X, request ?? Guid.CreateVersion7(), T(from), T(to)));
        return this;
    }

    public Shop Held(string from, string to, string? technician = null, Guid? service = null, Guid? request = null)
    {
        _holds.Add(new Hold(
            request
                ?? Guid.CreateVersion7(), service ?? X, technician is null ? null : Id(technician), T(from), T(to)));
        return this;
    }

    public Calendar Calendar(Interval? loaded = null) => new()
    {
        Zone = Zone,
        Loaded = loaded ?? new Interval(Now - Duration.FromDays(30), Now + Duration.FromDays(400)),
        Services = [.. _services.Values],
        Technicians = _technicians,
        Closures = _closures,
        Busy = _busy,
        Holds = _holds,
    };

    public Availability Availability() => new(Calendar());

    public SlotQuery Query(string from, string? to = null, string? viewer = null, Guid? service = null) =>
        new(service ?? X, _services[service ?? X].DurationsMinutes[0], D(from), D(to ?? from),
            viewer is null ? Zone : At(viewer));

    public IReadOnlyList<SlotDay> Days(SlotQuery query)
    {
        NowBefore(query.From);
        return Availability().Search(query, Now);
    }

    /// <summary>All starts of a search as <c>dd HH:mm</c> of a zone, UTC unless named.</summary>
    public string Starts(
        string from, string? to = null, string? viewer = null, Guid? service = null, string show = "UTC") =>
        Starts(Query(from, to, viewer, service), show);

    public string Starts(SlotQuery query, string show = "UTC") => string.Join(", ", Days(query)
        .SelectMany(day => day.Slots)
        .Select(slot => slot.StartsAt.InZone(At(show)).ToString("dd HH:mm", null)));

    /// <summary>The starts of one day, as <c>HH:mm</c> of the shop's zone.</summary>
    public string Times(string date, Guid? service = null, string? technician = null, Guid? exclude = null) =>
        string.Join(
        ", ",
        Days(Query(date, service: service) with
        {
            TechnicianId = technician is null ? null : Id(technician),
            ExcludeRequestId = exclude,
        }).Single().Slots.Select(slot => slot.StartsAt.InZone(Zone).ToString("HH:mm", null)));

    public static SlotWish Wish(string startsAt, int duration = 60, string? technician = null, Guid? service = null) =>
        new(service ?? X, T(startsAt), duration) { TechnicianId = technician is null ? null : Id(technician) };

    public string Rules(SlotWish wish)
    {
        NowBefore(wish.StartsAt.InUtc().Date);
        return string.Join(", ", Availability().Violations(wish, Now).Select(violation => violation.Rule));
    }

    public string Rules(string startsAt, int duration = 60, string? technician = null, Guid? service = null) =>
        Rules(Wish(startsAt, duration, technician, service));

    // Each test asks about its own dates; "now is earlier" is three weeks before them.
    private void NowBefore(LocalDate date) => _earliest = date.AtMidnight().InUtc().ToInstant();

    private static TimeRange[] Ranges(string ranges) =>
        [.. ranges.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Range)];

    private static WallTime Wall(string text) =>
        WallTime.TryParse(text, out var time) ? time : throw new ArgumentException($"{text} is no time.");
}
