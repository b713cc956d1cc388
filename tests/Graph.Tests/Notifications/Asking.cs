using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Slotline.Graph.Tests.Stories;

namespace Slotline.Graph.Tests.Notifications;

/// <summary>The steps that the notification tests share: ask for an appointment, have it approved.</summary>
internal static class Asking
{
    /// <summary>The client asks for a free slot of a service that somebody has to approve.</summary>
    public static async Task<JsonNode> AskForSlotAsync(this RunningServer server, Person client)
    {
        var services = await client.AskAsync("{ services { nodes { id autoApprove } } }");
        var service = services["services"]!["nodes"]!.AsArray().First(s => !(bool)s!["autoApprove"]!)!;
        var serviceId = (string)service["id"]!;
        var today = server.Services.GetRequiredService<IClock>().GetCurrentInstant().InUtc().Date;
        var search = new { serviceId, from = Iso(today), to = Iso(today.PlusDays(20)), timeZone = "America/New_York" };
        var found = await client.AskAsync(
            "query($input: SlotSearchInput!) { slots(input: $input) { days { slots { startsAt } } } }",
            new { input = search });
        var startsAt = (string)found["slots"]!["days"]!.AsArray()
            .SelectMany(day => day!["slots"]!.AsArray()).Last()!["startsAt"]!;
        var asked = await client.AskAsync(
            """
            mutation($input: RequestAppointmentInput!) { requestAppointment(input: $input) {
              appointmentRequest { id reference } errors { code message } } }
            """,
            new { input = new { serviceId, startsAt, timeZone = "Europe/Berlin" } });
        return asked["requestAppointment"]!["appointmentRequest"]!;
    }

    /// <summary>Approves it with the first candidate; answers that technician's id.</summary>
    public static async Task<string> ApproveAsync(this Person dispatcher, JsonNode request)
    {
        var id = (string)request["id"]!;
        var found = await dispatcher.AskAsync(
            "query($id: ID!) { appointmentRequest(id: $id) { candidates { technician { id } } } }", new { id });
        var technicianId = (string)found["appointmentRequest"]!["candidates"]![0]!["technician"]!["id"]!;
        var approved = await dispatcher.AskAsync(
            """
            mutation($input: ApproveAppointmentRequestInput!) { approveAppointmentRequest(input: $input) {
              appointment { id } errors { code message } } }
            """,
            new { input = new { id, expectedVersion = 1, technicianId } });
        Assert.Empty(approved["approveAppointmentRequest"]!["errors"]!.AsArray());
        return technicianId;
    }

    /// <summary>The codes of a mutation's refusals.</summary>
    public static string[] Codes(this JsonNode payload) =>
        [.. payload["errors"]!.AsArray().Select(error => (string)error!["code"]!)];

    private static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);
}
