namespace Slotline.Domain.Scheduling.Diaries;

/// <summary>A hold that several could serve.</summary>
internal sealed class FloatingHold(HeldTime hold)
{
    private readonly Question _question = new(hold.Service, hold.Time.To - hold.Time.From, null);
    private Free? _free;
    private Free? _freeWithout;

    public Taken Time => hold.Time;

    public int[] Own => hold.Own;

    /// <summary>Those of its own technicians who are free for it, when a request's place is left out.</summary>
    public int[] FreeOf(Diary[] diaries, Guid? excludeRequestId)
    {
        if (Known(excludeRequestId) is { } known) return known.Technicians;
        var (asked, scratch) = (_question with { ExcludeRequestId = excludeRequestId }, new List<Obstacle>());
        int[] technicians = [.. Own.Where(index => diaries[index].IsFree(asked, Time.From, scratch))];
        var free = new Free(excludeRequestId, technicians);
        if (excludeRequestId is null) _free = free;
        else _freeWithout = free;
        return technicians;
    }

    /// <summary>Whether more than so many are free for it; asks no more of them than that takes.</summary>
    public bool HasMoreThan(int count, Diary[] diaries, Guid? excludeRequestId) =>
        HasMoreThan(count, diaries, excludeRequestId, static _ => 1);

    /// <summary>The same for what those who are free have room for on the local day it starts.</summary>
    public bool HasMoreRoomThan(int count, Diary[] diaries, Question asked) =>
        HasMoreThan(count, diaries, asked.ExcludeRequestId, diary =>
            diary.RoomOn(diary.Days.DayOf(Time.From), asked));

    private bool HasMoreThan(int count, Diary[] diaries, Guid? excludeRequestId, Func<Diary, int> placesOf)
    {
        var known = Known(excludeRequestId);
        var (asked, scratch) = (_question with { ExcludeRequestId = excludeRequestId }, new List<Obstacle>());
        long places = 0;
        foreach (var index in known?.Technicians ?? Own)
        {
            if (known is null && !diaries[index].IsFree(asked, Time.From, scratch)) continue;
            places += placesOf(diaries[index]);
            if (places > count) return true;
        }

        return false;
    }

    private Free? Known(Guid? excludeRequestId) => excludeRequestId is null ? _free
        : _freeWithout is { } free && free.ExcludeRequestId == excludeRequestId ? free
        : null;

    private sealed record Free(Guid? ExcludeRequestId, int[] Technicians);
}
