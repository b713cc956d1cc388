using NodaTime;
using Slotline.Domain.Scheduling.Timetables;

namespace Slotline.Domain.Scheduling.Diaries;

/// <summary>Time that a technician has given away, with the buffers that its service wants around it.</summary>
internal readonly record struct Taken(
    int From, int To, int BufferBefore, int BufferAfter, Guid ServiceId, Guid RequestId)
{
    public static Taken Of(BusyTime busy, CalendarService service) =>
        Of(busy.StartsAt, busy.EndsAt, service, busy.RequestId);

    public static Taken Of(Hold hold, CalendarService service) =>
        Of(hold.StartsAt, hold.EndsAt, service, hold.RequestId);

    private static Taken Of(Instant startsAt, Instant endsAt, CalendarService service, Guid requestId) => new(
        EpochMinute.Floor(startsAt),
        EpochMinute.Ceiling(endsAt),
        service.Rules.BufferBeforeMinutes,
        service.Rules.BufferAfterMinutes,
        service.Id,
        requestId);

    /// <summary>The starts at which the asked slot would overlap this time.</summary>
    public Obstacle Overlap(Question asked) => new(From - asked.Duration + 1, To, AvailabilityRule.Overlap);

    /// <summary>
    /// The starts at which it would, or would come closer than the larger of the two buffers that meet.
    /// </summary>
    public Obstacle Forbidden(Question asked, AvailabilityRule rule) => new(
        From - asked.Duration + 1 - Math.Max(asked.BufferAfter, BufferBefore),
        To + Math.Max(BufferAfter, asked.BufferBefore),
        rule);
}

/// <summary>Taken times in the order they start. They may overlap, and may last for days.</summary>
internal sealed class TakenTimes
{
    public static readonly TakenTimes None = new([]);

    private readonly Taken[] _times;
    private readonly int[] _starts;
    private readonly int _longest;
    private readonly int _widestBuffer;

    public TakenTimes(List<Taken> times)
    {
        _times = [.. times];
        _starts = Array.ConvertAll(_times, static time => time.From);
        if (!IsInOrder(_starts)) Array.Sort(_starts, _times);
        foreach (var time in _times)
        {
            _longest = Math.Max(_longest, time.To - time.From);
            _widestBuffer = Math.Max(_widestBuffer, Math.Max(time.BufferBefore, time.BufferAfter));
        }
    }

    public ReadOnlySpan<Taken> All => _times;

    // So they come where an index by start was read.
    private static bool IsInOrder(int[] starts)
    {
        for (var i = 1; i < starts.Length; i++)
            if (starts[i] < starts[i - 1]) return false;
        return true;
    }

    /// <summary>
    /// The same after some requests changed: without what they took, and with what they take now.
    /// </summary>
    public TakenTimes After(IReadOnlySet<Guid> requestIds, IEnumerable<Taken> now)
    {
        List<Taken> times = [.. _times.Where(time => !requestIds.Contains(time.RequestId)), .. now];
        return times.Count == _times.Length && times.SequenceEqual(_times) ? this : new TakenTimes(times);
    }

    /// <summary>Those that may forbid a start from one minute to another, exclusive, and perhaps a few more.</summary>
    public ReadOnlySpan<Taken> Near(Question asked, int from, int to)
    {
        if (_times.Length == 0) return [];
        var first = IndexOf(from - _longest - Math.Max(_widestBuffer, asked.BufferBefore));
        var end = IndexOf(to + asked.Duration + Math.Max(_widestBuffer, asked.BufferAfter));
        return _times.AsSpan(first..end);
    }

    /// <summary>How many start from one minute to another, exclusive, the asked request's own left out.</summary>
    public int CountStarting(int from, int to, Question asked)
    {
        int first = IndexOf(from), end = IndexOf(to);
        if (asked.ExcludeRequestId is null) return end - first;
        var count = 0;
        foreach (var time in _times.AsSpan(first..end))
            if (asked.Counts(time.RequestId)) count++;
        return count;
    }

    private int IndexOf(int minute)
    {
        int low = 0, high = _starts.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_starts[middle] < minute) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
