namespace Slotline.Domain.Scheduling.Diaries;

/// <summary>A hold, and who could serve it if nothing were booked: by their place among the diaries.</summary>
internal sealed record HeldTime(Taken Time, CalendarService Service, int[] Own)
{
    /// <summary>
    /// A hold's own technicians are the preferred one if named, else every one of its service; active, and working
    /// at that time.
    /// </summary>
    public static HeldTime Of(Hold hold, CalendarService service, Diary[] diaries)
    {
        var time = Taken.Of(hold, service);
        return new HeldTime(
            time,
            service,
            [
                .. diaries
                    .Where(diary => hold.TechnicianId is not { } preferred || diary.Technician.Id == preferred)
                    .Where(diary => diary.IsQualifiedFor(service) && diary.Timetable.Covers(time.From, time.To))
                    .Select(diary => diary.Index),
            ]);
    }
}
