using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using NodaTime;
using Slotline.Domain.Notifications;
using Slotline.Graph.Delivery.Wording;

namespace Slotline.Graph.Delivery.Calendars;

/// <summary>
/// The calendar file of a mail: an iTIP message (RFC 5546) that enters, moves or removes one appointment.
/// </summary>
internal static class CalendarFile
{
    /// <summary>The same for a booking all its life, wherever it moves: calendars know it by this.</summary>
    public static string UidOf(Guid appointmentId) => $"{appointmentId:N}@appointments.slotline";

    /// <param name="mail">The mail it goes with; its calendar method is not None and its facts have a booking.</param>
    /// <param name="composition">What the mail says.</param>
    /// <param name="organizer">Whom the mail comes from.</param>
    /// <param name="link">Straight to the request.</param>
    public static string Of(Mail mail, Composition composition, Sender organizer, Uri link)
    {
        var facts = mail.Facts;
        var isCancel = mail.Calendar == CalendarMethod.Cancel;
        var calendar = new Calendar
        {
            Method = isCancel ? "CANCEL" : "REQUEST",
            ProductId = CalendarText.Product,
            Scale = "GREGORIAN",
        };
        var (start, end) = TimesOf(mail);
        var entry = new CalendarEvent
        {
            Uid = UidOf(facts.AppointmentId ?? throw new InvalidOperationException("There is no booking.")),
            Sequence = facts.Sequence,
            DtStamp = CalendarText.At(mail.CreatedAt),
            DtStart = CalendarText.At(start),
            DtEnd = CalendarText.At(end),
            Status = isCancel ? "CANCELLED" : "CONFIRMED",
            Transparency = "OPAQUE",
            Summary = CalendarText.Text(SummaryOf(mail)),
            Description = CalendarText.Text(DescriptionOf(composition, link)),
            Url = new Uri(link.AbsoluteUri),
            Organizer = new Organizer($"mailto:{organizer.Address}") { CommonName = CalendarText.Name(organizer.Name) },
        };
        entry.Attendees.Add(new Attendee($"mailto:{mail.Address}")
        {
            CommonName = CalendarText.Name(mail.Name),
            Type = "INDIVIDUAL",
            Role = "REQ-PARTICIPANT",
            ParticipationStatus = isCancel ? "DECLINED" : "ACCEPTED",
            Rsvp = false,
        });
        calendar.Events.Add(entry);
        return CalendarText.Of(calendar);
    }

    /// <summary>
    /// An entry that is taken from the former technician is named by the time it had in their calendar.
    /// </summary>
    private static (Instant Start, Instant End) TimesOf(Mail mail) => mail.Facts switch
    {
        { PreviousStartsAt: { } start, PreviousEndsAt: { } end }
            when mail.Kind == NotificationKind.AppointmentUnassigned => (start, end),
        { StartsAt: { } start, EndsAt: { } end } => (start, end),
        _ => throw new InvalidOperationException("The booking has no time."),
    };

    private static string SummaryOf(Mail mail) => mail.Audience == Audience.Requester
        ? $"{mail.Facts.ServiceName} – {mail.Facts.OrganizationName}"
        : $"{mail.Facts.ServiceName} – {mail.Facts.ClientName ?? mail.Facts.RequesterName}";

    private static string DescriptionOf(Composition composition, Uri link) => string.Join(
        '\n',
        composition.Details
            .Where(detail => !detail.IsPast)
            .Select(detail => $"{detail.Label}: {string.Join('\n', detail.Lines)}")
            .Append(link.AbsoluteUri));
}
