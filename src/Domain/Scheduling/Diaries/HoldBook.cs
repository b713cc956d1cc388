using Slotline.Domain.Scheduling.Timetables;

namespace Slotline.Domain.Scheduling.Diaries;

/// <summary>
/// The pending requests that keep a technician free, and what they leave for others.
/// </summary>
/// <remarks>
/// Which holds count for a slot, and how:
/// <list type="bullet">
/// <item>A hold that has no technicians of its own keeps nobody: nobody could serve it.</item>
/// <item>A hold with one own technician is pinned: it blocks that technician like a booking, for other holds
/// too.</item>
/// <item>The others float. Those that conflict with the slot, buffers included, are seated on distinct technicians
/// who are free for them; the slot is left to a technician whom this seating can spare. Holds that conflict with
/// these but not with the slot do not enter: so the answer for a slot depends on nothing far away, and stays cheap
/// (seating whole chains of overlapping holds exactly is a list colouring, which has no fast answer).</item>
/// <item>Holds that cannot all be seated, because staff booked over them, keep every technician who could have
/// served one of them or of those that compete with them, at just the times they overlap, until they are decided. A
/// booking so never frees a slot, and a hold never blocks technicians it has nothing to do with.</item>
/// <item>Daily caps see holds likewise: pinned ones as booked, floating ones seated on what room the technicians
/// who are free for them have left on the local day they start.</item>
/// </list>
/// </remarks>
internal sealed class HoldBook
{
    private readonly Diary[] _diaries;
    private readonly List<FloatingHold> _floating = [];

    public HoldBook(Diary[] diaries, HeldTime[] holds)
    {
        _diaries = diaries;
        var pinned = Array.ConvertAll(diaries, _ => new List<Taken>());
        foreach (var hold in holds)
        {
            if (hold.Own is [var only]) pinned[only].Add(hold.Time);
            else if (hold.Own.Length > 1) _floating.Add(new FloatingHold(hold));
        }

        for (var i = 0; i < diaries.Length; i++) diaries[i].Pin(pinned[i]);
        _floating.Sort(static (left, right) => left.Time.From.CompareTo(right.Time.From));
    }

    /// <summary>
    /// The starts, from one minute to another, that floating holds take from each technician, by technician's index.
    /// </summary>
    public ILookup<int, Obstacle> Obstacles(Question asked, IReadOnlyList<Diary> candidates, int from, int to)
    {
        var obstacles = new List<(int Technician, Obstacle Obstacle)>();
        if (_floating.Count > 0)
        {
            AddOverlapping(asked, from, to, obstacles);
            // Technicians of one zone share their days.
            var known = new Dictionary<(ZoneDays, int), HeldDay>();
            foreach (var diary in candidates) AddFullDays(asked, diary, from, to, known, obstacles);
        }

        return obstacles.ToLookup(entry => entry.Technician, entry => entry.Obstacle);
    }

    // Between two neighbouring ends of the holds' forbidden starts, the same holds conflict with every slot.
    private void AddOverlapping(
        Question asked, int from, int to, List<(int Technician, Obstacle Obstacle)> obstacles)
    {
        var near = _floating
            .Where(hold => asked.Counts(hold.Time.RequestId))
            .Select(hold => (Hold: hold, Starts: hold.Time.Forbidden(asked, AvailabilityRule.Held)))
            .Where(hold => hold.Starts.From < to && hold.Starts.To > from)
            .ToList();
        int[] ends = [.. near.SelectMany(hold => new[] { hold.Starts.From, hold.Starts.To }).Distinct().Order()];
        for (var i = 0; i + 1 < ends.Length; i++)
        {
            var holds = near.Where(hold => hold.Starts.Forbids(ends[i])).Select(hold => hold.Hold).ToList();
            // Where each has more who are free than there are holds, any one of them can be spared.
            if (holds.TrueForAll(hold => hold.HasMoreThan(holds.Count, _diaries, asked.ExcludeRequestId))) continue;
            var seating = new Seating(
                [.. holds.Select(hold => hold.FreeOf(_diaries, asked.ExcludeRequestId))],
                [.. holds.Select(hold => hold.Own)],
                [.. _diaries.Select(_ => 1)]);
            var times = new Obstacle(ends[i], ends[i + 1], AvailabilityRule.Held);
            foreach (var technician in holds.SelectMany(hold => hold.Own).Distinct())
                if (!seating.CanSpare(technician)) obstacles.Add((technician, times));
        }
    }

    private void AddFullDays(
        Question asked,
        Diary diary,
        int from,
        int to,
        Dictionary<(ZoneDays, int), HeldDay> known,
        List<(int Technician, Obstacle Obstacle)> obstacles)
    {
        if (diary.Technician.MaxAppointmentsPerDay is null) return;
        var days = diary.Days;
        for (var day = days.DayOf(from); day <= days.Last && days.BeginningOf(day) < to; day++)
        {
            var allDay = days.AllOf(day, AvailabilityRule.DailyCap);
            if (!known.TryGetValue((days, day), out var held))
            {
                held = HeldDay.Of(_diaries, asked, [.. _floating.Where(hold =>
                    allDay.Forbids(hold.Time.From) && asked.Counts(hold.Time.RequestId))]);
                known.Add((days, day), held);
            }

            if (!held.CanSpare(diary.Index, day)) obstacles.Add((diary.Index, allDay));
        }
    }
}
