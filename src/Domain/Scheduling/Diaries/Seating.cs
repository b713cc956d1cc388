namespace Slotline.Domain.Scheduling.Diaries;

/// <summary>
/// Seats holds, each on one of the seats that are free for it and no seat over its capacity: a bipartite matching by
/// augmenting paths. A seat is a technician at a time, or a technician's local day.
/// </summary>
internal sealed class Seating
{
    private const int Standing = -1;

    private readonly int[][] _freeSeats;
    private readonly int[] _capacity;
    private readonly int[] _seatOf;
    private readonly int[] _load;
    private readonly int[] _triedIn;
    private readonly bool[] _isShort;
    private int _try;

    /// <param name="freeSeats">For each hold the seats that are free for it.</param>
    /// <param name="ownSeats">For each hold the seats that could serve it if nothing were booked; these tell which
    /// holds compete, and so which seats suffer when one of them cannot be seated.</param>
    /// <param name="capacity">How many holds each seat takes.</param>
    public Seating(int[][] freeSeats, int[][] ownSeats, int[] capacity)
    {
        _freeSeats = freeSeats;
        _capacity = capacity;
        _load = new int[capacity.Length];
        _triedIn = new int[capacity.Length];
        _isShort = new bool[capacity.Length];
        _seatOf = new int[freeSeats.Length];
        Array.Fill(_seatOf, Standing);
        for (var hold = 0; hold < _seatOf.Length; hold++)
        {
            _try++;
            Seat(hold);
        }

        if (_seatOf.Contains(Standing)) SpreadShortage(ownSeats);
    }

    /// <summary>
    /// Whether one place of a seat can be given away while every hold that competes for it keeps one of its own.
    /// </summary>
    public bool CanSpare(int seat)
    {
        if (_isShort[seat] || _capacity[seat] == 0) return false;
        if (_load[seat] < _capacity[seat]) return true;
        for (var hold = 0; hold < _seatOf.Length; hold++)
        {
            if (_seatOf[hold] != seat) continue;
            _try++;
            _triedIn[seat] = _try;
            if (!Seat(hold)) continue;
            _load[seat]--;
            return true;
        }

        return false;
    }

    private bool Seat(int hold)
    {
        foreach (var seat in _freeSeats[hold])
        {
            if (_triedIn[seat] == _try) continue;
            _triedIn[seat] = _try;
            if (_load[seat] < _capacity[seat]) _load[seat]++;
            else if (!MakeRoom(seat)) continue;
            _seatOf[hold] = seat;
            return true;
        }

        return false;
    }

    private bool MakeRoom(int seat)
    {
        for (var other = 0; other < _seatOf.Length; other++)
            if (_seatOf[other] == seat && Seat(other)) return true;
        return false;
    }

    // Holds that share a seat, through others too, are one company: where it is short of seats, none can be given away.
    private void SpreadShortage(int[][] ownSeats)
    {
        var isReached = _seatOf.Select(seat => seat == Standing).ToArray();
        var waiting = new Queue<int>(Enumerable.Range(0, _seatOf.Length).Where(hold => isReached[hold]));
        while (waiting.TryDequeue(out var hold))
        {
            foreach (var seat in ownSeats[hold].Where(seat => !_isShort[seat]))
            {
                _isShort[seat] = true;
                for (var other = 0; other < _seatOf.Length; other++)
                {
                    if (isReached[other] || !ownSeats[other].Contains(seat)) continue;
                    isReached[other] = true;
                    waiting.Enqueue(other);
                }
            }
        }
    }
}
