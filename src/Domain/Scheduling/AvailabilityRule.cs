namespace Slotline.Domain.Scheduling;

/// <summary>Every rule that can keep a slot from being offered.</summary>
public enum AvailabilityRule
{
    /// <summary>The service is not offered for booking.</summary>
    ServiceNotBookable,

    /// <summary>The technician does not perform the service, or is inactive.</summary>
    NotQualified,

    /// <summary>The technician does not work at that time.</summary>
    OutsideWorkingHours,

    /// <summary>An exception takes the technician off on that date, or gives other hours.</summary>
    TimeOff,

    /// <summary>The whole organization is closed on that date.</summary>
    OrganizationClosed,

    /// <summary>Another appointment overlaps. Never overridable.</summary>
    Overlap,

    /// <summary>Too close to another appointment.</summary>
    Buffer,

    /// <summary>A pending request holds the last free technician.</summary>
    Held,

    /// <summary>The start is sooner than the service's minimum notice.</summary>
    MinimumNotice,

    /// <summary>The start lies beyond the service's booking horizon.</summary>
    BookingHorizon,

    /// <summary>The technician or the service has its most appointments on that day already.</summary>
    DailyCap,

    /// <summary>The start is not on the service's grid of slots.</summary>
    OffGrid,

    /// <summary>The duration is not one the service offers.</summary>
    Duration,

    /// <summary>The start has passed.</summary>
    InThePast,
}

/// <summary>One rule that stands against a slot, in a sentence.</summary>
public sealed record RuleViolation(AvailabilityRule Rule, string Message);
