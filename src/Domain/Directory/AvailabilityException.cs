using NodaTime;
using Slotline.Domain.Scheduling;

namespace Slotline.Domain.Directory;

/// <summary>
/// Replaces the weekly hours on each date of a range, for one technician or for everyone. No hours means off.
/// </summary>
public sealed class AvailabilityException
{
    public const int MostDays = 1100;
    public const int MostRanges = 20;

    private AvailabilityException()
    {
    }

    /// <param name="organizationId">Whose it is.</param>
    /// <param name="technicianId">Null: the whole organization.</param>
    /// <param name="from">First date.</param>
    /// <param name="to">Last date, inclusive; at most 1,100 days after the first.</param>
    /// <param name="hours">At most 20 ranges; none means off.</param>
    /// <param name="reason">At most 2,000 characters.</param>
    /// <exception cref="Refusal">InvalidInput.</exception>
    public AvailabilityException(
        Guid organizationId,
        Guid? technicianId,
        LocalDate from,
        LocalDate to,
        IReadOnlyList<TimeRange> hours,
        string? reason)
    {
        if (to < from)
        {
            throw Refusal.InvalidInput("The last date must not be before the first.", "to");
        }

        if (Period.DaysBetween(from, to) > MostDays)
        {
            throw Refusal.InvalidInput($"An exception spans at most {MostDays} days.", "to");
        }

        if (hours.Count > MostRanges)
        {
            throw Refusal.InvalidInput($"At most {MostRanges} ranges make a day.", "hours");
        }

        for (var i = 0; i < hours.Count; i++)
        {
            hours[i].Check("hours", $"{i}", "from");
        }

        Id = Guid.CreateVersion7();
        OrganizationId = organizationId;
        TechnicianId = technicianId;
        From = from;
        To = to;
        Hours = [.. hours.OrderBy(h => h.From).ThenBy(h => h.To)];
        Reason = Text.Note(reason, "reason");
    }

    public Guid Id { get; private set; }

    public Guid OrganizationId { get; private set; }

    /// <summary>Null: the whole organization.</summary>
    public Guid? TechnicianId { get; private set; }

    public LocalDate From { get; private set; }

    /// <summary>Inclusive.</summary>
    public LocalDate To { get; private set; }

    public IReadOnlyList<TimeRange> Hours { get; private set; } = [];

    public string? Reason { get; private set; }
}
