using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Scheduling;

namespace Slotline.Graph.Demo;

/// <summary>An organization to look at: its people and things, who signs in, and what they wished for.</summary>
internal abstract class DemoFirm
{
    public const string Password = "slotline-demo-1";

    private readonly List<object> _rows;
    private readonly List<Account> _accounts = [];

    protected DemoFirm(string name, string slug, string timeZoneId, Instant now)
    {
        Calendar = new DemoCalendar(now, DateTimeZoneProviders.Tzdb[timeZoneId]);
        Organization = new Organization(name, slug, timeZoneId, Calendar.At(-60, "09:00"));
        _rows = [Organization];
    }

    public Organization Organization { get; }

    public DemoCalendar Calendar { get; }

    /// <summary>Everything but the accounts, in the order it can be stored.</summary>
    public IReadOnlyList<object> Rows => _rows;

    public IReadOnlyList<Account> Accounts => _accounts;

    /// <summary>Who decides on requests.</summary>
    public StaffMember Decider => _rows.OfType<StaffMember>().Single(member => member.Role == DeciderRole);

    public abstract IReadOnlyList<Wish> Wishes { get; }

    protected abstract Role DeciderRole { get; }

    public Service FindService(string name) => _rows.OfType<Service>().Single(row => StartsWith(row.Name, name));

    public Technician FindTechnician(string name) =>
        _rows.OfType<Technician>().Single(row => StartsWith(row.Name, name));

    /// <summary>Null for somebody who is no client's.</summary>
    public Contact? FindContact(string name) =>
        _rows.OfType<Contact>().SingleOrDefault(row => StartsWith(row.Name, name));

    public Ticket? FindTicket(string? number) =>
        number is null ? null : _rows.OfType<Ticket>().Single(row => row.Number == number);

    public Client ClientOf(Contact contact) => _rows.OfType<Client>().Single(row => row.Id == contact.ClientId);

    /// <summary>The staff member that a technician is, if they sign in.</summary>
    public StaffMember? MemberWhoIs(Technician technician) =>
        _rows.OfType<StaffMember>().SingleOrDefault(row => row.TechnicianId == technician.Id);

    protected T Add<T>(T row)
        where T : class
    {
        _rows.Add(row);
        return row;
    }

    protected Technician AddTechnician(
        string name, string email, string? timeZoneId, string hours, params Service[] services)
    {
        var technician = Add(new Technician(Organization.Id, name, email));
        technician.MoveTo(timeZoneId);
        technician.SetWeeklyHours(
            [.. WorkingDays.SelectMany(day => hours.Split(' ').Select(range => new WeeklyHours(day, RangeOf(range))))]);
        foreach (var service in services)
        {
            Add(new Qualification(Organization.Id, technician.Id, service.Id));
        }

        return technician;
    }

    protected Service AddService(
        string name, string description, ServiceBookingRules rules, params int[] durationsMinutes)
    {
        var service = Add(new Service(Organization.Id, name, durationsMinutes));
        service.Describe(description);
        service.Govern(rules);
        return service;
    }

    protected Contact AddContact(Client client, string name, string email, string phone, string? timeZoneId = null)
    {
        var contact = Add(new Contact(Organization.Id, client.Id, name, email));
        contact.ReachByPhone(phone);
        contact.LiveIn(timeZoneId);
        return contact;
    }

    protected Ticket AddTicket(string number, string title, bool isOpen, Client? client)
    {
        var ticket = Add(new Ticket(Organization.Id, number));
        ticket.Describe(title, $"https://helpdesk.{Organization.Slug}.test/tickets/{number}", isOpen, client?.Id);
        return ticket;
    }

    protected StaffMember AddStaff(string name, string email, Role role, Technician? technician = null)
    {
        var member = Add(new StaffMember(Organization.Id, name, email, role, technician?.Id));
        _accounts.Add(new Account(Organization.Id, email, member.Id, null));
        return member;
    }

    protected void LetSignIn(Contact contact) =>
        _accounts.Add(new Account(Organization.Id, contact.Email, null, contact.Id));

    protected void AddException(Technician? technician, LocalDate from, LocalDate to, string? hours, string reason) =>
        Add(new AvailabilityException(
            Organization.Id, technician?.Id, from, to, hours is null ? [] : [RangeOf(hours)], reason));

    private static bool StartsWith(string name, string beginning) =>
        name.StartsWith(beginning, StringComparison.Ordinal);

    private static IEnumerable<IsoDayOfWeek> WorkingDays =>
        Enumerable.Range((int)IsoDayOfWeek.Monday, 5).Select(day => (IsoDayOfWeek)day);

    /// <summary>Reads <c>08:00-12:00</c>.</summary>
    private static TimeRange RangeOf(string text) =>
        WallTime.TryParse(text[..5], out var from) && WallTime.TryParse(text[6..], out var to)
            ? new TimeRange(from, to)
            : throw new FormatException($"'{text}' is not a range of times.");
}
