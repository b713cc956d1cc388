using System.Text;
using Slotline.Domain.Notifications;
using Slotline.Graph.Delivery;
using Slotline.Graph.Delivery.Calendars;
using Slotline.Graph.Delivery.Wording;

namespace Slotline.Graph.Tests.Delivery;

public sealed class CalendarFileTests
{
    private static readonly Sender Organizer = new("Demo IT & Friends", "booking@demo.test");

    [Fact]
    public async Task An_approved_request_enters_the_calendar()
    {
        var calendar = await CalendarReader.ReadAsync(Write(Letters.Mail()));
        Assert.Equal(("REQUEST", "2.0"), (calendar.Method, calendar.Version));
        var entry = Assert.Single(calendar.Events);
        Assert.Equal("019a00000000700080000000000000bb@appointments.slotline", entry.Uid);
        Assert.Equal(
            (0, "CONFIRMED", At("2026-11-24T17:30:00Z"), At("2026-11-24T18:30:00Z")),
            (entry.Sequence, entry.Status, entry.Start, entry.End));
        Assert.Equal("On-site visit – Demo IT & Friends", entry.Summary);
        Assert.Equal("Demo IT & Friends <mailto:booking@demo.test>", entry.Organizer);
        Assert.Equal(["Clara Client <mailto:clara@demo.test>"], entry.Attendees);
        Assert.EndsWith("/portal/requests/AR-7K3M-92QX", entry.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_moved_appointment_is_the_same_entry_with_a_higher_sequence()
    {
        var first = await ReadOneAsync(Letters.Mail());
        var moved = await ReadOneAsync(Letters.Mail(Occasion.Rescheduled, facts: Letters.Moved));
        Assert.Equal(first.Uid, moved.Uid);
        Assert.True(moved.Sequence > first.Sequence);
        Assert.Equal(At("2026-11-26T14:00:00Z"), moved.Start);
    }

    [Fact]
    public async Task The_former_technicians_entry_is_taken_out_where_it_stood()
    {
        var mail = Letters.Mail(
            Occasion.Reassigned, Audience.Technician, NotificationKind.AppointmentUnassigned, Letters.Moved);
        var calendar = await CalendarReader.ReadAsync(Write(mail));
        Assert.Equal("CANCEL", calendar.Method);
        var entry = calendar.Events[0];
        Assert.Equal(
            ("CANCELLED", 1, At("2026-11-24T17:30:00Z")), (entry.Status, entry.Sequence, entry.Start));
        Assert.Equal(["Fay Former <mailto:fay@demo.test>"], entry.Attendees);
    }

    [Fact]
    public async Task A_cancelled_appointment_is_taken_out_of_every_calendar()
    {
        foreach (var audience in new[] { Audience.Requester, Audience.Technician })
        {
            var mail = Letters.Mail(Occasion.Cancelled, audience, facts: Letters.Booked with { Sequence = 2 });
            var calendar = await CalendarReader.ReadAsync(Write(mail));
            Assert.Equal(("CANCEL", "CANCELLED", 2),
                (calendar.Method, calendar.Events[0].Status, calendar.Events[0].Sequence));
        }
    }

    [Fact]
    public async Task What_itip_requires_is_there()
    {
        var entry = await ReadOneAsync(Letters.Mail());
        Assert.Superset(
            new HashSet<string> { "uid", "sequence", "dtstamp", "dtstart", "dtend", "organizer", "attendee" },
            entry.Properties.ToHashSet());
        Assert.Equal(At("2026-11-23T09:00:00Z"), entry.Stamp);
    }

    [Theory]
    [InlineData("Besuch vor Ort – Ärger mit Öl und Übergrößen ")]
    [InlineData("現地訪問😀プリンターの修理")]
    [InlineData("plain words only, and commas; and semicolons \\ and slashes ")]
    public async Task Long_lines_are_folded_by_octets_and_come_back_whole(string piece)
    {
        var service = string.Concat(Enumerable.Repeat(piece, 9)).Trim();
        var text = Write(Letters.Mail(facts: Letters.Booked with { ServiceName = service }));
        Assert.All(
            text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        var calendar = await CalendarReader.ReadAsync(text);
        Assert.Equal($"{service} – Demo IT & Friends", calendar.Events[0].Summary);
    }

    [Fact]
    public async Task Names_cannot_add_lines_of_their_own()
    {
        var evil = Letters.Person(RecipientKind.Contact, 10, "Clara") with
        {
            Name = "Clara \"X\"\r\nATTENDEE:mailto:evil@demo.test",
        };
        var text = CalendarFile.Of(
            Letters.Mail(requester: evil, facts: Letters.Booked with { ServiceName = "Visit\r\nSTATUS:CANCELLED" }),
            Compose(Letters.Mail()),
            Organizer with { Name = "Demo\r\nX-EVIL:1" },
            new Uri("https://booking.demo.test/portal/requests/AR-1"));
        var entry = (await CalendarReader.ReadAsync(text)).Events[0];
        Assert.Equal(["Clara 'X'  ATTENDEE:mailto:evil@demo.test <mailto:clara@demo.test>"], entry.Attendees);
        Assert.Equal("CONFIRMED", entry.Status);
        Assert.Equal("Demo  X-EVIL:1 <mailto:booking@demo.test>", entry.Organizer);
        Assert.DoesNotContain("x-evil", entry.Properties);
    }

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<ReadEvent> ReadOneAsync(Mail mail) =>
        (await CalendarReader.ReadAsync(Write(mail))).Events.Single();

    private static string Write(Mail mail) => CalendarFile.Of(
        mail,
        Compose(mail),
        Organizer,
        new Uri("https://booking.demo.test/portal/requests/AR-7K3M-92QX"));

    private static Composition Compose(Mail mail) => new Author(Languages.Standard).Write(Letter.Of(mail));
}
