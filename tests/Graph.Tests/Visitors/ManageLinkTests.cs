using System.Text.Json.Nodes;
using Slotline.Graph.Tests.Notifications;
using Slotline.Graph.Tests.Stories;

namespace Slotline.Graph.Tests.Visitors;

/// <summary>A visitor's link shows, edits and cancels their one request, and nothing else.</summary>
public sealed class ManageLinkTests
{
    private const string Update =
        """
        mutation($input: UpdateAppointmentRequestInput!) { updateAppointmentRequest(input: $input) {
          appointmentRequest { version description requestedStartsAt } errors { code field } } }
        """;

    private const string Cancel =
        """
        mutation($input: CancelAppointmentRequestInput!) { cancelAppointmentRequest(input: $input) {
          appointmentRequest { status } errors { code field } } }
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_link_of_the_mail_shows_edits_and_cancels_the_request(bool onPostgres)
    {
        await using var server = await RunningServer.StartAsync(onPostgres);
        var (service, request, visitor) = await BookAsync(server, "vic@visitor.test");
        var id = (string)request["id"]!;
        var shown = await visitor.AskAsync(
            """
            { appointmentRequests { nodes { id reference version status allowedActions service { name }
                requester { email } internalNotes history { nodes { type } } } totalCount }
              viewer { role permissions actor { __typename } } }
            """);
        var node = Assert.Single(shown["appointmentRequests"]!["nodes"]!.AsArray())!;
        Assert.Equal((id, "PENDING"), ((string)node["id"]!, (string)node["status"]!));
        Assert.Equal(["UPDATE", "CANCEL"], node["allowedActions"]!.AsArray().Select(action => (string)action!));
        Assert.Equal("Visitor", (string)shown["viewer"]!["actor"]!["__typename"]!);

        var moved = await server.FreeTimeAsync(service, back: 2);
        var updated = (await visitor.AskAsync(Update, new
        {
            input = new { id, expectedVersion = 1, serviceId = service, startsAt = moved, description = "Ring twice" },
        }))["updateAppointmentRequest"]!;
        Assert.Empty(updated.Codes());
        Assert.Equal("Ring twice", (string)updated["appointmentRequest"]!["description"]!);
        Assert.Equal(moved, (string)updated["appointmentRequest"]!["requestedStartsAt"]!);
        var cancelled = (await visitor.AskAsync(Cancel, new { input = new { id, expectedVersion = 2 } }))
            ["cancelAppointmentRequest"]!;
        Assert.Empty(cancelled.Codes());
        Assert.Equal("CANCELLED", (string)cancelled["appointmentRequest"]!["status"]!);
    }

    [Fact]
    public async Task Its_own_slot_is_offered_while_it_is_edited_and_another_requests_is_not()
    {
        await using var server = await RunningServer.StartAsync(onPostgres: false);
        var (service, request, visitor) = await BookAsync(server, "vic@visitor.test");
        var (_, others, _) = await BookAsync(server, "eve@visitor.test", back: 2);
        const string Slots =
            "query($input: SlotSearchInput!) { slots(input: $input) { days { slots { startsAt } } } }";
        var from = ((string)request["startsAt"]!)[..10];
        var own = await visitor.AskAsync(Slots, new
        {
            input = new { serviceId = service, from, to = from, timeZone = "UTC", excludeRequestId = request["id"] },
        });
        Assert.NotNull(own["slots"]);
        var foreign = await visitor.PostAsync(Slots, new
        {
            input = new { serviceId = service, from, to = from, timeZone = "UTC", excludeRequestId = others["id"] },
        });
        Assert.Equal("NOT_FOUND", CodeOf(foreign));
        var staff = await server.SignInAsync("admin@demo.test");
        var privateService = (string)(await staff.AskAsync("{ services(first: 50) { nodes { id isPublic } } }"))
            ["services"]!["nodes"]!.AsArray().First(one => !(bool)one!["isPublic"]!)!["id"]!;
        var hidden = await visitor.PostAsync(
            Slots, new { input = new { serviceId = privateService, from, to = from, timeZone = "UTC" } });
        Assert.Equal("NOT_FOUND", CodeOf(hidden));
        Assert.Null((await visitor.AskAsync("query($id: ID!) { node(id: $id) { id } }", new { id = privateService }))
            ["node"]);
    }

    [Fact]
    public async Task What_is_not_the_visitors_does_not_exist()
    {
        await using var server = await RunningServer.StartAsync(onPostgres: false);
        var (service, _, visitor) = await BookAsync(server, "vic@visitor.test");
        var (_, others, _) = await BookAsync(server, "eve@visitor.test", back: 2);
        var id = (string)others["id"]!;
        var seen = await visitor.AskAsync(
            """
            query($id: ID!, $reference: String!) {
              byId: appointmentRequest(id: $id) { id } byReference: appointmentRequest(reference: $reference) { id }
              node(id: $id) { id } statusCounts { count } }
            """,
            new { id, reference = (string)others["reference"]! });
        Assert.Null(seen["byId"]);
        Assert.Null(seen["byReference"]);
        Assert.Null(seen["node"]);
        Assert.Equal(1, seen["statusCounts"]!.AsArray().Sum(row => (int)row!["count"]!));
        var update = await visitor.AskAsync(Update, new { input = new { id, expectedVersion = 1, description = "x" } });
        Assert.Equal(["NOT_FOUND"], update["updateAppointmentRequest"]!.Codes());
        var cancel = await visitor.AskAsync(Cancel, new { input = new { id, expectedVersion = 1 } });
        Assert.Equal(["NOT_FOUND"], cancel["cancelAppointmentRequest"]!.Codes());
        var startsAt = await server.FreeTimeAsync(service, back: 4);
        var another = await visitor.AskAsync(
            VisitorsRequest.Ask, new { input = new { serviceId = service, startsAt, timeZone = "UTC" } });
        Assert.Equal(["FORBIDDEN"], another["requestAppointment"]!.Codes());
        foreach (var query in (string[])
            ["{ pendingCount { count } }", "{ mailDeliveries { totalCount } }", "{ notificationSettings { footer } }",
             "{ clients { totalCount } }", "{ tickets { totalCount } }", "{ notifications { totalCount } }"])
        {
            Assert.Equal("FORBIDDEN", CodeOf(await visitor.PostAsync(query)));
        }
    }

    [Fact]
    public async Task Forged_and_foreign_links_are_refused_by_http_and_by_socket()
    {
        await using var server = await RunningServer.StartAsync(onPostgres: false);
        var (_, request, visitor) = await BookAsync(server, "vic@visitor.test");
        var (_, _, foreign) = await BookAsync(server, "vic@visitor.test", slug: "demo2");
        var token = visitor.Token!;
        string[] forged =
        [
            token[..^1] + (token[^1] == 'A' ? 'E' : 'A'),
            token[..30] + foreign.Token![30..],
            foreign.Token[..26] + token[26..],
            "slc_" + token[4..],
            "slv_" + new string('A', token.Length - 4),
            "slv_",
        ];
        foreach (var bad in forged)
        {
            Assert.Equal("UNAUTHENTICATED", CodeOf(await server.With(bad).PostAsync("{ viewer { role } }")));
            await Assert.ThrowsAnyAsync<Exception>(
                () => Subscriber.OpenAsync(server, server.With(bad), "subscription { pendingCount { count } }"));
        }

        var unseen = await foreign.AskAsync(
            "query($id: ID!) { appointmentRequest(id: $id) { id } }", new { id = (string)request["id"]! });
        Assert.Null(unseen["appointmentRequest"]);
    }

    [Fact]
    public async Task The_link_follows_its_request_by_socket_and_nothing_else()
    {
        await using var server = await RunningServer.StartAsync(onPostgres: false);
        var (service, request, visitor) = await BookAsync(server, "vic@visitor.test");
        await using var followed = await Subscriber.OpenAsync(
            server, visitor,
            "subscription { appointmentRequestChanged(afterRevision: 0) { type request { reference } } }");
        Assert.Equal("REQUESTED", (string)(await NextAsync(followed))["type"]!);
        await BookAsync(server, "eve@visitor.test", back: 2);
        var admin = await server.SignInAsync("admin@demo.test");
        await admin.AskAsync(
            """
            mutation($input: UpdateInternalNotesInput!) { updateInternalNotes(input: $input) { errors { code } } }
            """,
            new { input = new { requestId = request["id"], expectedVersion = 1, internalNotes = "secret" } });
        await admin.AskAsync(
            """
            mutation($input: DeclineAppointmentRequestInput!) { declineAppointmentRequest(input: $input) {
              errors { code } } }
            """,
            new { input = new { id = request["id"], expectedVersion = 2, reason = "Closed" } });
        var next = await NextAsync(followed);
        Assert.Equal("DECLINED", (string)next["type"]!);
        Assert.Equal((string)request["reference"]!, (string)next["request"]!["reference"]!);
        var history = await visitor.AskAsync(
            "{ appointmentRequests { nodes { internalNotes declineReason history { nodes { type } } } } }");
        var node = history["appointmentRequests"]!["nodes"]![0]!;
        Assert.Null(node["internalNotes"]);
        Assert.Equal("Closed", (string)node["declineReason"]!);
        Assert.Equal(
            ["REQUESTED", "DECLINED"], node["history"]!["nodes"]!.AsArray().Select(one => (string)one!["type"]!));
        await using var picker = await Subscriber.OpenAsync(
            server, visitor,
            "subscription($input: SlotSearchInput!) { slotsChanged(input: $input) { date } }",
            new
            {
                input = new
                {
                    serviceId = service, from = ((string)request["startsAt"]!)[..10],
                    to = ((string)request["startsAt"]!)[..10], excludeRequestId = request["id"], timeZone = "UTC",
                },
            });
    }

    private static async Task<JsonNode> NextAsync(Subscriber subscriber) =>
        (await subscriber.NextAsync())["appointmentRequestChanged"]!;

    private static async Task<(string Service, JsonNode Request, Person Visitor)> BookAsync(
        RunningServer server, string email, int back = 0, string slug = "demo")
    {
        var service = await server.PublicServiceAsync(slug);
        var startsAt = await server.FreeTimeAsync(service, back);
        var asked = await server.AskAsVisitorAsync(service, startsAt, email);
        Assert.Empty(asked.Codes());
        var request = asked["appointmentRequest"]!.DeepClone();
        request["startsAt"] = startsAt;
        var reference = (string)request["reference"]!;
        return (service, request, server.With(await server.LinkInMailAsync(email, reference, "manage")));
    }

    private static string? CodeOf(JsonNode answer) => (string?)answer["errors"]![0]!["extensions"]!["code"];
}
