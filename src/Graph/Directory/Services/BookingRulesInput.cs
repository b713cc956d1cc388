using Slotline.Domain;
using Slotline.Domain.Scheduling;
using Slotline.Graph.Engine;

namespace Slotline.Graph.Directory.Services;

/// <summary>
/// Rules for booking, in elapsed minutes and days. Fields left out stay as they are; null inherits, or takes a limit
/// away.
/// </summary>
public sealed record BookingRulesInput
{
    /// <summary>1 to 1,440; null: the smaller of the duration and 30.</summary>
    public Optional<int?> SlotStepMinutes { get; init; }

    /// <summary>0 to 1,440.</summary>
    public Optional<int?> BufferBeforeMinutes { get; init; }

    /// <summary>0 to 1,440.</summary>
    public Optional<int?> BufferAfterMinutes { get; init; }

    /// <summary>0 to a year.</summary>
    public Optional<int?> MinimumNoticeMinutes { get; init; }

    /// <summary>0 to 1,100.</summary>
    public Optional<int?> HorizonDays { get; init; }

    /// <summary>0 to 10,000; null is no limit.</summary>
    public Optional<int?> MaxPerDay { get; init; }

    /// <summary>0 to a year.</summary>
    public Optional<int?> CancellationCutoffMinutes { get; init; }

    /// <summary>A service's own rules once these took the place of the given ones.</summary>
    internal ServiceBookingRules Over(ServiceBookingRules before) => new(
        SlotStepMinutes.Or(before.SlotStepMinutes),
        BufferBeforeMinutes.Or(before.BufferBeforeMinutes),
        BufferAfterMinutes.Or(before.BufferAfterMinutes),
        MinimumNoticeMinutes.Or(before.MinimumNoticeMinutes),
        HorizonDays.Or(before.HorizonDays),
        MaxPerDay.Or(before.MaxPerDay),
        CancellationCutoffMinutes.Or(before.CancellationCutoffMinutes));

    /// <summary>An organization's defaults once these took the place of the given ones; most cannot be empty.</summary>
    /// <exception cref="Refusal">InvalidInput: one is null that must not be.</exception>
    internal BookingRules Over(BookingRules before) => new(
        SlotStepMinutes.Or(before.SlotStepMinutes),
        Needed(BufferBeforeMinutes, before.BufferBeforeMinutes, "bufferBeforeMinutes"),
        Needed(BufferAfterMinutes, before.BufferAfterMinutes, "bufferAfterMinutes"),
        Needed(MinimumNoticeMinutes, before.MinimumNoticeMinutes, "minimumNoticeMinutes"),
        Needed(HorizonDays, before.HorizonDays, "horizonDays"),
        MaxPerDay.Or(before.MaxPerDay),
        Needed(CancellationCutoffMinutes, before.CancellationCutoffMinutes, "cancellationCutoffMinutes"));

    private static int Needed(Optional<int?> given, int before, string setting) => given.Or(before)
        ?? throw Refusal.InvalidInput("A default cannot be empty.", "defaults", setting);
}
