namespace Slotline.Domain.Scheduling.Diaries;

/// <summary>
/// The floating holds that start on one local day, seated on the room that their technicians have left on theirs.
/// </summary>
internal sealed class HeldDay
{
    private static readonly HeldDay Open = new([], null);

    private readonly Dictionary<(int Technician, int Day), int> _seats;
    private readonly Seating? _seating;

    private HeldDay(Dictionary<(int Technician, int Day), int> seats, Seating? seating) =>
        (_seats, _seating) = (seats, seating);

    public static HeldDay Of(Diary[] diaries, Question asked, List<FloatingHold> holds)
    {
        // Where each finds more room than there are holds, any place of it can be spared.
        if (holds.TrueForAll(hold => hold.HasMoreRoomThan(holds.Count, diaries, asked))) return Open;
        var seats = new Dictionary<(int Technician, int Day), int>();
        var capacity = new List<int>();
        int[][] own = [.. holds.Select(hold => SeatsOf(hold, hold.Own))];
        int[][] free = [.. holds.Select(hold => SeatsOf(hold, hold.FreeOf(diaries, asked.ExcludeRequestId)))];
        return new HeldDay(seats, new Seating(free, own, [.. capacity]));

        int[] SeatsOf(FloatingHold hold, int[] technicians) =>
            [.. technicians.Select(index => SeatOf(index, diaries[index].Days.DayOf(hold.Time.From)))];

        int SeatOf(int technician, int day)
        {
            if (seats.TryGetValue((technician, day), out var seat)) return seat;
            capacity.Add(diaries[technician].RoomOn(day, asked));
            return seats[(technician, day)] = capacity.Count - 1;
        }
    }

    /// <summary>Whether a technician can take one more on a local day while every hold keeps a place.</summary>
    public bool CanSpare(int technician, int day) =>
        !_seats.TryGetValue((technician, day), out var seat) || _seating!.CanSpare(seat);
}
