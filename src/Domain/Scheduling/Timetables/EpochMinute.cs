using NodaTime;

namespace Slotline.Domain.Scheduling.Timetables;

/// <summary>
/// Whole minutes since 1970-01-01T00:00Z. Slots start and end on whole minutes, so rounding what blocks them outwards
/// changes no answer.
/// </summary>
internal static class EpochMinute
{
    public static int Floor(Instant instant)
    {
        var (minutes, rest) = Math.DivRem(instant.ToUnixTimeTicks(), NodaConstants.TicksPerMinute);
        return checked((int)(rest < 0 ? minutes - 1 : minutes));
    }

    public static int Ceiling(Instant instant)
    {
        var (minutes, rest) = Math.DivRem(instant.ToUnixTimeTicks(), NodaConstants.TicksPerMinute);
        return checked((int)(rest > 0 ? minutes + 1 : minutes));
    }

    public static Instant ToInstant(int minute) => Instant.FromUnixTimeSeconds(minute * 60L);
}
