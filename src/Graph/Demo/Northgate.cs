using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Scheduling;

namespace Slotline.Graph.Demo;

/// <summary>The demo's firm: an IT-support company in New York with people in four zones.</summary>
internal sealed class Northgate : DemoFirm
{
    public const string Slug = "demo";

    public Northgate(Instant now)
        : base("Northgate IT", Slug, "America/New_York", now)
    {
        Organization.SetDefaults(new BookingRules(30, 0, 0, 120, 60, null, 240));
        AddServices();
        AddStaff("Alice Moreno", "admin@demo.test", Role.Admin);
        AddStaff("David Kim", "dispatcher@demo.test", Role.Dispatcher);
        AddTechnicians();
        AddHarbor();
        AddBrightwater();
        AddKestrel();
        AddTicket("HD-1048", "Renew the wildcard certificate", true, null);
        AddExceptions();
        AddReplies();
    }

    public override IReadOnlyList<Wish> Wishes => NorthgateWishes.All;

    protected override Role DeciderRole => Role.Dispatcher;

    private void AddServices()
    {
        AddService(
            "On-site visit", "A technician comes to your office. Please make sure somebody can open the door.",
            new ServiceBookingRules(BufferBeforeMinutes: 30, BufferAfterMinutes: 30, CancellationCutoffMinutes: 1440),
            60, 90, 120);
        var remote = AddService(
            "Remote support session", "We look at your screen together. Confirmed at once.",
            new ServiceBookingRules(MinimumNoticeMinutes: 60, CancellationCutoffMinutes: 60), 30, 60);
        remote.AutoApprove = true;
        AddService(
            "Workstation setup", "New computers, connected and handed over to the people who will use them.",
            new ServiceBookingRules(MinimumNoticeMinutes: 1440, MaxPerDay: 4, CancellationCutoffMinutes: 1440),
            90, 180);
        var consultation = AddService(
            "Free IT consultation", "Half an hour on the phone about where you are and what you need.",
            new ServiceBookingRules(HorizonDays: 30), 30);
        consultation.IsPublic = true;
    }

    private void AddTechnicians()
    {
        var (onSite, remote) = (FindService("On-site"), FindService("Remote"));
        var (setup, consultation) = (FindService("Workstation"), FindService("Free"));
        var maya = AddTechnician(
            "Maya Chen", "technician@demo.test", null, "08:00-12:00 12:30-16:30", onSite, remote);
        AddStaff(maya.Name, maya.Email, Role.Technician, maya);
        AddTechnician("Luis Ortega", "luis.ortega@demo.test", null, "09:00-17:00", onSite, setup, consultation);
        var sam = AddTechnician("Sam Doyle", "sam.doyle@demo.test", null, "12:00-20:00", onSite, setup);
        sam.CapAt(4);
        AddTechnician(
            "Priya Natarajan", "priya.natarajan@demo.test", "America/Chicago", "08:00-17:00",
            remote, setup, consultation);
        AddTechnician("Tom Becker", "tom.becker@demo.test", "America/Los_Angeles", "08:00-16:00", onSite, remote);
        var grace = AddTechnician("Grace Okafor", "grace.okafor@demo.test", "Europe/London", "08:00-16:30", remote);
        grace.AcceptsPreference = false;
        var retired = AddTechnician("Walt Jenkins", "walt.jenkins@demo.test", null, "09:00-17:00", onSite);
        retired.IsActive = false;
    }

    private void AddHarbor()
    {
        var harbor = Add(new Client(Organization.Id, "Harbor Street Dental"));
        LetSignIn(AddContact(harbor, "Nora Whitfield", "client@demo.test", "+1 212 555 0142"));
        var admin = AddContact(harbor, "Daniel Reyes", "clientadmin@demo.test", "+1 212 555 0143");
        admin.Become(Role.ClientAdmin);
        LetSignIn(admin);
        AddContact(harbor, "Jo Park", "jo.park@harborstreetdental.example", "+1 212 555 0144");
        AddTicket("HD-1032", "Front office loses the network every morning", false, harbor);
        AddTicket("HD-1035", "Switch in the server closet restarts", false, harbor);
        AddTicket("HD-1044", "X-ray images open slowly", true, harbor);
    }

    private void AddBrightwater()
    {
        var brightwater = Add(new Client(Organization.Id, "Brightwater Architects"));
        LetSignIn(AddContact(brightwater, "Emma Lindqvist", "other@demo.test", "+1 718 555 0119"));
        var admin = AddContact(brightwater, "Victor Osei", "victor.osei@brightwater.example", "+1 718 555 0120");
        admin.Become(Role.ClientAdmin);
        AddTicket("HD-1038", "Plotter cuts the right margin", false, brightwater);
        AddTicket("HD-1046", "Licences for three new architects", true, brightwater);
    }

    private void AddKestrel()
    {
        var kestrel = Add(new Client(Organization.Id, "Kestrel Logistics"));
        AddContact(
            kestrel, "Marcus Boyd", "marcus.boyd@kestrel-logistics.example", "+1 312 555 0177", "America/Chicago");
        var german = AddContact(
            kestrel, "Hanna Vogel", "hanna.vogel@kestrel-logistics.example", "+49 40 555 0188", "Europe/Berlin");
        german.Speak("de");
        AddTicket("HD-1041", "Dead spots in the depot's wireless network", true, kestrel);
        AddTicket("HD-1047", "Handheld scanners sign out at noon", true, kestrel);
    }

    private void AddExceptions()
    {
        AddException(FindTechnician("Luis"), Calendar.Day(8), Calendar.Day(10), null, "Annual leave");
        AddException(null, Calendar.Day(13), Calendar.Day(13), null, "Company day");
        var saturday = Calendar.Day(5).Next(IsoDayOfWeek.Saturday);
        AddException(FindTechnician("Maya"), saturday, saturday, "09:00-13:00", "Open for dental practices");
    }

    private void AddReplies()
    {
        Add(new SavedReply(
            Organization.Id, 0, "No van that day",
            "All our vans are out that day. Please choose another day, or ask for a remote session."));
        Add(new SavedReply(
            Organization.Id, 1, "By phone first",
            "This can very likely be solved on the phone. We will call you; please ask again if it cannot."));
    }
}
