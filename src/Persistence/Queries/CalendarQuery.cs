using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Domain.Scheduling;

namespace Slotline.Persistence.Queries;

/// <summary>Reads what the slot engine needs to judge the slots of a service in a span of time.</summary>
public static class CalendarQuery
{
    /// <summary>The availability of a service for slots that start in a span.</summary>
    /// <param name="db">On the organization's rows; inside a change it sees what the change's neighbours did.</param>
    /// <param name="organization">Whose calendar.</param>
    /// <param name="starts">The span of starts; its end is exclusive.</param>
    /// <param name="durationMinutes">The length of a slot.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<Availability> ReadAvailabilityAsync(
        this SlotlineContext db,
        Organization organization,
        Interval starts,
        int durationMinutes,
        CancellationToken cancellationToken)
    {
        var span = Calendar.SpanFor(starts, durationMinutes);
        var services = await db.Services.AsNoTracking().ToListAsync(cancellationToken);
        var qualifications = await db.Qualifications.AsNoTracking().ToListAsync(cancellationToken);
        var technicians = await db.Technicians.AsNoTracking().ToListAsync(cancellationToken);
        var exceptions = await db.AvailabilityExceptions.AsNoTracking().ToListAsync(cancellationToken);
        var busy = await db.Appointments
            .Where(a => a.StartsAt < span.End && a.EndsAt > span.Start && a.Status != AppointmentStatus.Cancelled)
            .Select(a => new BusyTime(a.TechnicianId, a.ServiceId, a.RequestId, a.StartsAt, a.EndsAt))
            .ToListAsync(cancellationToken);
        var holds = await db.AppointmentRequests
            .Where(r => r.StartsAt < span.End && r.EndsAt > span.Start
                && r.Status == AppointmentRequestStatus.Pending && r.Service.PendingHoldsSlot)
            .Select(r => new Hold(r.Id, r.ServiceId, r.PreferredTechnicianId, r.StartsAt, r.EndsAt))
            .ToListAsync(cancellationToken);
        var performed = qualifications.ToLookup(q => q.TechnicianId, q => q.ServiceId);
        var dated = exceptions.ToLookup(e => e.TechnicianId, e => new DatedException(e.From, e.To, e.Hours));
        return new Availability(new Calendar
        {
            Zone = organization.TimeZone,
            Loaded = span,
            Services =
            [
                .. services.Select(s => new CalendarService(
                    s.Id, s.DurationsMinutes, s.Rules.Over(organization.Defaults), s.IsBookable)),
            ],
            Technicians =
            [
                .. technicians.Select(t => new CalendarTechnician(
                    t.Id, t.Name, t.ZoneIn(organization), t.IsActive, t.AcceptsPreference, t.MaxAppointmentsPerDay,
                    t.WeeklyHours, [.. dated[t.Id]], [.. performed[t.Id]])),
            ],
            Closures = [.. dated[null]],
            Busy = busy,
            Holds = holds,
        });
    }
}
