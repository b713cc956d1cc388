using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;

namespace Slotline.Graph.Tests.Stories;

/// <summary>
/// The README's five minutes: request as the client, watch the count as staff, approve, see the client told.
/// </summary>
public sealed class NewcomersStoryTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_arrives_live_is_approved_and_its_client_is_told(bool onPostgres)
    {
        await using var server = await RunningServer.StartAsync(onPostgres);
        var client = await server.SignInAsync("client@demo.test");
        var dispatcher = await server.SignInAsync("dispatcher@demo.test");
        await using var badge = await Subscriber.OpenAsync(
            server, dispatcher, "subscription { pendingCount { count revision } }");
        var before = (await badge.NextAsync())["pendingCount"]!;
        var slot = await FirstFreeSlotAsync(server, client);

        var asked = (await client.AskAsync(
            """
            mutation($input: RequestAppointmentInput!) { requestAppointment(input: $input) {
              appointmentRequest { id version reference status requestedStartsAt }
              errors { code message field violations { rule message } } } }
            """,
            new { input = new { serviceId = slot.ServiceId, startsAt = slot.StartsAt, timeZone = "Europe/Berlin",
                description = "The printer is on fire." } }))
            ["requestAppointment"]!;
        Assert.Empty(asked["errors"]!.AsArray());
        var request = asked["appointmentRequest"]!;
        var after = (await badge.NextAsync())["pendingCount"]!;

        await using var told = await Subscriber.OpenAsync(
            server, client, "subscription { notificationReceived { kind title body request { status } } }");
        await using var watched = await Subscriber.OpenAsync(
            server,
            client,
            """
            subscription($after: Int) {
              appointmentRequestChanged(afterRevision: $after) { type revision request { status } } }
            """,
            new { after = (int)after["revision"]! - 1 });
        var seen = (await watched.NextAsync())["appointmentRequestChanged"]!;
        var approved = (await dispatcher.AskAsync(
            """
            mutation($input: ApproveAppointmentRequestInput!) { approveAppointmentRequest(input: $input) {
              appointmentRequest { status version decidedBy { ... on StaffMember { email } } }
              appointment { status startsAt technician { name } } errors { code message violations { rule } } } }
            """,
            new { input = new { id = (string)request[
                "id"]!, expectedVersion = 1, technicianId = await FreeTechnicianAsync(dispatcher, request) } }))
            ["approveAppointmentRequest"]!;

        Assert.Equal("PENDING", (string?)request["status"]);
        Assert.Equal(slot.StartsAt, (string?)request["requestedStartsAt"]);
        Assert.Equal((int)before["count"]! + 1, (int)after["count"]!);
        Assert.Equal((int)before["revision"]! + 1, (int)after["revision"]!);
        Assert.Equal("REQUESTED", (string?)seen["type"]);
        Assert.Empty(approved["errors"]!.AsArray());
        Assert.Equal("APPROVED", (string?)approved["appointmentRequest"]!["status"]);
        Assert.Equal("dispatcher@demo.test", (string?)approved["appointmentRequest"]!["decidedBy"]!["email"]);
        Assert.Equal(slot.StartsAt, (string?)approved["appointment"]!["startsAt"]);
        Assert.Equal((int)before["count"]!, (int)(await badge.NextAsync())["pendingCount"]!["count"]!);
        Assert.Equal("APPROVED", (string?)(await watched.NextAsync())["appointmentRequestChanged"]!["type"]);
        Assert.Equal("REQUEST_APPROVED", (string?)(await told.NextAsync())["notificationReceived"]!["kind"]);
    }

    private static async Task<(string ServiceId, string StartsAt)> FirstFreeSlotAsync(
        RunningServer server, Person client)
    {
        var services = await client.AskAsync(
            "{ services { nodes { id autoApprove pendingHoldsSlot } } organization { timeZone } }");
        var service = services["services"]!["nodes"]!.AsArray().First(s => !(bool)s!["autoApprove"]!)!;
        var today = TodayOf(server);
        var found = await client.AskAsync(
            """
            query($input: SlotSearchInput!) {
              slots(input: $input) { nextAvailableDate days { date slots { startsAt } } } }
            """,
            new { input = new { serviceId = (string)service["id"]!, from = today, to = Later(
                today, 20), timeZone = "America/New_York" } });
        var first = found["slots"]!["days"]!.AsArray().SelectMany(day => day!["slots"]!.AsArray()).First()!;
        return ((string)service["id"]!, (string)first["startsAt"]!);
    }

    private static async Task<string> FreeTechnicianAsync(Person dispatcher, JsonNode request)
    {
        var found = await dispatcher.AskAsync(
            "query($id: ID!) { appointmentRequest(id: $id) { candidates { isFree technician { id } } } }",
            new { id = (string)request["id"]! });
        var first = found["appointmentRequest"]!["candidates"]!.AsArray()[0]!;
        Assert.True((bool)first["isFree"]!);
        return (string)first["technician"]!["id"]!;
    }

    /// <summary>The demo's data is relative to the server's own day.</summary>
    private static string TodayOf(RunningServer server) => LocalDatePattern.Iso.Format(
        server.Services.GetRequiredService<IClock>().GetCurrentInstant().InUtc().Date);

    private static string Later(string date, int days) =>
        LocalDatePattern.Iso.Format(LocalDatePattern.Iso.Parse(date).Value + Period.FromDays(days));
}
