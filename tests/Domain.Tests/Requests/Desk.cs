using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Domain.Scheduling;

namespace Slotline.Domain.Tests.Requests;

/// <summary>
/// A small firm: one service with a two-hour cut-off, two technicians, one client, and everyone who asks or decides.
/// </summary>
public sealed class Desk
{
    public static readonly Instant Now = Instant.FromUtc(2026, 8, 10, 9, 0);
    public static readonly Instant Start = Instant.FromUtc(2026, 8, 12, 14, 0);
    public static readonly Duration Cutoff = Duration.FromHours(2);
    public static readonly Duration Hour = Duration.FromHours(1);

    private static readonly Guid OrganizationId = Guid.CreateVersion7();

    public Desk()
    {
        Client = new Client(OrganizationId, "Acme");
        Contact = new Contact(OrganizationId, Client.Id, "Clara Client", "clara@acme.test");
        Ticket = TicketOf("T-100", Client.Id);
        Service = new Service(OrganizationId, "On-site visit", [60, 90]);
        Service.Govern(new ServiceBookingRules(CancellationCutoffMinutes: 120));
        Ana = new Technician(OrganizationId, "Ana", "ana@firm.test");
        Ben = new Technician(OrganizationId, "Ben", "ben@firm.test");
        Dispatcher = StaffOf("Dora Dispatcher", Role.Dispatcher);
        Technician = StaffOf("Ana", Role.Technician) with { TechnicianId = Ana.Id };
        Requester = CallerOf(ActorKind.Contact, Contact.Id, Contact.Name, Role.ClientMember) with
        {
            ClientId = Client.Id,
        };
    }

    public Client Client { get; }

    public Contact Contact { get; }

    /// <summary>A ticket of the client.</summary>
    public Ticket Ticket { get; }

    public Service Service { get; }

    public Technician Ana { get; }

    public Technician Ben { get; }

    public Caller Dispatcher { get; }

    /// <summary>Ana, signed in.</summary>
    public Caller Technician { get; }

    /// <summary>Clara, signed in.</summary>
    public Caller Requester { get; }

    public RequestTerms Terms => new()
    {
        Service = Service,
        StartsAt = Start,
        DurationMinutes = 60,
        TimeZoneId = "Europe/Berlin",
    };

    public static Ticket TicketOf(string number, Guid? clientId)
    {
        var ticket = new Ticket(OrganizationId, number);
        ticket.Describe("Printer on fire", null, true, clientId);
        return ticket;
    }

    public static Service ServiceOf(string name) => new(OrganizationId, name, [60]);

    public static Caller StaffOf(string name, Role role) =>
        CallerOf(ActorKind.StaffMember, Guid.CreateVersion7(), name, role);

    public static Caller CallerOf(ActorKind kind, Guid? id, string name, Role role) => new()
    {
        OrganizationId = OrganizationId,
        Actor = new Actor(kind, id, name, $"{name.Split(' ')[0].ToLowerInvariant()}@firm.test"),
        Role = role,
        Permissions = Caller.PermissionsOf(role),
    };

    public AppointmentRequest Ask(RequestTerms? terms = null, params RuleViolation[] violations)
    {
        var person = new Requester(Contact.Name, Contact.Email, null, Client.Name);
        return AppointmentRequest.Request(terms ?? Terms, person, Contact, violations, Requester, Now);
    }

    /// <summary>A time of a technician's that nothing stands against.</summary>
    public static Booking Book(Technician technician, Instant startsAt, int durationMinutes = 60) =>
        Booking.Of(technician, startsAt, durationMinutes, [], []);

    /// <summary>A request that Ana is to see to at the requested time.</summary>
    public AppointmentRequest AskAndApprove()
    {
        var request = Ask();
        request.Approve(Book(Ana, Start), null, null, Dispatcher.Actor, Now);
        return request;
    }
}
