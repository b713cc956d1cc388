namespace Slotline.Domain.Scheduling;

/// <summary>The rules that hold for a service after inheritance. All lengths are elapsed minutes.</summary>
/// <param name="SlotStepMinutes">Distance of slot starts; null means the smaller of the duration and 30.</param>
/// <param name="BufferBeforeMinutes">Free time wanted before an appointment.</param>
/// <param name="BufferAfterMinutes">Free time wanted after an appointment.</param>
/// <param name="MinimumNoticeMinutes">How long before its start a slot can still be asked for, at the latest.</param>
/// <param name="HorizonDays">How many days ahead of today, in the organization's zone, can be asked for.</param>
/// <param name="MaxPerDay">Most appointments of the service in a day; null is no limit.</param>
/// <param name="CancellationCutoffMinutes">How long before the start a client can still cancel, at the latest.</param>
public sealed record BookingRules(
    int? SlotStepMinutes,
    int BufferBeforeMinutes,
    int BufferAfterMinutes,
    int MinimumNoticeMinutes,
    int HorizonDays,
    int? MaxPerDay,
    int CancellationCutoffMinutes)
{
    public const int LongestDefaultStepMinutes = 30;

    /// <summary>What a new organization starts with.</summary>
    public static BookingRules Standard { get; } = new(null, 0, 0, 0, 60, null, 0);

    /// <summary>The same rules, when every number is within its bounds.</summary>
    /// <exception cref="Refusal">InvalidInput, with the setting's path under <paramref name="field"/>.</exception>
    public BookingRules Checked(string field)
    {
        new ServiceBookingRules(
            SlotStepMinutes, BufferBeforeMinutes, BufferAfterMinutes, MinimumNoticeMinutes, HorizonDays, MaxPerDay,
            CancellationCutoffMinutes).Checked(field);
        return this;
    }

    /// <summary>
    /// The distance of slot starts for a length: the set step, else the smaller of the length and 30.
    /// </summary>
    public int StepFor(int durationMinutes) =>
        SlotStepMinutes ?? Math.Min(durationMinutes, LongestDefaultStepMinutes);
}

/// <summary>A service's own settings; null where the organization's default holds.</summary>
public sealed record ServiceBookingRules(
    int? SlotStepMinutes = null,
    int? BufferBeforeMinutes = null,
    int? BufferAfterMinutes = null,
    int? MinimumNoticeMinutes = null,
    int? HorizonDays = null,
    int? MaxPerDay = null,
    int? CancellationCutoffMinutes = null)
{
    public const int MinutesPerDay = 24 * 60;
    public const int LongestNoticeMinutes = 366 * MinutesPerDay;
    public const int FarthestHorizonDays = 1100;
    public const int MostPerDay = 10_000;

    public static ServiceBookingRules Inherited { get; } = new();

    /// <summary>The same rules, when every number is within its bounds.</summary>
    /// <exception cref="Refusal">InvalidInput, with the setting's path under <paramref name="field"/>.</exception>
    public ServiceBookingRules Checked(string field)
    {
        Check(SlotStepMinutes, 1, MinutesPerDay, "slotStepMinutes");
        Check(BufferBeforeMinutes, 0, MinutesPerDay, "bufferBeforeMinutes");
        Check(BufferAfterMinutes, 0, MinutesPerDay, "bufferAfterMinutes");
        Check(MinimumNoticeMinutes, 0, LongestNoticeMinutes, "minimumNoticeMinutes");
        Check(HorizonDays, 0, FarthestHorizonDays, "horizonDays");
        Check(MaxPerDay, 0, MostPerDay, "maxPerDay");
        Check(CancellationCutoffMinutes, 0, LongestNoticeMinutes, "cancellationCutoffMinutes");
        return this;

        void Check(int? value, int least, int most, string setting)
        {
            if (value is { } number)
            {
                Text.Within(number, least, most, field, setting);
            }
        }
    }

    /// <summary>What holds after inheritance.</summary>
    public BookingRules Over(BookingRules defaults) => new(
        SlotStepMinutes ?? defaults.SlotStepMinutes,
        BufferBeforeMinutes ?? defaults.BufferBeforeMinutes,
        BufferAfterMinutes ?? defaults.BufferAfterMinutes,
        MinimumNoticeMinutes ?? defaults.MinimumNoticeMinutes,
        HorizonDays ?? defaults.HorizonDays,
        MaxPerDay ?? defaults.MaxPerDay,
        CancellationCutoffMinutes ?? defaults.CancellationCutoffMinutes);
}
