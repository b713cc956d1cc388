using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Scheduling;

namespace Slotline.Persistence.Queries;

/// <summary>The slots that a calendar is wanted for.</summary>
/// <param name="Starts">The span that they start in; its end is exclusive.</param>
/// <param name="TechnicianId">A technician who is asked about, whether of the service or not.</param>
public sealed record CalendarScope(Guid ServiceId, int DurationMinutes, Interval Starts, Guid? TechnicianId = null)
{
    /// <summary>
    /// Whether a request's own place may be left out; reading takes less where it is known that none will be.
    /// </summary>
    public bool WithRequests { get; init; } = true;

    /// <summary>What must be loaded for it.</summary>
    internal Interval Span => Calendar.SpanFor(Starts, DurationMinutes);

    /// <summary>What judging a wish takes.</summary>
    /// <exception cref="Refusal">INVALID_INPUT: no calendar reaches that far, or no slot is that long.</exception>
    public static CalendarScope Of(SlotWish wish, Instant now) =>
        new(wish.ServiceId, wish.DurationMinutes, wish.Starts(now), wish.TechnicianId)
        {
            WithRequests = wish.ExcludeRequestId is not null,
        };
}

/// <summary>A calendar, and the organization's revision that it is not older than.</summary>
public sealed record CalendarReading(Calendar Calendar, CalendarSettings Settings, int Revision);

/// <summary>The slot engine on a calendar, to be asked, and the revision that it is not older than.</summary>
public sealed record AvailabilityReading(Availability Availability, CalendarSettings Settings, int Revision);
