using NodaTime;

namespace Slotline.Domain.Scheduling;

/// <summary>
/// Wall-clock hours of one date, half-open. An end at or before the start lies on the next day (22:00 to 02:00);
/// 00:00 to 00:00 and 00:00 to 24:00 are both the whole day. The start is never 24:00.
/// </summary>
public readonly record struct TimeRange(WallTime From, WallTime To)
{
    /// <summary>Whether the end lies on the day after the start's.</summary>
    public bool EndsNextDay => To <= From;

    /// <exception cref="Refusal">InvalidInput: it starts at 24:00, which is the next day's 00:00.</exception>
    public void Check(params string[] field)
    {
        if (From == WallTime.EndOfDay)
        {
            throw Refusal.InvalidInput("24:00 can only be the end of a range.", field);
        }
    }
}

/// <summary>One range of a weekday of a technician's timetable, in the technician's zone.</summary>
public readonly record struct WeeklyHours(IsoDayOfWeek Day, TimeRange Range);
