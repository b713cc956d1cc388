using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Slotline.Domain.Requests;

namespace Slotline.Graph.Delivery.Calendars;

/// <summary>
/// One appointment to be kept in a calendar of one's own: published (RFC 5546, 3.2.1), so that nobody is invited and
/// no answer is asked for. It is the same entry as in the mails.
/// </summary>
/// <param name="organizerAddress">Whom the organizations' mails come from.</param>
internal sealed class AppointmentCalendar(string organizerAddress)
{
    /// <param name="entry">What is in the calendar.</param>
    /// <param name="isForStaff">Whether its reader works there; else it is their own appointment.</param>
    /// <param name="link">Straight to the request.</param>
    public string Of(PublishedAppointment entry, bool isForStaff, Uri link)
    {
        var appointment = entry.Entry;
        string?[] people = isForStaff
            ? [appointment.RequesterName, appointment.RequesterPhone, entry.TechnicianName]
            : [entry.TechnicianName];
        var lines = people.Append(appointment.Description).Append(appointment.Reference).Append(link.AbsoluteUri);
        var with = isForStaff ? appointment.CompanyName ?? appointment.RequesterName : entry.OrganizationName;
        var calendar = new Calendar { Method = "PUBLISH", ProductId = CalendarText.Product, Scale = "GREGORIAN" };
        calendar.Events.Add(new CalendarEvent
        {
            Uid = CalendarFile.UidOf(appointment.AppointmentId),
            Sequence = appointment.Sequence,
            DtStamp = CalendarText.At(appointment.ChangedAt),
            DtStart = CalendarText.At(appointment.StartsAt),
            DtEnd = CalendarText.At(appointment.EndsAt),
            Status = "CONFIRMED",
            Transparency = "OPAQUE",
            Summary = CalendarText.Text($"{appointment.ServiceName} – {with}"),
            Description = CalendarText.Text(string.Join('\n', lines.Where(line => !string.IsNullOrWhiteSpace(line)))),
            Url = link,
            Organizer = new Organizer($"mailto:{organizerAddress}")
            {
                CommonName = CalendarText.Name(entry.OrganizationName),
            },
        });
        return CalendarText.Of(calendar);
    }
}

/// <summary>An appointment with what its file says beside.</summary>
internal sealed record PublishedAppointment(
    CalendarEntry Entry, AppointmentStatus Status, string TechnicianName, string OrganizationName);
