using System.Collections.Concurrent;

namespace Slotline.Persistence.Queries;

/// <summary>
/// The calendars that are kept, of the organizations that were asked about last. Their number and their rows are
/// bounded; who was not asked about for longest goes first.
/// </summary>
internal sealed class CalendarShelf(SlotlineDatabase database)
{
    private const int MostOrganizations = 1_000;

    /// <summary>One organization may fill this part of the whole.</summary>
    private const int SharesOfOne = 4;

    private readonly ConcurrentDictionary<Guid, KeptCalendar> _kept = [];
    private long _uses;

    public int MostRows { get; set; } = Calendars.DefaultRowsKept;

    public TimeSpan BelievesFor { get; set; }

    public int Rows => _kept.Values.Sum(kept => kept.Size);

    public int MostRowsOfOne => MostRows / SharesOfOne;

    public KeptCalendar Of(Guid organizationId)
    {
        var kept = _kept.GetOrAdd(organizationId, id => new KeptCalendar(id, database, this));
        kept.LastUse = Interlocked.Increment(ref _uses);
        return kept;
    }

    /// <summary>Only what is kept has something to hear.</summary>
    public void Hear(Commit commit)
    {
        if (_kept.TryGetValue(commit.OrganizationId, out var kept)) kept.Hear(commit);
    }

    /// <summary>Makes room again, after something was added.</summary>
    public void Trim()
    {
        var all = _kept.ToArray();
        var (count, rows) = (all.Length, all.Sum(one => one.Value.Size));
        foreach (var one in all.OrderBy(one => one.Value.LastUse))
        {
            if (count <= MostOrganizations && rows <= MostRows) return;
            if (!_kept.TryRemove(one)) continue;
            count--;
            rows -= one.Value.Size;
        }
    }
}
