using System.Buffers;
using System.Runtime.InteropServices;
using NodaTime;
using Slotline.Domain.Scheduling.Diaries;
using Slotline.Domain.Scheduling.Timetables;

namespace Slotline.Domain.Scheduling;

public sealed partial class Availability
{
    private const int StrideDays = 14;

    /// <summary>The free slots, grouped by date: one entry a date, also for those without a slot.</summary>
    /// <exception cref="Refusal">INVALID_INPUT: dates, a length or a technician that cannot be asked for, or more
    /// than one answer holds.</exception>
    public IReadOnlyList<SlotDay> Search(SlotQuery query, Instant now)
    {
        var asked = Ask(query);
        var candidates = Candidates(query, asked);
        var starts = query.Starts(now);
        var slots = FindSlots(asked, candidates, Open(asked, starts, now), query.WithTechnicians);
        return Group(slots, query, new ZoneDays(
            query.Zone, EpochMinute.Floor(starts.Start), EpochMinute.Ceiling(starts.End)));
    }

    /// <summary>
    /// The moment after which the passing of time alone changes what was found: the first slot's notice runs out, or
    /// the horizon moves on. Null where neither will.
    /// </summary>
    public Instant? NextChange(SlotQuery query, IReadOnlyList<SlotDay> found, Instant now)
    {
        var rules = _services[query.ServiceId].Rules;
        var first = found.FirstOrDefault(day => day.Slots.Count > 0)?.Slots[0].StartsAt;
        var closes = first - Duration.FromMinutes(Math.Max(rules.MinimumNoticeMinutes, 0));
        if (HorizonEnd(rules, _zone, now) >= query.Starts(now).End) return closes;
        var opens = _zone.ResolveLocal(
            now.InZone(_zone).Date.PlusDays(1).AtMidnight(), WallBoundary.Start);
        return closes < opens ? closes : opens;
    }

    /// <summary>
    /// The first date from the query's first one on that has a free slot, up to the horizon; the query's last date
    /// plays no part. The calendar must be loaded up to the horizon.
    /// </summary>
    /// <exception cref="Refusal">INVALID_INPUT, as for a search.</exception>
    public LocalDate? NextAvailableDate(SlotQuery query, Instant now)
    {
        var asked = Ask(query);
        var candidates = Candidates(query, asked);
        var next = Instant.Max(query.Starts(now).Start, now);
        var end = HorizonEnd(asked, now);
        while (next < end)
        {
            var stride = new Interval(next, Instant.Min(next + Duration.FromDays(StrideDays), end));
            var slots = FindSlots(asked, candidates, Open(asked, stride, now), withTechnicians: false);
            if (slots.Length > 0) return slots[0].StartsAt.InZone(query.Zone).Date;
            next = stride.End;
        }

        return null;
    }

    private Question Ask(SlotQuery query)
    {
        _services[query.ServiceId].RequireOffered(query.DurationMinutes);
        return QuestionOf(query.ServiceId, query.DurationMinutes, query.ExcludeRequestId);
    }

    private Diary[] Candidates(SlotQuery query, Question asked)
    {
        if (query.TechnicianId is not { } id)
            return Array.FindAll(_diaries, diary => diary.IsQualifiedFor(asked.Service));
        var named = Array.Find(_diaries, diary => diary.Technician.Id == id);
        if (named is null || !named.Performs(asked.Service))
            throw Refusal.InvalidInput("The technician does not perform the service.", "input", "technicianId");
        return named.Technician.IsActive ? [named] : [];
    }

    private Slot[] FindSlots(Question asked, Diary[] candidates, (int From, int To) window, bool withTechnicians)
    {
        var size = MinuteSet.WordsFor(window.From, window.To);
        if (size == 0) return [];
        var held = _holds.Obstacles(asked, candidates, window.From, window.To);
        // Each technician's own set is kept only for an answer that names them; else one does for all, and stays near
        // the processor.
        var sets = withTechnicians ? candidates.Length : 1;
        var memory = ArrayPool<ulong>.Shared.Rent(size * (sets + 1));
        try
        {
            var all = new MinuteSet(memory.AsSpan(0, size), window.From, window.To);
            all.Clear();
            var scratch = new List<Obstacle>();
            for (var i = 0; i < candidates.Length; i++)
            {
                var own = new MinuteSet(memory.AsSpan((i % sets + 1) * size, size), window.From, window.To);
                FillFreeStarts(own, asked, candidates[i], held[candidates[i].Index], scratch);
                all.UnionWith(own);
            }

            return ToSlots(asked, all, withTechnicians ? candidates : [], memory.AsSpan(size));
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(memory);
        }
    }

    private static Slot[] ToSlots(Question asked, MinuteSet all, Diary[] named, Span<ulong> memory)
    {
        var starts = all.ToArray();
        if (starts.Length > SlotQuery.MostSlots) throw TooMany($"{SlotQuery.MostSlots} slots");
        var slots = new Slot[starts.Length];
        CalendarTechnician[] technicians = [];
        List<int> free = [], before = [];
        var offers = 0;
        for (var i = 0; i < starts.Length; i++)
        {
            (free, before) = (before, free);
            FindFree(starts[i], all, named.Length, memory, free);
            // Neighbouring slots mostly have the same technicians free; one list then does for all.
            if (i == 0 || !CollectionsMarshal.AsSpan(free).SequenceEqual(CollectionsMarshal.AsSpan(before)))
            {
                technicians = [.. free.Select(index => named[index].Technician)];
            }

            // An answer writes them out for each slot, whoever shares the list.
            offers += technicians.Length;
            if (offers > SlotQuery.MostOffers) throw TooMany($"{SlotQuery.MostOffers} free technicians");
            slots[i] = new Slot(
                EpochMinute.ToInstant(starts[i]), EpochMinute.ToInstant(starts[i] + asked.Duration), technicians);
        }

        return slots;
    }

    private static void FindFree(int start, MinuteSet all, int count, Span<ulong> memory, List<int> free)
    {
        free.Clear();
        for (var i = 0; i < count; i++)
        {
            var own = new MinuteSet(memory.Slice(i * all.Size, all.Size), all.From, all.To);
            if (own.Contains(start)) free.Add(i);
        }
    }

    private static Refusal TooMany(string most) =>
        Refusal.InvalidInput($"The answer would hold more than {most}; ask for fewer days.", "input", "to");

    private static SlotDay[] Group(Slot[] slots, SlotQuery query, ZoneDays days)
    {
        var first = ZoneDays.NumberOf(query.From);
        var grouped = new SlotDay[ZoneDays.NumberOf(query.To) - first + 1];
        var next = 0;
        for (var i = 0; i < grouped.Length; i++)
        {
            var end = EpochMinute.ToInstant(days.BeginningOf(first + i + 1));
            var from = next;
            while (next < slots.Length && slots[next].StartsAt < end) next++;
            grouped[i] = new SlotDay(ZoneDays.DateOf(first + i), slots[from..next]);
        }

        return grouped;
    }
}
