using NodaTime;

namespace Slotline.Domain.Scheduling;

/// <summary>
/// All that decides which slots are free, as plain values: one organization's services and technicians, and what is
/// booked and held inside <see cref="Loaded"/>. The order of rows never matters.
/// </summary>
public sealed record Calendar
{
    /// <summary>
    /// How far before the first and beyond the end of the last slot a calendar must be loaded: a slot depends on what
    /// its technicians, and those who could take a hold near it, do on the whole local days around it.
    /// </summary>
    public static readonly Duration Margin = Duration.FromDays(4);

    /// <summary>The organization's zone: the horizon counts its days.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>
    /// The span that <see cref="Busy"/> and <see cref="Holds"/> are complete for: everything that overlaps it is here.
    /// </summary>
    public required Interval Loaded { get; init; }

    /// <summary>Every service that is asked for, booked or held here, bookable or not.</summary>
    public required IReadOnlyList<CalendarService> Services { get; init; }

    /// <summary>
    /// Every technician of those services that may serve what is asked for or what is held, active or not.
    /// </summary>
    public required IReadOnlyList<CalendarTechnician> Technicians { get; init; }

    /// <summary>Exceptions of the whole organization, each on the dates of every technician's own zone.</summary>
    public IReadOnlyList<DatedException> Closures { get; init; } = [];

    /// <summary>Appointments that are not cancelled.</summary>
    public IReadOnlyList<BusyTime> Busy { get; init; } = [];

    /// <summary>Pending requests of services whose pending requests hold their slot.</summary>
    public IReadOnlyList<Hold> Holds { get; init; } = [];

    /// <summary>Whether appointments tell whose they are; else no request's own place can be left out.</summary>
    public bool KnowsRequests { get; init; } = true;

    /// <summary>The span to load so that slots that start in a span can be judged.</summary>
    /// <param name="starts">The span of starts; its end is exclusive.</param>
    /// <param name="durationMinutes">The length of a slot.</param>
    public static Interval SpanFor(Interval starts, int durationMinutes) =>
        new(starts.Start - Margin, starts.End + Duration.FromMinutes(durationMinutes) + Margin);
}

/// <summary>A service as the slot rules see it.</summary>
/// <param name="DurationsMinutes">The lengths it offers.</param>
/// <param name="Rules">What holds after inheritance.</param>
public sealed record CalendarService(
    Guid Id,
    IReadOnlyList<int> DurationsMinutes,
    BookingRules Rules,
    bool IsBookable)
{
    /// <summary>Makes sure that the service offers a length that somebody searches for.</summary>
    /// <exception cref="Refusal">INVALID_INPUT: it does not.</exception>
    public void RequireOffered(int durationMinutes)
    {
        if (!DurationsMinutes.Contains(durationMinutes))
        {
            throw Refusal.InvalidInput(
                $"The service takes {string.Join(" or ", DurationsMinutes)} minutes.", "input", "durationMinutes");
        }
    }
}

/// <summary>A technician as the slot rules see them.</summary>
/// <param name="Zone">The zone of the hours, the exceptions and the daily caps.</param>
/// <param name="AcceptsPreference">Clients may name this technician; the rules themselves do not ask.</param>
/// <param name="MaxAppointmentsPerDay">Null is no limit.</param>
/// <param name="ServiceIds">The services this technician performs.</param>
public sealed record CalendarTechnician(
    Guid Id,
    string Name,
    DateTimeZone Zone,
    bool IsActive,
    bool AcceptsPreference,
    int? MaxAppointmentsPerDay,
    IReadOnlyList<WeeklyHours> WeeklyHours,
    IReadOnlyList<DatedException> Exceptions,
    IReadOnlyList<Guid> ServiceIds);

/// <summary>
/// Replaces the weekly hours on each date of the range, both ends included. No hours means off. Where several of one
/// owner meet on a date, an off wins, else their hours add up. A technician's own win over the organization's.
/// </summary>
public sealed record DatedException(LocalDate From, LocalDate To, IReadOnlyList<TimeRange> Hours);

/// <summary>
/// An appointment that takes its technician's time, and counts towards the caps of the day it starts.
/// </summary>
public readonly record struct BusyTime(
    Guid TechnicianId, Guid ServiceId, Guid RequestId, Instant StartsAt, Instant EndsAt);

/// <summary>A pending request that keeps one technician free for it.</summary>
/// <param name="TechnicianId">The preferred technician; null where any of the service will do.</param>
public readonly record struct Hold(
    Guid RequestId, Guid ServiceId, Guid? TechnicianId, Instant StartsAt, Instant EndsAt);

/// <summary>Requests that changed, and what they take since.</summary>
/// <param name="RequestIds">All that may have changed.</param>
/// <param name="Busy">Their appointments that are not cancelled.</param>
/// <param name="Holds">Those of them that hold now.</param>
public sealed record CalendarChanges(
    IReadOnlySet<Guid> RequestIds, IReadOnlyList<BusyTime> Busy, IReadOnlyList<Hold> Holds);
