using MimeKit;
using Slotline.Graph.Tests.Notifications;
using Slotline.Graph.Tests.Stories;
using Slotline.Graph.Tests.Visitors;

namespace Slotline.Graph.Tests.Delivery;

/// <summary>Whoever sees an appointment can keep it in their own calendar.</summary>
public sealed class PublishedCalendarTests
{
    private const string Address = "vic@visitor.test";

    private const string File =
        """
        query($id: ID!) { appointmentRequest(id: $id) { id reference version appointment {
          startsAt technician { name } calendarFile } } }
        """;

    private const string Cancel =
        """
        mutation($input: CancelAppointmentRequestInput!) { cancelAppointmentRequest(input: $input) {
          appointmentRequest { appointment { status calendarFile } } errors { code } } }
        """;

    [Fact]
    public async Task It_is_the_entry_of_the_mail_published_to_its_reader_until_it_is_cancelled()
    {
        await using var server = await RunningServer.StartAsync(onPostgres: false);
        var (id, visitor, staff) = await BookAsync(server);
        var request = (await visitor.AskAsync(File, new { id }))["appointmentRequest"]!;
        var text = (string)request["appointment"]!["calendarFile"]!;
        var calendar = await CalendarReader.ReadAsync(text);
        Assert.Equal("PUBLISH", calendar.Method);
        var entry = Assert.Single(calendar.Events);
        Assert.Equal(await MailedUidAsync(server), entry.Uid);
        Assert.Equal(DateTimeOffset.Parse((string)request["appointment"]!["startsAt"]!, null), entry.Start);
        Assert.Equal((0, "CONFIRMED"), (entry.Sequence, entry.Status));
        Assert.EndsWith("– Northgate IT", entry.Summary, StringComparison.Ordinal);
        Assert.Contains((string)request["appointment"]!["technician"]!["name"]!, entry.Description.Split('\n'));
        Assert.Contains("/manage/slv_", entry.Description, StringComparison.Ordinal);
        Assert.NotNull(entry.Organizer);
        Assert.Empty(entry.Attendees);

        var seen = (await staff.AskAsync(File, new { id }))["appointmentRequest"]!;
        var office = Assert.Single(
            (await CalendarReader.ReadAsync((string)seen["appointment"]!["calendarFile"]!)).Events);
        Assert.Equal(entry.Uid, office.Uid);
        Assert.EndsWith("– Vic Visitor", office.Summary, StringComparison.Ordinal);
        Assert.EndsWith($"/requests/{request["reference"]}", office.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("slv_", office.Description, StringComparison.Ordinal);

        var cancelled = (await visitor.AskAsync(Cancel, new
        {
            input = new { id, expectedVersion = (int)request["version"]! },
        }))["cancelAppointmentRequest"]!;
        Assert.Empty(cancelled.Codes());
        var left = cancelled["appointmentRequest"]!["appointment"]!;
        Assert.Equal("CANCELLED", (string)left["status"]!);
        Assert.Null(left["calendarFile"]);
    }

    private static async Task<string> MailedUidAsync(RunningServer server)
    {
        var mail = await server.MailAsync(Address, "Your appointment is confirmed");
        var part = mail.BodyParts.OfType<TextPart>().First(one => one.ContentType.IsMimeType("text", "calendar"));
        return Assert.Single((await CalendarReader.ReadAsync(part.Text)).Events).Uid;
    }

    private static async Task<(string Id, Person Visitor, Person Staff)> BookAsync(RunningServer server)
    {
        var service = await server.PublicServiceAsync("demo");
        var asked = await server.AskAsVisitorAsync(service, await server.FreeTimeAsync(service), Address);
        Assert.Empty(asked.Codes());
        var request = asked["appointmentRequest"]!;
        var token = await server.LinkInMailAsync(Address, (string)request["reference"]!, "manage");
        var staff = await server.SignInAsync("admin@demo.test");
        await staff.ApproveAsync(request);
        return ((string)request["id"]!, server.With(token), staff);
    }
}
