using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Notifications;

namespace Slotline.Domain.Tests.Notifications;

/// <summary>The people of the notification tests, and an event that concerns all of them.</summary>
internal static class Cast
{
    public static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 9, 0);

    public static readonly Guid Organization = Guid.Parse("019a0000-0000-7000-8000-000000000001");

    public static readonly Recipient Client = Person(RecipientKind.Contact, 10, "Clara Client");

    public static readonly Recipient Visitor =
        new(RecipientKind.Visitor, null, "Vic Visitor", "vic@visitor.test", "en", "Europe/Berlin");

    public static readonly Recipient Preferred = Person(RecipientKind.StaffMember, 20, "Pia Preferred");

    public static readonly Recipient Assigned = Person(RecipientKind.StaffMember, 21, "Tom Technician");

    public static readonly Recipient Former = Person(RecipientKind.StaffMember, 22, "Fay Former");

    public static readonly Recipient Accountless = Person(RecipientKind.Technician, 23, "Ned Noaccount");

    public static readonly Recipient Admin = Person(RecipientKind.StaffMember, 30, "Ada Admin");

    public static readonly Recipient Dispatcher = Person(RecipientKind.StaffMember, 31, "Dan Dispatcher");

    public static readonly IReadOnlyList<StaffRecipient> Staff =
    [
        new(Admin, Role.Admin),
        new(Dispatcher, Role.Dispatcher),
        new(Preferred, Role.Technician),
        new(Assigned, Role.Technician),
        new(Former, Role.Technician),
    ];

    public static readonly NotificationFacts Facts = new()
    {
        OrganizationName = "Demo IT",
        OrganizationTimeZoneId = "America/New_York",
        RequestId = Guid.Parse("019a0000-0000-7000-8000-0000000000aa"),
        Reference = "AR-7K3M-92QX",
        ServiceName = "On-site visit",
        RequesterName = "Clara Client",
        RequestedStartsAt = Instant.FromUtc(2026, 11, 24, 15, 0),
        RequestedEndsAt = Instant.FromUtc(2026, 11, 24, 16, 0),
    };

    public static NotificationFacts Booked => Facts with
    {
        AppointmentId = Guid.Parse("019a0000-0000-7000-8000-0000000000bb"),
        Sequence = 1,
        StartsAt = Facts.RequestedStartsAt,
        EndsAt = Facts.RequestedEndsAt,
    };

    /// <summary>An event done by nobody in the list, so that the actor's rule hides nothing.</summary>
    public static Announcement Event(Occasion occasion, bool isBooked = true) => new()
    {
        OrganizationId = Organization,
        Occasion = occasion,
        RequestVersion = 3,
        Actor = new Actor(ActorKind.ApiClient, Guid.Parse("019a0000-0000-7000-8000-0000000000cc"), "Help desk", null),
        Facts = isBooked ? Booked : Facts,
        Requester = Client,
        PreferredTechnician = Preferred,
        Technician = isBooked ? Assigned : null,
        PreviousTechnician = occasion == Occasion.Reassigned ? Former : null,
        Staff = Staff,
    };

    public static Actor ActorOf(Recipient person) => person.Kind switch
    {
        RecipientKind.StaffMember => new Actor(ActorKind.StaffMember, person.Id, person.Name, person.Email),
        RecipientKind.Contact => new Actor(ActorKind.Contact, person.Id, person.Name, person.Email),
        _ => new Actor(ActorKind.Visitor, null, person.Name, person.Email),
    };

    /// <summary>One line a message: who, as what, by which way, what about, and what the calendar file does.</summary>
    public static string[] Lines(Announcement told)
    {
        var messages = Announcements.Of(told, Now);
        var names = Staff.Select(member => member.Person).Append(Client).ToDictionary(p => p.Id!.Value, p => p.Name);
        return
        [
            .. messages.Mails
                .Select(mail => $"{mail.Name}|{mail.Audience}|mail|{mail.Kind}|{mail.Calendar}")
                .Concat(messages.Notifications
                    .Select(row => $"{names[row.RecipientId]}|{row.Audience}|portal|{row.Kind}|None"))
                .Order(StringComparer.Ordinal),
        ];
    }

    public static Recipient Person(RecipientKind kind, int number, string name) => new(
        kind,
        Guid.Parse($"019a0000-0000-7000-8000-0000000000{number}"),
        name,
        $"{name.Split(' ')[0].ToLowerInvariant()}@demo.test",
        "en",
        "America/New_York");
}
