using Microsoft.EntityFrameworkCore;
using Slotline.Domain.Directory;
using Slotline.Domain.Notifications;
using Slotline.Domain.Requests;
using Slotline.Graph.Access;
using Slotline.Graph.Engine;
using Slotline.Graph.Requests;
using Slotline.Persistence;

namespace Slotline.Graph.Delivery.Calendars;

[ExtendObjectType<AppointmentNode>]
internal static class CalendarFileField
{
    /// <summary>
    /// The booking as a calendar file, to be saved with the ending `.ics` (RFC 5545; METHOD:PUBLISH, times in UTC). It
    /// is the entry that the mails carry too, by the same UID and SEQUENCE. Null once it was cancelled.
    /// </summary>
    public static async Task<string?> CalendarFileAsync(
        [Parent] AppointmentNode appointment,
        Caller caller,
        PublishedAppointmentById appointments,
        PublicLinks links,
        AppointmentCalendar calendar,
        CancellationToken cancellationToken)
    {
        var entry = await appointments.LoadAsync(appointment.Id, cancellationToken);
        if (entry is null or { Status: AppointmentStatus.Cancelled })
        {
            return null;
        }

        var link = caller.Actor.Kind == ActorKind.Visitor
            ? await links.ToManageAsync(caller.OrganizationId, appointment.RequestId, cancellationToken)
            : links.ToRequest(AudienceOf(caller), entry.Entry.Reference);
        return calendar.Of(entry, caller.SeesAsStaff(), link);
    }

    private static Audience AudienceOf(Caller caller) => caller.SeesAsStaff() ? Audience.Office : Audience.Requester;
}

/// <summary>What calendar files say of appointments that the caller has seen.</summary>
internal sealed class PublishedAppointmentById(SlotlineDatabase database, CurrentCaller caller)
    : BatchLoader<Guid, PublishedAppointment>
{
    protected override async Task<IReadOnlyDictionary<Guid, PublishedAppointment>> LoadBatchAsync(
        IReadOnlyList<Guid> keys, CancellationToken cancellationToken)
    {
        var organizationId = caller.Value!.OrganizationId;
        await using var db = database.Open(organizationId);
        var organization = await db.Organizations.Where(o => o.Id == organizationId).Select(o => o.Name)
            .SingleAsync(cancellationToken);
        var rows =
            from appointment in db.Appointments
            join request in db.AppointmentRequests on appointment.RequestId equals request.Id
            where keys.Contains(appointment.Id)
            select new PublishedAppointment(
                new CalendarEntry
                {
                    AppointmentId = appointment.Id,
                    Sequence = appointment.Sequence,
                    StartsAt = appointment.StartsAt,
                    EndsAt = appointment.EndsAt,
                    ChangedAt = request.UpdatedAt,
                    Reference = request.Reference,
                    ServiceName = request.Service.Name,
                    RequesterName = request.Requester.Name,
                    RequesterPhone = request.Requester.Phone,
                    CompanyName = request.Requester.CompanyName,
                    Description = request.Description,
                },
                appointment.Status,
                appointment.Technician.Name,
                organization);
        return await rows.ToDictionaryAsync(row => row.Entry.AppointmentId, cancellationToken);
    }
}
