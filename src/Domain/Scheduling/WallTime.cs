using System.Globalization;
using NodaTime;

namespace Slotline.Domain.Scheduling;

/// <summary>
/// A wall-clock time to the minute, 00:00 to 24:00. Unlike <see cref="LocalTime"/> it can say 24:00,
/// the end of a day, which is a different moment from its 00:00.
/// </summary>
public readonly record struct WallTime : IComparable<WallTime>
{
    public const int MinutesPerDay = 24 * 60;

    /// <param name="minuteOfDay">0 to 1440, both inclusive.</param>
    /// <exception cref="ArgumentOutOfRangeException">It lies outside the day.</exception>
    public WallTime(int minuteOfDay)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minuteOfDay);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minuteOfDay, MinutesPerDay);
        MinuteOfDay = minuteOfDay;
    }

    public static WallTime Midnight => new(0);

    public static WallTime EndOfDay => new(MinutesPerDay);

    /// <summary>Minutes after 00:00, 0 to 1440.</summary>
    public int MinuteOfDay { get; }

    /// <summary>The local date and time this is on a date; 24:00 is the next date's 00:00.</summary>
    public LocalDateTime On(LocalDate date) => date.AtMidnight().PlusMinutes(MinuteOfDay);

    public int CompareTo(WallTime other) => MinuteOfDay.CompareTo(other.MinuteOfDay);

    /// <summary>Reads exactly <c>HH:mm</c>, <c>00:00</c> to <c>24:00</c>.</summary>
    public static bool TryParse(string? text, out WallTime time)
    {
        time = default;
        if (text is not { Length: 5 } || text[2] != ':'
            || !int.TryParse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(text.AsSpan(3, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            || minutes > 59
            || hours * 60 + minutes > MinutesPerDay)
        {
            return false;
        }

        time = new WallTime(hours * 60 + minutes);
        return true;
    }

    /// <summary><c>HH:mm</c>.</summary>
    public override string ToString() => $"{MinuteOfDay / 60:00}:{MinuteOfDay % 60:00}";

    public static bool operator <(WallTime left, WallTime right) => left.MinuteOfDay < right.MinuteOfDay;

    public static bool operator >(WallTime left, WallTime right) => left.MinuteOfDay > right.MinuteOfDay;

    public static bool operator <=(WallTime left, WallTime right) => left.MinuteOfDay <= right.MinuteOfDay;

    public static bool operator >=(WallTime left, WallTime right) => left.MinuteOfDay >= right.MinuteOfDay;
}
