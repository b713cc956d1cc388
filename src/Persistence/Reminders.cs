using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain.Notifications;
using Slotline.Domain.Requests;

namespace Slotline.Persistence;

/// <summary>
/// Writes the reminders that are due. A booking is looked at once for each sequence it has, which its mark makes sure
/// of, however many nodes look and however often they are restarted.
/// </summary>
public sealed class Reminders(SlotlineDatabase database, Changes changes)
{
    private const int MostAtOnce = 50;

    /// <summary>Writes what is due, for all organizations; answers how many bookings it reminded of.</summary>
    public async Task<int> WriteDueAsync(Instant now, CancellationToken cancellationToken)
    {
        var reminded = 0;
        foreach (var (organizationId, lead) in await LeadsAsync(cancellationToken))
        {
            var isMore = await AnyDueAsync(organizationId, now, lead, cancellationToken);
            while (isMore)
            {
                var (looked, told) = await changes.CommitAsync(
                    organizationId, change => RemindAsync(change, lead), cancellationToken);
                (isMore, reminded) = (looked == MostAtOnce, reminded + told);
            }
        }

        return reminded;
    }

    /// <summary>How long before the start each organization reminds; those that do not are left out.</summary>
    private async Task<IReadOnlyList<(Guid OrganizationId, Duration Lead)>> LeadsAsync(
        CancellationToken cancellationToken)
    {
        await using var db = database.OpenUnbound();
        var ids = await db.Organizations.IgnoreQueryFilters().Select(o => o.Id).ToListAsync(cancellationToken);
        var settings = await db.NotificationSettings.IgnoreQueryFilters()
            .ToDictionaryAsync(s => s.OrganizationId, cancellationToken);
        var standard = Duration.FromMinutes(NotificationSettings.StandardReminderMinutes);
        return
        [
            .. ids.Select(id => (Id: id, Lead: settings.TryGetValue(id, out var own) ? own.ReminderLead : standard))
                .Where(organization => organization.Lead is not null)
                .Select(organization => (organization.Id, organization.Lead!.Value)),
        ];
    }

    private async Task<bool> AnyDueAsync(
        Guid organizationId, Instant now, Duration lead, CancellationToken cancellationToken)
    {
        await using var db = database.Open(organizationId);
        return await Due(db, now, lead).AnyAsync(cancellationToken);
    }

    /// <summary>Upcoming bookings within the lead that have no mark for their sequence.</summary>
    private static IQueryable<Appointment> Due(SlotlineContext db, Instant now, Duration lead)
    {
        var latest = now + lead;
        return db.Appointments.Where(a =>
            a.Status == AppointmentStatus.Scheduled && a.StartsAt > now && a.StartsAt <= latest
            && !db.ReminderMarks.Any(m => m.AppointmentId == a.Id && m.Sequence == a.Sequence));
    }

    private static async Task<(int Looked, int Told)> RemindAsync(Change change, Duration lead)
    {
        var db = change.Db;
        var ids = await Due(db, change.Now, lead).OrderBy(a => a.StartsAt).Select(a => a.RequestId)
            .Take(MostAtOnce).ToListAsync(change.CancellationToken);
        var requests = await db.AppointmentRequests
            .Include(r => r.Service)
            .Include(r => r.PreferredTechnician)
            .Include(r => r.Ticket)
            .Include(r => r.Appointment!.Technician)
            .Where(r => ids.Contains(r.Id))
            .ToListAsync(change.CancellationToken);
        var booked = await LastBookedAsync(change, ids);
        var announcer = new Announcer();
        var reminded = 0;
        foreach (var request in requests)
        {
            var appointment = request.Appointment!;
            db.Add(new ReminderMark(request.OrganizationId, appointment.Id, appointment.Sequence, change.Now));

            // Who booked or moved it within the lead has just been told; a reminder would only repeat that.
            if (booked.TryGetValue(request.Id, out var at) && at > appointment.StartsAt - lead)
            {
                continue;
            }

            await announcer.RemindAsync(change, db.Entry(request));
            reminded++;
        }

        return (ids.Count, reminded);
    }

    /// <summary>When each booking was made or last changed.</summary>
    private static async Task<Dictionary<Guid, Instant>> LastBookedAsync(Change change, List<Guid> requestIds) =>
        await change.Db.Events
            .Where(e => requestIds.Contains(e.RequestId)
                && (e.Type == AppointmentRequestEventType.Approved
                    || e.Type == AppointmentRequestEventType.Rescheduled
                    || e.Type == AppointmentRequestEventType.Reassigned))
            .GroupBy(e => e.RequestId)
            .Select(events => new { RequestId = events.Key, At = events.Max(e => e.OccurredAt) })
            .ToDictionaryAsync(last => last.RequestId, last => last.At, change.CancellationToken);
}
