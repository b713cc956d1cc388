using NodaTime;
using static Slotline.Graph.Demo.Fate;

namespace Slotline.Graph.Demo;

/// <summary>
/// What Northgate's clients wished for, from three weeks ago to three weeks ahead. Nobody is in two places, and every
/// time lies in the technician's hours, whatever day today is.
/// </summary>
internal static class NorthgateWishes
{
    private const string OnSite = "On-site";
    private const string Remote = "Remote";
    private const string Setup = "Workstation";
    private const string Consultation = "Free";

    public static IReadOnlyList<Wish> All { get; } =
        [.. Past(), .. LastWeek(), .. ThisWeek(), .. Waiting(), .. Ahead()];

    private static Wish[] Past() =>
    [
        new(-15, "09:00", 60, OnSite, "Maya", "Nora", Completed, "Two computers lose the network every morning.")
        {
            Ticket = "HD-1032",
            Notes = "Side entrance before nine; Jo has the key to the patch panel.",
        },
        new(-15, "13:00", 60, Remote, "Priya", "Emma", Completed, "The plotter stopped after the last update.")
        {
            Ticket = "HD-1038",
        },
        new(-14, "10:00", 90, Setup, "Luis", "Marcus", Completed, "Two laptops for the new dispatch team."),
        new(-14, "14:00", 30, Consultation, "Priya", "Olivia Grant", Completed, "Eight lawyers and one old server.")
        {
            Company = "Grant & Lowe",
        },
        new(-13, "15:00", 60, OnSite, "Sam", "Victor", Completed, "The screen in the big meeting room stays black."),
        new(-12, "09:00", 120, OnSite, "Luis", "Daniel", Completed, "Please replace the switch in the server closet.")
        {
            LinkedTicket = "HD-1035",
        },
        new(-12, "11:00", 30, Remote, "Grace", "Hanna", Completed, "Der Drucker in Hamburg druckt nur leere Seiten."),
        new(-11, "10:00", 60, OnSite, "Tom", "Marcus", Missed, "The label printer in the Portland depot jams."),
        new(-11, "13:00", 60, Remote, "Maya", "Jo", CalledOff, "Outlook asks for the password again and again.")
        {
            Reason = "Solved itself after a restart.",
        },
        new(-10, "09:00", 60, OnSite, "Maya", "Nora", Declined, "Scanner at the reception makes grey stripes.")
        {
            Reason = "Nobody is free on that morning. Could you choose an afternoon?",
        },
        new(-10, "15:00", 90, Setup, "Sam", "Emma", Completed, "A second monitor for each desk in the studio."),
        new(-9, "13:00", 60, OnSite, "Maya", "Nora", Completed, "The scanner again; the afternoon is fine."),
        new(-9, "10:00", 30, Remote, "Priya", "Victor", Completed, "Cannot open drawings from the shared folder."),
        new(-8, "13:00", 90, OnSite, "Luis", "Marcus", Moved, "Wi-Fi drops behind the high racks.")
        {
            Ticket = "HD-1041",
            FirstTime = "09:00",
        },
        new(-8, "14:30", 30, Consultation, "Luis", "Ben Ashdown", Withdrawn, "Is our back-up any good?")
        {
            Company = "Ashdown Bakery",
            Reason = "We have found somebody around the corner.",
        },
    ];

    private static Wish[] LastWeek() =>
    [
        new(-7, "10:30", 60, Remote, "Tom", "Jo", Completed, "Appointments are missing in the practice calendar."),
        new(-7, "13:30", 60, OnSite, "Maya", "Daniel", Reassigned, "A network socket in treatment room 4 is dead.")
        {
            FirstTechnician = "Sam",
            Notes = "Room 4 is in use until noon.",
        },
        new(-6, "08:30", 180, Setup, "Priya", "Victor", Completed, "Four workstations for the competition team."),
        new(-6, "11:00", 60, OnSite, "Luis", "Marcus", Missed, "Door camera 3 shows no picture."),
        new(-5, "08:30", 30, Remote, "Grace", "Hanna", Completed, "Zwei neue Kolleginnen brauchen Zugang zum VPN."),
        new(-5, "13:30", 60, OnSite, "Maya", "Emma", Completed, "Please look at the noise from the server rack."),
        new(-4, "10:00", 60, Remote, "Priya", "Nora", Completed, "X-ray images take a minute to open.")
        {
            LinkedTicket = "HD-1044",
        },
        new(-4, "15:00", 60, OnSite, "Sam", "Victor", CalledOffByStaff, "Move the router out of the kitchen.")
        {
            Reason = "Our technician is ill. Please choose another day; we are sorry.",
        },
        new(-3, "09:00", 120, OnSite, "Luis", "Jo", Completed, "New cabling at the reception desk."),
        new(-3, "11:00", 30, Consultation, "Priya", "Ruth Adeyemi", Completed, "Can you look after our three shops?")
        {
            Company = "Adeyemi Fabrics",
        },
        new(-2, "09:30", 60, OnSite, "Maya", "Daniel", Completed, "The key cards of two rooms do not work."),
        new(-2, "14:00", 60, Remote, "Tom", "Emma", Completed, "Rendering crashes with large models."),
        new(-1, "10:00", 90, Setup, "Luis", "Nora", Completed, "Replace the computer at the hygienist's desk."),
        new(-1, "15:00", 60, Remote, "Maya", "Marcus", Booked, "Handheld scanners sign out at noon.")
        {
            Ticket = "HD-1047",
        },
        new(-1, "16:00", 60, OnSite, "Sam", "Emma", Missed, "The plotter's paper feed squeaks."),
    ];

    private static Wish[] ThisWeek() =>
    [
        new(0, "09:00", 60, OnSite, "Luis", "Nora", Booked, "Batteries of the small UPS beep."),
        new(0, "13:30", 60, Remote, "Maya", "Victor", Booked, "Licences for three new architects.")
        {
            Ticket = "HD-1046",
        },
        new(0, "15:00", 90, OnSite, "Sam", "Marcus", Booked, "Two more access points in hall B.")
        {
            Ticket = "HD-1041",
            Notes = "Safety vest and shoes; report at gate 2.",
        },
        new(1, "09:00", 60, OnSite, "Maya", "Nora", Booked, "Images are still slow at the second unit.")
        {
            Ticket = "HD-1044",
            IsPreferred = true,
        },
        new(1, "10:00", 30, Remote, "Priya", "Emma", Booked, "Cannot sign in from home."),
        new(1, "15:30", 60, OnSite, "Luis", "Jo", Moved, "The waiting-room screen needs a new cable.")
        {
            FirstTime = "13:00",
        },
        new(2, "08:30", 30, Remote, "Grace", "Hanna", Booked, "Schichtplan lässt sich nicht mehr öffnen."),
        new(2, "10:00", 90, Setup, "Priya", "Victor", Reassigned, "A workstation for the new project lead.")
        {
            FirstTechnician = "Luis",
        },
        new(4, "14:00", 60, OnSite, "Tom", "Marcus", Booked, "Yearly check of the Portland depot."),
        new(5, "10:00", 60, OnSite, "Luis", "Victor", Declined, "Hang two screens in the lobby.")
        {
            AskedOn = -3,
            Reason = "This takes two people and half a day. We will call you to plan it.",
        },
    ];

    private static Wish[] Waiting() =>
    [
        new(2, "13:00", 60, OnSite, "Sam", "Daniel", Fate.Waiting, "The intercom at the staff entrance crackles.")
        {
            AskedAgo = Duration.FromHours(3),
            IsPreferred = true,
        },
        new(3, "09:00", 60, OnSite, "Maya", "Nora", Fate.Waiting, "The new label printer is still in its box.")
        {
            AskedAgo = Duration.FromMinutes(12),
            IsPreferred = true,
        },
        new(3, "10:30", 90, Setup, "Luis", "Emma", Fate.Waiting, "Two interns start on Monday and need computers.")
        {
            AskedAgo = Duration.FromMinutes(50),
            Ticket = "HD-1046",
        },
        new(3, "11:00", 30, Consultation, "Priya", "Carlos Mendes", Fate.Waiting, "We move in spring; where to begin?")
        {
            AskedAgo = Duration.FromHours(25),
            Company = "Mendes Translations",
        },
        new(5, "13:00", 120, OnSite, "Maya", "Daniel", EditedAndWaiting, "Rearrange the reception: two desks.")
        {
            AskedAgo = Duration.FromHours(5),
        },
        new(8, "13:00", 60, OnSite, "Sam", "Marcus", Fate.Waiting, "Scanners again: the charging station is broken.")
        {
            AskedAgo = Duration.FromHours(8),
            Ticket = "HD-1047",
        },
        new(10, "14:00", 60, OnSite, "Maya", "Victor", Fate.Waiting, "Check the model workshop's dust filters and PCs.")
        {
            AskedAgo = Duration.FromHours(27),
        },
    ];

    private static Wish[] Ahead() =>
    [
        new(6, "12:30", 90, Setup, "Sam", "Jo", Booked, "A computer for the new receptionist.") { AskedOn = -2 },
        new(6, "15:00", 30, Consultation, "Luis", "Amara Cole", Booked, "Second opinion on an offer for new servers.")
        {
            AskedOn = -1,
            Company = "Cole & Sons",
        },
        new(7, "09:00", 60, OnSite, "Maya", "Emma", CalledOff, "Measure the network in the attic.")
        {
            AskedOn = -4,
            Reason = "The attic is being painted that week.",
        },
        new(8, "11:00", 60, Remote, "Tom", "Nora", Booked, "Training: the new recall letters.") { AskedOn = -1 },
        new(9, "10:00", 180, Setup, "Priya", "Daniel", Booked, "Three workstations for the new treatment rooms.")
        {
            AskedOn = -2,
            Notes = "The desks come the day before.",
        },
        new(11, "09:30", 60, Remote, "Grace", "Hanna", Booked, "Umzug des Postfachs der Disposition.") { AskedOn = -3 },
        new(12, "13:00", 90, OnSite, "Sam", "Jo", Booked, "Yearly check of everything that blinks.") { AskedOn = -5 },
        new(14, "10:00", 90, Setup, "Luis", "Marcus", Booked, "Four tablets for the forklifts.") { AskedOn = -1 },
    ];
}
