using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Scheduling;

namespace Slotline.Graph.Demo;

/// <summary>A second, small firm, to see that nobody sees anything of the other.</summary>
internal sealed class Fjordline : DemoFirm
{
    public const string Slug = "demo2";

    public Fjordline(Instant now)
        : base("Fjordline Repairs", Slug, "Europe/Berlin", now)
    {
        var visit = AddService("Repair visit", "We repair it where it stands.", ServiceBookingRules.Inherited, 60, 120);
        var check = AddService("Yearly check", "All of it tested and written down.", ServiceBookingRules.Inherited, 90);
        check.IsPublic = true;
        AddTechnician("Ole Brandt", "ole.brandt@demo2.test", null, "08:00-16:30", visit, check);
        AddStaff("Jonas Weber", "admin@demo2.test", Role.Admin);
        var client = Add(new Client(Organization.Id, "Elbe Papier"));
        LetSignIn(AddContact(client, "Petra Lang", "client@demo2.test", "+49 40 555 0160"));
        AddTicket("R-77", "Cutting table 2 stops", true, client);
    }

    public override IReadOnlyList<Wish> Wishes { get; } =
    [
        new(-5, "09:00", 120, "Repair", "Ole", "Petra", Fate.Completed, "Cutting table 2 stops after ten minutes.")
        {
            Ticket = "R-77",
        },
        new(2, "10:00", 60, "Repair", "Ole", "Petra", Fate.Booked, "Table 2 again, but only when it is warm."),
        new(6, "08:00", 90, "Yearly", "Ole", "Petra", Fate.Waiting, "The yearly check of all four tables.")
        {
            AskedAgo = Duration.FromHours(2),
        },
    ];

    protected override Role DeciderRole => Role.Admin;
}
