using System.Text.Json.Nodes;
using NodaTime;

namespace Slotline.Graph.Tests.Directory;

/// <summary>Who may change and who may see what of the directory.</summary>
public sealed class DirectoryRightsTests(DirectoryServer server) : IClassFixture<DirectoryServer>
{
    private const string Svc = "svc_AAAAAAAAAAAAAAAAAAAAAA";
    private const string Tech = "tech_AAAAAAAAAAAAAAAAAAAAAA";

    public static TheoryData<string, string> Changes
    {
        get
        {
            var changes = new TheoryData<string, string>
            {
                { "updateOrganization", """{ "name": "Mine" }""" },
                { "createService", """{ "name": "Mine", "durationsMinutes": [60] }""" },
                { "updateService", $$"""{ "id": "{{Svc}}", "name": "Mine" }""" },
                { "createTechnician", """{ "name": "Mine", "email": "a@b.test" }""" },
                { "updateTechnician", $$"""{ "id": "{{Tech}}", "name": "Mine" }""" },
                { "setWeeklyHours", $$"""{ "technicianId": "{{Tech}}", "weeklyHours": [] }""" },
                { "createAvailabilityException", """{ "from": "2026-08-01" }""" },
                { "createClient", """{ "name": "Mine" }""" },
                { "createContact", """{ "clientId": "cli_AAAAAAAAAAAAAAAAAAAAAA", "name": "A", "email": "a@b.de" }""" },
                { "upsertTicket", """{ "number": "1", "title": "Mine" }""" },
            };
            return changes;
        }
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Only_admins_change_the_directory(string mutation, string input)
    {
        foreach (var email in (string[])["dispatcher@demo.test", "technician@demo.test", "client@demo.test"])
        {
            var payload = await DirectoryServer.DoAsync(server.By(email), mutation, JsonNode.Parse(input)!);

            Assert.Equal("FORBIDDEN", DirectoryServer.ErrorsOf(payload));
        }

        var type = $"{char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input!";
        var answer = await server.Nobody.PostAsync(
            $"mutation($input: {type}) {{ {mutation}(input: $input) {{ errors {{ code }} }} }}",
            new { input = JsonNode.Parse(input) });
        Assert.Equal("UNAUTHENTICATED", answer["errors"]![0]!["extensions"]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_technician_manages_exceptions_of_their_own_and_no_others()
    {
        var maya = await DirectoryServer.IdOfAsync(server.Admin, "technicians", "Maya");
        var luis = await DirectoryServer.IdOfAsync(server.Admin, "technicians", "Luis");

        var own = await CreateExceptionAsync(server.Technician, maya);
        var colleagues = await CreateExceptionAsync(server.Technician, luis);
        var admins = await CreateExceptionAsync(server.Admin, luis);

        Assert.Equal("", DirectoryServer.ErrorsOf(own));
        Assert.Equal("FORBIDDEN", DirectoryServer.ErrorsOf(colleagues));
        Assert.Equal("FORBIDDEN", await DeleteAsync(server.Technician, admins));
        Assert.Equal("FORBIDDEN", await DeleteAsync(server.Client, own));
        Assert.Equal("NOT_FOUND id", await DeleteAsync(server.OtherAdmin, own));
        Assert.Equal("", await DeleteAsync(server.Technician, own));
        Assert.Equal("NOT_FOUND id", await DeleteAsync(server.Technician, own));
    }

    [Fact]
    public async Task A_clients_people_see_their_own_client_its_tickets_and_what_they_can_book()
    {
        var data = await server.Client.AskAsync(
            """
            {
              clients { totalCount nodes { name contacts { nodes { name } } } }
              tickets { nodes { number client { name } } }
              technicians(activeOnly: false) { nodes { name isActive acceptsPreference exceptions { id } } }
              services { nodes { isBookable } }
              organization { exceptions { from reason } }
            }
            """);

        var client = Assert.Single(data["clients"]!["nodes"]!.AsArray());
        Assert.Equal("Harbor Street Dental", client!["name"]!.GetValue<string>());
        Assert.Single(client["contacts"]!["nodes"]!.AsArray());
        Assert.Equal(
            ["HD-1032", "HD-1035", "HD-1044"],
            data["tickets"]!["nodes"]!.AsArray().Select(ticket => ticket!["number"]!.GetValue<string>()));
        Assert.All(data["technicians"]!["nodes"]!.AsArray(), technician =>
        {
            Assert.True(technician!["isActive"]!.GetValue<bool>() && technician["acceptsPreference"]!.GetValue<bool>());
            Assert.Empty(technician["exceptions"]!.AsArray());
        });
        Assert.All(data["organization"]!["exceptions"]!.AsArray(), closure => Assert.Null(closure!["reason"]));
    }

    [Fact]
    public async Task What_is_another_clients_does_not_exist_for_a_clients_people()
    {
        var kestrel = await DirectoryServer.IdOfAsync(server.Admin, "clients", "Kestrel");
        var ticket = await DirectoryServer.IdOfAsync(server.Admin, "tickets", "HD-1041");
        var grace = await DirectoryServer.IdOfAsync(server.Admin, "technicians", "Grace");

        var data = await server.Client.AskAsync(
            "query($ids: [ID!]!, $client: ID) { nodes(ids: $ids) { id } tickets(clientId: $client) { totalCount } }",
            new { ids = new[] { kestrel, ticket, grace }, client = kestrel });

        Assert.All(data["nodes"]!.AsArray(), Assert.Null);
        Assert.Equal(0, data["tickets"]!["totalCount"]!.GetValue<int>());
    }

    [Fact]
    public async Task Staff_read_the_calendars_of_all_technicians_and_clients_none()
    {
        const string query =
            """
            query($from: DateTime!, $to: DateTime!) {
              technicians { nodes { name appointments(from: $from, to: $to) { startsAt status technician { name } } } }
            }
            """;
        var span = new { from = "2000-01-01T00:00:00Z", to = "2000-01-02T00:00:00Z" };

        var empty = await server.Admin.AskAsync(query, span);
        var refused = await server.Client.PostAsync(query, span);
        var wrong = await server.Admin.PostAsync(query, new { from = span.to, to = span.from });

        Assert.All(empty["technicians"]!["nodes"]!.AsArray(), one => Assert.Empty(one!["appointments"]!.AsArray()));
        Assert.Equal("FORBIDDEN", refused["errors"]![0]!["extensions"]!["code"]!.GetValue<string>());
        Assert.Equal("INVALID_INPUT", wrong["errors"]![0]!["extensions"]!["code"]!.GetValue<string>());
        Assert.InRange(await BookedAsync(), 10, 100);
        Assert.Equal(await BookedAsync(), await InCalendarsAsync(query));
    }

    [Fact]
    public async Task Nothing_of_another_organization_is_found_by_its_id()
    {
        string[] ids =
        [
            await DirectoryServer.IdOfAsync(server.Admin, "clients", "Kestrel"),
            await DirectoryServer.IdOfAsync(server.Admin, "tickets", "HD-1041"),
            await DirectoryServer.IdOfAsync(server.Admin, "technicians", "Maya"),
            await DirectoryServer.IdOfAsync(server.Admin, "services", "Remote"),
        ];

        var data = await server.OtherAdmin.AskAsync(
            "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids });

        Assert.All(data["nodes"]!.AsArray(), Assert.Null);
    }

    [Fact]
    public async Task A_visitor_sees_the_public_services_of_a_named_organization_and_no_more()
    {
        var data = await server.Nobody.AskAsync(
            """
            {
              organization(slug: "demo") {
                name
                services { nodes { name isPublic effectiveRules { horizonDays } technicians { name timeZone } } }
              }
            }
            """);
        var closed = await server.Nobody.PostAsync("{ technicians { totalCount } }");

        var service = Assert.Single(data["organization"]!["services"]!["nodes"]!.AsArray());
        Assert.Equal("Free IT consultation", service!["name"]!.GetValue<string>());
        Assert.Equal(30, service["effectiveRules"]!["horizonDays"]!.GetValue<int>());
        Assert.Equal(
            ["Luis Ortega America/New_York", "Priya Natarajan America/Chicago"],
            service["technicians"]!.AsArray().Select(one => $"{one!["name"]} {one["timeZone"]}"));
        Assert.Equal("UNAUTHENTICATED", closed["errors"]![0]!["extensions"]!["code"]!.GetValue<string>());
    }

    /// <summary>Whatever the demo has ahead.</summary>
    private (string From, string To) Ahead => ($"{server.Now}", $"{server.Now + Duration.FromDays(60)}");

    private async Task<int> BookedAsync() => (await server.Admin.AskAsync(
        """
        query($from: DateTime!, $to: DateTime!) {
          appointments(filter: { from: $from, to: $to, status: [SCHEDULED, COMPLETED, NO_SHOW] }) { totalCount }
        }
        """,
        new { from = Ahead.From, to = Ahead.To }))["appointments"]!["totalCount"]!.GetValue<int>();

    private async Task<int> InCalendarsAsync(string query) => (await server.Admin.AskAsync(
        query, new { from = Ahead.From, to = Ahead.To }))["technicians"]!["nodes"]!.AsArray()
        .Sum(one => one!["appointments"]!.AsArray().Count(booked =>
            booked!["technician"]!["name"]!.GetValue<string>() == one["name"]!.GetValue<string>()));

    private static Task<JsonNode> CreateExceptionAsync(Stories.Person person, string technicianId) =>
        DirectoryServer.DoAsync(
            person, "createAvailabilityException", new { technicianId, from = "2031-05-05", reason = "Dentist" },
            "availabilityException { id from to hours { from to } reason technician { name } }");

    private static async Task<string> DeleteAsync(Stories.Person person, JsonNode created)
    {
        var id = created["availabilityException"]!["id"]!.GetValue<string>();
        var payload = await DirectoryServer.DoAsync(person, "deleteAvailabilityException", new { id });
        return DirectoryServer.ErrorsOf(payload);
    }
}
