using Slotline.Domain.Scheduling;
using Slotline.Graph.Engine;

namespace Slotline.Graph.Directory.Services;

/// <summary>The rules that hold. All lengths are elapsed minutes.</summary>
[GraphQLName("BookingRules")]
public sealed record BookingRulesNode
{
    /// <summary>Distance of slot starts; where none is set, the smaller of the shortest duration and 30.</summary>
    public required int SlotStepMinutes { get; init; }

    public required int BufferBeforeMinutes { get; init; }

    public required int BufferAfterMinutes { get; init; }

    public required int MinimumNoticeMinutes { get; init; }

    public required int HorizonDays { get; init; }

    /// <summary>Most appointments of the service in a day; null is no limit.</summary>
    public required int? MaxPerDay { get; init; }

    /// <summary>How long before the start a client can still cancel, at the latest.</summary>
    public required int CancellationCutoffMinutes { get; init; }

    internal static BookingRulesNode Of(BookingRules rules, int shortestDurationMinutes) => new()
    {
        SlotStepMinutes = rules.StepFor(shortestDurationMinutes),
        BufferBeforeMinutes = rules.BufferBeforeMinutes,
        BufferAfterMinutes = rules.BufferAfterMinutes,
        MinimumNoticeMinutes = rules.MinimumNoticeMinutes,
        HorizonDays = rules.HorizonDays,
        MaxPerDay = rules.MaxPerDay,
        CancellationCutoffMinutes = rules.CancellationCutoffMinutes,
    };
}

/// <summary>A service's own settings; null where the organization's default holds.</summary>
[GraphQLName("ServiceBookingRules")]
public sealed record ServiceBookingRulesNode
{
    public required int? SlotStepMinutes { get; init; }

    public required int? BufferBeforeMinutes { get; init; }

    public required int? BufferAfterMinutes { get; init; }

    public required int? MinimumNoticeMinutes { get; init; }

    public required int? HorizonDays { get; init; }

    public required int? MaxPerDay { get; init; }

    public required int? CancellationCutoffMinutes { get; init; }

    internal static ServiceBookingRulesNode Of(ServiceBookingRules rules) => new()
    {
        SlotStepMinutes = rules.SlotStepMinutes,
        BufferBeforeMinutes = rules.BufferBeforeMinutes,
        BufferAfterMinutes = rules.BufferAfterMinutes,
        MinimumNoticeMinutes = rules.MinimumNoticeMinutes,
        HorizonDays = rules.HorizonDays,
        MaxPerDay = rules.MaxPerDay,
        CancellationCutoffMinutes = rules.CancellationCutoffMinutes,
    };
}
