namespace Slotline.Domain.Scheduling.Timetables;

/// <summary>
/// When one technician works, as instants: the weekly hours with exceptions in their place, each local day's touching
/// ranges merged and resolved to minutes once.
/// </summary>
internal sealed class Timetable
{
    // A range is a day long at most, and the clocks move by less than another.
    private const int LongestRange = 2 * WallTime.MinutesPerDay;

    private readonly ZoneDays _days;
    private readonly WorkingDay[] _workingDays;
    private readonly int[] _from;
    private readonly int[] _to;
    private readonly int[] _reach;

    public Timetable(CalendarTechnician technician, IReadOnlyList<DatedException> closures, ZoneDays days)
    {
        _days = days;
        _workingDays = WorkingDay.Of(technician, closures, days);
        (_from, _to) = Resolve();
        _reach = ReachOf(_from, _to);
    }

    /// <summary>Adds the starts on each range's own grid from which a whole slot lies inside working time.</summary>
    public void AddStarts(MinuteSet starts, int duration, int step)
    {
        for (var i = FirstEndingAfter(starts.From); i < _from.Length && _from[i] < starts.To; i++)
            starts.AddEvery(step, _from[i], Math.Min(_to[i], _reach[i] - duration + 1));
    }

    /// <summary>Whether all of a span is working time.</summary>
    public bool Covers(int from, int to) => ReachFrom(from) >= to;

    /// <summary>Whether a minute is a step of the grid of some range that it lies in.</summary>
    public bool IsOnGrid(int minute, int step)
    {
        for (var i = FirstEndingAfter(minute); i < _from.Length && _from[i] <= minute; i++)
            if (minute < _to[i] && (minute - _from[i]) % step == 0) return true;
        return false;
    }

    /// <summary>Whether the technician works at a minute.</summary>
    public bool Covers(int minute) => ReachFrom(minute) > minute;

    /// <summary>Which rules keep parts of a span from being working time, in no particular order.</summary>
    public IEnumerable<AvailabilityRule> RulesAgainst(int from, int to)
    {
        while (from < to)
        {
            var reach = ReachFrom(from);
            if (reach > from)
            {
                from = reach;
                continue;
            }

            var day = _days.DayOf(from);
            yield return RuleAgainst(day, from);
            from = Math.Min(NextRangeAfter(from), day < _days.Last ? _days.BeginningOf(day + 1) : to);
        }
    }

    // A night that an exception of the day before took away is that exception's doing.
    private AvailabilityRule RuleAgainst(int day, int minute)
    {
        var today = _workingDays[day - _days.First];
        if (today.IsException || day == _days.First) return today.ReplacedBy;
        var yesterday = _workingDays[day - 1 - _days.First];
        var wallMinute = minute - _days.BeginningOf(day) + WallTime.MinutesPerDay;
        return yesterday.IsException && yesterday.Usual.Any(range => range.From <= wallMinute && wallMinute < range.To)
            ? yesterday.ReplacedBy
            : AvailabilityRule.OutsideWorkingHours;
    }

    private int NextRangeAfter(int minute)
    {
        var i = Array.BinarySearch(_from, minute + 1);
        if (i < 0) i = ~i;
        return i < _from.Length ? _from[i] : int.MaxValue;
    }

    /// <summary>Until when work goes on without a break from a minute; the minute itself where it does not.</summary>
    private int ReachFrom(int minute)
    {
        for (var i = FirstEndingAfter(minute); i < _from.Length && _from[i] <= minute; i++)
            if (minute < _to[i]) return _reach[i];
        return minute;
    }

    private int FirstEndingAfter(int minute)
    {
        var i = Array.BinarySearch(_from, minute - LongestRange);
        if (i < 0) i = ~i;
        else while (i > 0 && _from[i - 1] == _from[i]) i--;
        while (i < _to.Length && _to[i] <= minute && _from[i] <= minute) i++;
        return i;
    }

    // Days and their hours stand in order, and the clock never maps a later time to an earlier minute: so do the
    // ranges.
    private (int[] From, int[] To) Resolve()
    {
        var (starts, ends) = (new List<int>(_workingDays.Length), new List<int>(_workingDays.Length));
        for (var i = 0; i < _workingDays.Length; i++)
        {
            foreach (var hours in _workingDays[i].Hours)
            {
                var from = _days.MinuteOf(_days.First + i, hours.From, WallBoundary.Start);
                var to = _days.MinuteOf(_days.First + i, hours.To, WallBoundary.End);
                if (from >= to) continue;
                starts.Add(from);
                ends.Add(to);
            }
        }

        return ([.. starts], [.. ends]);
    }

    private static int[] ReachOf(int[] from, int[] to)
    {
        var reach = new int[from.Length];
        for (var first = 0; first < reach.Length;)
        {
            var end = to[first];
            var next = first + 1;
            for (; next < reach.Length && from[next] <= end; next++) end = Math.Max(end, to[next]);
            Array.Fill(reach, end, first, next - first);
            first = next;
        }

        return reach;
    }
}
