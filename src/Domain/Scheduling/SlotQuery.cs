using NodaTime;
using Slotline.Domain.Scheduling.Timetables;

namespace Slotline.Domain.Scheduling;

/// <summary>A search for free slots that start on the dates of a zone, both ends included.</summary>
/// <param name="Zone">The zone that days are cut in; it never changes which instants are offered.</param>
public sealed record SlotQuery(
    Guid ServiceId, int DurationMinutes, LocalDate From, LocalDate To, DateTimeZone Zone)
{
    public const int MostDays = 92;
    public const int MostSlots = 30_000;
    public const int MostOffers = 250_000;
    public const int FurthestYears = 100;

    /// <summary>Only slots of this technician.</summary>
    public Guid? TechnicianId { get; init; }

    /// <summary>A request whose own place, held or booked, does not count.</summary>
    public Guid? ExcludeRequestId { get; init; }

    /// <summary>
    /// Whether each slot names its free technicians; a picker that shows times only is answered sooner.
    /// </summary>
    public bool WithTechnicians { get; init; } = true;

    /// <summary>The span that the starts lie in; its end is exclusive.</summary>
    /// <exception cref="Refusal">INVALID_INPUT: the dates are reversed, too many, or out of all reach.</exception>
    public Interval Starts(Instant now)
    {
        if (From > To) throw Refusal.InvalidInput("The first date lies after the last one.", "input", "to");
        if (Math.Abs((long)From.Year - now.InUtc().Year) >= FurthestYears)
            throw Refusal.InvalidInput($"The date lies {FurthestYears} years away or more.", "input", "from");
        if (Period.DaysBetween(From, To) >= MostDays)
            throw Refusal.InvalidInput($"At most {MostDays} days can be asked for at once.", "input", "to");
        return new Interval(
            Zone.ResolveLocal(From.AtMidnight(), WallBoundary.Start),
            Zone.ResolveLocal(To.PlusDays(1).AtMidnight(), WallBoundary.Start));
    }
}

/// <summary>One slot that somebody wants.</summary>
public sealed record SlotWish(Guid ServiceId, Instant StartsAt, int DurationMinutes)
{
    /// <summary>A week: longer work is booked as several appointments.</summary>
    public const int LongestMinutes = 7 * 24 * 60;

    /// <summary>The technician who is preferred, or is to be booked; null where any will do.</summary>
    public Guid? TechnicianId { get; init; }

    /// <summary>A request whose own place, held or booked, does not count.</summary>
    public Guid? ExcludeRequestId { get; init; }

    /// <summary>The span that a calendar must be able to judge.</summary>
    /// <param name="now">The present.</param>
    /// <param name="under">Where the input stands that the wish was made of, for the refusal's field.</param>
    /// <exception cref="Refusal">INVALID_INPUT: no calendar reaches that far, or no slot is that long.</exception>
    public Interval Starts(Instant now, params string[] under)
    {
        if (DurationMinutes is < 1 or > LongestMinutes)
        {
            throw Refusal.InvalidInput(
                $"A duration is 1 to {LongestMinutes} minutes.", [.. under, "durationMinutes"]);
        }

        if (Math.Abs((long)StartsAt.InUtc().Year - now.InUtc().Year) >= SlotQuery.FurthestYears)
        {
            throw Refusal.InvalidInput(
                $"The start lies {SlotQuery.FurthestYears} years away or more.", [.. under, "startsAt"]);
        }

        return new Interval(StartsAt, StartsAt + Duration.FromMinutes(1));
    }
}

/// <summary>The free slots of one date.</summary>
public sealed record SlotDay(LocalDate Date, IReadOnlyList<Slot> Slots);

/// <summary>A time that can be asked for.</summary>
/// <param name="Technicians">Those free for it, by name; empty where the query did not ask for them.</param>
public sealed record Slot(Instant StartsAt, Instant EndsAt, IReadOnlyList<CalendarTechnician> Technicians);

/// <summary>How one technician stands to a wished slot.</summary>
/// <param name="AppointmentsThatDay">Booked on the technician's local day of the start, the wish's own left
/// out.</param>
public sealed record TechnicianStanding(
    CalendarTechnician Technician, IReadOnlyList<RuleViolation> Violations, int AppointmentsThatDay)
{
    public bool IsFree => Violations.Count == 0;
}
