using Slotline.Domain.Scheduling.Timetables;

namespace Slotline.Domain.Scheduling.Diaries;

/// <summary>
/// What one technician has on: working time, appointments, and the pending requests that nobody else could take.
/// Whatever speaks against a start is an <see cref="Obstacle"/>, so that a search over weeks and the check of one
/// start run the same lines.
/// </summary>
internal sealed class Diary(
    int index,
    CalendarTechnician technician,
    IReadOnlyList<DatedException> closures,
    ZoneDays days,
    TakenTimes appointments)
{
    private TakenTimes _pinned = TakenTimes.None;
    private Timetable? _timetable;

    /// <summary>The technician's place in the order of names.</summary>
    public int Index { get; } = index;

    public CalendarTechnician Technician { get; } = technician;

    public ZoneDays Days { get; } = days;

    /// <summary>Made when it is first asked for; two who ask at once make the same one.</summary>
    public Timetable Timetable => _timetable ??= new Timetable(Technician, closures, Days);

    public TakenTimes Appointments => appointments;

    /// <summary>The same technician's with other appointments, and with nothing pinned yet.</summary>
    public Diary With(TakenTimes others) => new(Index, Technician, closures, Days, others) { _timetable = _timetable };

    public bool Performs(CalendarService service) => Technician.ServiceIds.Contains(service.Id);

    public bool IsQualifiedFor(CalendarService service) => Technician.IsActive && Performs(service);

    /// <summary>Takes the holds that only this technician can serve: they are as good as booked.</summary>
    public void Pin(List<Taken> holds) => _pinned = new TakenTimes(holds);

    /// <summary>Whether the technician could start at a minute, as far as this diary goes.</summary>
    public bool IsFree(Question asked, int start, List<Obstacle> scratch)
    {
        scratch.Clear();
        AddObstacles(asked, start, start + 1, scratch);
        return !scratch.Exists(obstacle => obstacle.Forbids(start));
    }

    /// <summary>Adds whatever in this diary forbids starts from one minute to another, exclusive.</summary>
    public void AddObstacles(Question asked, int from, int to, List<Obstacle> obstacles)
    {
        foreach (var appointment in appointments.Near(asked, from, to))
        {
            if (!asked.Counts(appointment.RequestId)) continue;
            var overlap = appointment.Overlap(asked);
            var forbidden = appointment.Forbidden(asked, AvailabilityRule.Buffer);
            obstacles.Add(overlap);
            if (forbidden.From < overlap.From) obstacles.Add(forbidden with { To = overlap.From });
            if (forbidden.To > overlap.To) obstacles.Add(forbidden with { From = overlap.To });
        }

        foreach (var hold in _pinned.Near(asked, from, to))
            if (asked.Counts(hold.RequestId)) obstacles.Add(hold.Forbidden(asked, AvailabilityRule.Held));

        AddCappedDays(asked, from, to, obstacles);
    }

    /// <summary>How many appointments start on a local day.</summary>
    public int AppointmentsOn(int day, Question asked) => CountOn(appointments, day, asked);

    /// <summary>How many more can start on a local day; those held for this technician alone count as booked.</summary>
    public int RoomOn(int day, Question asked) => Technician.MaxAppointmentsPerDay is { } most
        ? Math.Max(most - CountOn(appointments, day, asked) - CountOn(_pinned, day, asked), 0)
        : int.MaxValue;

    private void AddCappedDays(Question asked, int from, int to, List<Obstacle> obstacles)
    {
        if (Technician.MaxAppointmentsPerDay is null) return;
        for (var day = Days.DayOf(from); day <= Days.Last && Days.BeginningOf(day) < to; day++)
            if (RoomOn(day, asked) == 0) obstacles.Add(Days.AllOf(day, AvailabilityRule.DailyCap));
    }

    private int CountOn(TakenTimes times, int day, Question asked) =>
        times.CountStarting(Days.BeginningOf(day), Days.BeginningOf(day + 1), asked);
}
