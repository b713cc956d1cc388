using NodaTime;
using Slotline.Domain.Directory;
using static Slotline.Domain.Notifications.CalendarMethod;
using static Slotline.Domain.Notifications.NotificationKind;

namespace Slotline.Domain.Notifications;

/// <summary>Who is told of which event, by which way. A pure function: it reads nothing and sends nothing.</summary>
public static class Announcements
{
    private const NotificationWay ByMail = NotificationWay.Mail;

    private const NotificationWay InPortal = NotificationWay.Portal;

    /// <summary>
    /// The messages of an event. The actor is not told of their own act, except that a requester gets a receipt; each
    /// person is told once by each way, whatever roles they have; what somebody switched off is left out unless it is
    /// essential.
    /// </summary>
    public static AnnouncedMessages Of(Announcement told, Instant now)
    {
        var lines = LinesOf(told)
            .Where(line => line.Way == ByMail || line.Recipient.HasPortal)
            .Where(line => !IsOwnAct(told, line))
            .Where(line => IsEssential(line.Kind, line.Audience, line.Way) || !IsMuted(line))
            .Aggregate(new List<Line>(), AddOnce);
        return new AnnouncedMessages(
            [.. lines.Where(line => line.Way == InPortal).Select(line => new PortalNotification(told, line, now))],
            [.. lines.Where(line => line.Way == ByMail).Select(line => new Mail(told, line, now))]);
    }

    /// <summary>Every kind of message there is, by who is told and by which way.</summary>
    public static IReadOnlyCollection<(NotificationKind Kind, Audience Audience, NotificationWay Way)> Everything
    {
        get;
    } =
    [
        .. Enum.GetValues<Occasion>()
            .SelectMany(occasion => new[] { Rehearsal(occasion, false), Rehearsal(occasion, true) })
            .SelectMany(LinesOf)
            .Select(line => (line.Kind, line.Audience, line.Way))
            .Distinct(),
    ];

    /// <summary>
    /// Whether a message reaches people even if they switched its kind off: mails to those whose own appointment it is,
    /// about the outcome of their request or a change of their calendar.
    /// </summary>
    public static bool IsEssential(NotificationKind kind, Audience audience, NotificationWay way) =>
        way == ByMail
        && audience != Audience.Office
        && kind is RequestApproved or RequestDeclined or RequestCancelled
            or AppointmentAssigned or AppointmentRescheduled or AppointmentUnassigned;

    // A technician comes before the office: of two mails to a dispatcher who also has the appointment, the one with the
    // calendar file is kept.
    private static IEnumerable<Line> LinesOf(Announcement told) => told.Occasion switch
    {
        Occasion.Requested =>
        [
            .. To(told.Requester, Audience.Requester, RequestReceived, ByMail),
            .. To(told.PreferredTechnician, Audience.Technician, RequestReceived, InPortal),
            .. ToOffice(told, RequestReceived, ByMail, InPortal),
        ],
        Occasion.Edited => ToOffice(told, RequestEdited, InPortal),
        Occasion.Approved =>
        [
            .. To(told.Requester, Audience.Requester, RequestApproved, Request, ByMail, InPortal),
            .. To(told.Technician, Audience.Technician, AppointmentAssigned, Request, ByMail, InPortal),
        ],
        Occasion.Declined => To(told.Requester, Audience.Requester, RequestDeclined, ByMail, InPortal),
        Occasion.Rescheduled or Occasion.Reassigned =>
        [
            .. To(told.Requester, Audience.Requester, AppointmentRescheduled, Request, ByMail, InPortal),
            .. told.PreviousTechnician is { } previous
                ? [
                    .. To(told.Technician, Audience.Technician, AppointmentAssigned, Request, ByMail),
                    .. To(previous, Audience.Technician, AppointmentUnassigned, Cancel, ByMail),
                ]
                : To(told.Technician, Audience.Technician, AppointmentRescheduled, Request, ByMail),
        ],
        Occasion.Cancelled =>
        [
            .. To(told.Requester, Audience.Requester, RequestCancelled, CancelIfBooked(told), ByMail, InPortal),
            .. To(told.Technician, Audience.Technician, RequestCancelled, CancelIfBooked(told), ByMail, InPortal),
            .. ToOffice(told, RequestCancelled, ByMail, InPortal),
        ],
        Occasion.ReminderDue =>
        [
            .. To(told.Requester, Audience.Requester, AppointmentReminder, ByMail, InPortal),
            .. To(told.Technician, Audience.Technician, AppointmentReminder, InPortal),
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(told), told.Occasion, "Nobody is told of this."),
    };

    private static CalendarMethod CancelIfBooked(Announcement told) =>
        told.Facts.AppointmentId is null ? CalendarMethod.None : Cancel;

    private static IEnumerable<Line> To(
        Recipient? recipient, Audience audience, NotificationKind kind, params NotificationWay[] ways) =>
        To(recipient, audience, kind, CalendarMethod.None, ways);

    private static IEnumerable<Line> To(
        Recipient? recipient, Audience audience, NotificationKind kind, CalendarMethod calendar,
        params NotificationWay[] ways) =>
        recipient is null ? [] : ways.Select(way =>
            new Line(recipient, audience, kind, way, way == ByMail ? calendar : CalendarMethod.None));

    private static IEnumerable<Line> ToOffice(
        Announcement told, NotificationKind kind, params NotificationWay[] ways) =>
        told.Staff
            .Where(member => member.Role is Role.Admin or Role.Dispatcher)
            .SelectMany(member => To(member.Person, Audience.Office, kind, ways));

    private static bool IsOwnAct(Announcement told, Line line)
    {
        var isReceipt = told.Occasion == Occasion.Requested && line.Audience == Audience.Requester;
        return !isReceipt && told.Actor is { } actor && line.Recipient.Is(actor);
    }

    /// <summary>An event that concerns everybody it can concern, about nobody and nothing.</summary>
    private static Announcement Rehearsal(Occasion occasion, bool isReassigned)
    {
        var somebody = new Recipient(RecipientKind.StaffMember, Guid.Empty, "", "", "en", "UTC");
        return new Announcement
        {
            OrganizationId = Guid.Empty,
            Occasion = occasion,
            RequestVersion = 0,
            Actor = null,
            Facts = new NotificationFacts
            {
                OrganizationName = "",
                OrganizationTimeZoneId = "UTC",
                RequestId = Guid.Empty,
                Reference = "",
                ServiceName = "",
                RequesterName = "",
                RequestedStartsAt = default,
                RequestedEndsAt = default,
            },
            Requester = somebody,
            PreferredTechnician = somebody,
            Technician = somebody,
            PreviousTechnician = isReassigned ? somebody : null,
            Staff = [new StaffRecipient(somebody, Role.Admin)],
        };
    }

    private static bool IsMuted(Line line) =>
        line.Recipient.Muted.Any(muted => muted.Kind == line.Kind && muted.Way == line.Way);

    private static List<Line> AddOnce(List<Line> kept, Line line)
    {
        if (!kept.Any(other => other.Way == line.Way && other.Recipient.IsSamePersonAs(line.Recipient)))
            kept.Add(line);
        return kept;
    }
}
