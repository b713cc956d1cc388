using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Notifications;
using Slotline.Graph.Delivery.Wording;

namespace Slotline.Graph.Tests.Delivery;

/// <summary>One of every message, about an appointment in New York.</summary>
internal static class Letters
{
    public static readonly NotificationFacts Asked = new()
    {
        OrganizationName = "Demo IT & Friends",
        OrganizationTimeZoneId = "America/New_York",
        RequestId = Guid.Parse("019a0000-0000-7000-8000-0000000000aa"),
        Reference = "AR-7K3M-92QX",
        ServiceName = "On-site visit",
        RequesterName = "Clara Client",
        RequesterEmail = "clara@northwind.test",
        RequesterPhone = "+1 212 555 0100",
        ClientName = "Northwind <Trading>",
        Description = "The printer on floor 2 says \"PC LOAD LETTER\".\nPlease ring at the back door.",
        TicketNumber = "T-1042",
        RequestedStartsAt = Instant.FromUtc(2026, 11, 24, 15, 0),
        RequestedEndsAt = Instant.FromUtc(2026, 11, 24, 16, 0),
        PreferredTechnicianName = "Pia Preferred",
        ActorName = "Dan Dispatcher",
    };

    public static NotificationFacts Booked => Asked with
    {
        AppointmentId = Guid.Parse("019a0000-0000-7000-8000-0000000000bb"),
        StartsAt = Instant.FromUtc(2026, 11, 24, 17, 30),
        EndsAt = Instant.FromUtc(2026, 11, 24, 18, 30),
        TechnicianName = "Tom Technician",
    };

    public static NotificationFacts Moved => Booked with
    {
        Sequence = 1,
        PreviousStartsAt = Booked.StartsAt,
        PreviousEndsAt = Booked.EndsAt,
        StartsAt = Instant.FromUtc(2026, 11, 26, 14, 0),
        EndsAt = Instant.FromUtc(2026, 11, 26, 15, 0),
        PreviousTechnicianName = "Fay Former",
    };

    private static readonly Dictionary<(NotificationKind Kind, Audience Audience), NotificationFacts> Facts = new()
    {
        [(NotificationKind.RequestReceived, Audience.Requester)] = Asked,
        [(NotificationKind.RequestReceived, Audience.Technician)] = Asked,
        [(NotificationKind.RequestReceived, Audience.Office)] = Asked,
        [(NotificationKind.RequestEdited, Audience.Office)] = Asked with
        {
            PreviousRequestedStartsAt = Instant.FromUtc(2026, 11, 23, 15, 0),
            PreviousRequestedEndsAt = Instant.FromUtc(2026, 11, 23, 16, 0),
        },
        [(NotificationKind.RequestApproved, Audience.Requester)] = Booked,
        [(NotificationKind.RequestDeclined, Audience.Requester)] = Asked with
        {
            Reason = "That morning everybody is at a training.\nThe afternoon is free.",
        },
        [(NotificationKind.RequestCancelled, Audience.Requester)] = Booked with { Reason = "The office is closed." },
        [(NotificationKind.RequestCancelled, Audience.Technician)] = Booked with { Reason = "The office is closed." },
        [(NotificationKind.RequestCancelled, Audience.Office)] = Asked with { ActorName = "Clara Client" },
        [(NotificationKind.AppointmentAssigned, Audience.Technician)] = Booked,
        [(NotificationKind.AppointmentUnassigned, Audience.Technician)] = Moved,
        [(NotificationKind.AppointmentRescheduled, Audience.Requester)] = Moved,
        [(NotificationKind.AppointmentRescheduled, Audience.Technician)] = Moved with { PreviousTechnicianName = null },
        [(NotificationKind.AppointmentReminder, Audience.Requester)] = Booked,
        [(NotificationKind.AppointmentReminder, Audience.Technician)] = Booked,
        [(NotificationKind.ConfirmationWanted, Audience.Requester)] = Asked with
        {
            Reference = "",
            LinkExpiresAt = Instant.FromUtc(2026, 11, 24, 9, 0),
        },
        [(NotificationKind.Invitation, Audience.Account)] = Account,
        [(NotificationKind.PasswordReset, Audience.Account)] = Account with { ActorName = null },
        [(NotificationKind.PasswordChanged, Audience.Account)] = Account with { ActorName = null },
        [(NotificationKind.AddressChanged, Audience.Account)] = Account with { ActorName = null },
    };

    private static NotificationFacts Account => Asked with
    {
        ServiceName = "",
        Reference = "",
        LinkExpiresAt = Instant.FromUtc(2026, 11, 24, 17, 30),
    };

    public static IEnumerable<(NotificationKind Kind, Audience Audience)> Kinds => Facts.Keys;

    public static Letter Of(NotificationKind kind, Audience audience, string locale) => new(
        kind,
        audience,
        Facts[(kind, audience)],
        audience == Audience.Requester ? "Clara Client"
            : kind == NotificationKind.AppointmentUnassigned ? "Fay Former"
            : "Tom Technician",
        locale,
        locale.StartsWith("de", StringComparison.Ordinal) ? "Europe/Berlin" : "America/New_York");

    /// <summary>
    /// A mail as the domain makes it: to the requester of an approved request, unless told otherwise.
    /// </summary>
    public static Mail Mail(
        Occasion occasion = Occasion.Approved,
        Audience audience = Audience.Requester,
        NotificationKind? kind = null,
        NotificationFacts? facts = null,
        Recipient? requester = null)
    {
        var messages = Announcements.Of(
            new Announcement
            {
                OrganizationId = Guid.Parse("019a0000-0000-7000-8000-000000000001"),
                Occasion = occasion,
                RequestVersion = 2,
                Actor = null,
                Facts = facts ?? Booked,
                Requester = requester ?? Person(RecipientKind.Contact, 10, "Clara Client"),
                Technician = Person(RecipientKind.StaffMember, 20, "Tom Technician"),
                PreviousTechnician = occasion == Occasion.Reassigned
                    ? Person(RecipientKind.StaffMember, 21, "Fay Former")
                    : null,
                Staff = [new(Person(RecipientKind.StaffMember, 30, "Ada Admin"), Role.Admin)],
            },
            Instant.FromUtc(2026, 11, 23, 9, 0));
        return messages.Mails.First(mail => mail.Audience == audience && (kind is null || mail.Kind == kind));
    }

    public static Recipient Person(RecipientKind kind, int number, string name) => new(
        kind,
        kind == RecipientKind.Visitor ? null : Guid.Parse($"019a0000-0000-7000-8000-0000000000{number}"),
        name,
        $"{name.Split(' ')[0].ToLowerInvariant()}@demo.test",
        "en",
        "America/New_York");
}
