using System.Text.Json.Nodes;

namespace Slotline.Graph.Tests.Directory;

/// <summary>Input that is refused is refused by name, and nothing of it is stored.</summary>
public sealed class DirectoryInputTests(DirectoryServer server) : IClassFixture<DirectoryServer>
{
    [Theory]
    [InlineData("updateOrganization", """{ "name": " " }""", "INVALID_INPUT name")]
    [InlineData("updateOrganization", """{ "name": null }""", "INVALID_INPUT name")]
    [InlineData("updateOrganization", """{ "timeZone": null }""", "INVALID_INPUT timeZone")]
    [InlineData("updateOrganization", """{ "defaults": null }""", "INVALID_INPUT defaults")]
    [InlineData("updateOrganization", """{ "publicBookingEnabled": null }""", "INVALID_INPUT publicBookingEnabled")]
    [InlineData("updateOrganization", """{ "defaults": { "horizonDays": -1 } }""",
        "INVALID_INPUT defaults.horizonDays")]
    [InlineData("updateOrganization", """{ "defaults": { "bufferAfterMinutes": null } }""",
        "INVALID_INPUT defaults.bufferAfterMinutes")]
    [InlineData("createService", """{ "name": "§201", "durationsMinutes": [60] }""", "INVALID_INPUT name")]
    [InlineData("createService", """{ "name": "A\nB", "durationsMinutes": [60] }""", "INVALID_INPUT name")]
    [InlineData("createService", """{ "name": "A", "durationsMinutes": [] }""", "INVALID_INPUT durationsMinutes")]
    [InlineData("createService", """{ "name": "A", "durationsMinutes": [60, 0] }""",
        "INVALID_INPUT durationsMinutes.1")]
    [InlineData("createService", """{ "name": "A", "durationsMinutes": [60], "description": "§2001" }""",
        "INVALID_INPUT description")]
    [InlineData("createService", """{ "name": "A", "durationsMinutes": [60], "rules": { "slotStepMinutes": 0 } }""",
        "INVALID_INPUT rules.slotStepMinutes")]
    [InlineData("createService",
        """{ "name": "A", "durationsMinutes": [60], "technicianIds": ["{maya}", "{their}"] }""",
        "NOT_FOUND technicianIds.1")]
    [InlineData("updateService", """{ "id": "{setup}", "name": null }""", "INVALID_INPUT name")]
    [InlineData("updateService", """{ "id": "{setup}", "isBookable": null }""", "INVALID_INPUT isBookable")]
    [InlineData("updateService", """{ "id": "{setup}", "durationsMinutes": null }""", "INVALID_INPUT durationsMinutes")]
    [InlineData("updateService", """{ "id": "{setup}", "technicianIds": null }""", "INVALID_INPUT technicianIds")]
    [InlineData("updateService", """{ "id": "{setup}", "rules": { "maxPerDay": 10001 } }""",
        "INVALID_INPUT rules.maxPerDay")]
    [InlineData("updateService", """{ "id": "svc_AAAAAAAAAAAAAAAAAAAAAA", "name": "A" }""", "NOT_FOUND id")]
    [InlineData("createTechnician", """{ "name": "A", "email": "nobody" }""", "INVALID_INPUT email")]
    [InlineData("createTechnician", """{ "name": "A", "email": "a@b.test", "maxAppointmentsPerDay": -1 }""",
        "INVALID_INPUT maxAppointmentsPerDay")]
    [InlineData("createTechnician",
        """
        { "name": "A", "email": "a@b.test", "weeklyHours": [{ "day": "MONDAY", "from": "24:00", "to": "01:00" }] }
        """,
        "INVALID_INPUT weeklyHours.0.from")]
    [InlineData("createTechnician", """{ "name": "A", "email": "a@b.test", "serviceIds": ["{theirService}"] }""",
        "NOT_FOUND serviceIds.0")]
    [InlineData("updateTechnician", """{ "id": "{maya}", "email": null }""", "INVALID_INPUT email")]
    [InlineData("updateTechnician", """{ "id": "{maya}", "isActive": null }""", "INVALID_INPUT isActive")]
    [InlineData("updateTechnician", """{ "id": "{their}", "name": "A" }""", "NOT_FOUND id")]
    [InlineData("setWeeklyHours",
        """
        {
          "technicianId": "{maya}",
          "weeklyHours": [
            { "day": "MONDAY", "from": "08:00", "to": "12:00" },
            { "day": "MONDAY", "from": "24:00", "to": "24:00" }
          ]
        }
        """,
        "INVALID_INPUT weeklyHours.1.from")]
    [InlineData("setWeeklyHours", """{ "technicianId": "{their}", "weeklyHours": [] }""", "NOT_FOUND technicianId")]
    [InlineData("createAvailabilityException", """{ "from": "2026-08-02", "to": "2026-08-01" }""", "INVALID_INPUT to")]
    [InlineData("createAvailabilityException", """{ "from": "0001-01-01", "to": "9999-12-31" }""", "INVALID_INPUT to")]
    [InlineData("createAvailabilityException", """{ "technicianId": "{their}", "from": "2026-08-01" }""",
        "NOT_FOUND technicianId")]
    [InlineData("deleteAvailabilityException", """{ "id": "exc_AAAAAAAAAAAAAAAAAAAAAA" }""", "NOT_FOUND id")]
    [InlineData("createClient", """{ "name": "" }""", "INVALID_INPUT name")]
    [InlineData("createContact", """{ "clientId": "{theirClient}", "name": "A", "email": "a@b.test" }""",
        "NOT_FOUND clientId")]
    [InlineData("createContact", """{ "clientId": "{harbor}", "name": "A", "email": "CLIENT@demo.test" }""",
        "ALREADY_EXISTS email")]
    [InlineData("createContact",
        """{ "clientId": "{harbor}", "name": "A", "email": "other@demo.test", "password": "long enough 12" }""",
        "ALREADY_EXISTS email")]
    [InlineData("createContact",
        """{ "clientId": "{harbor}", "name": "A", "email": "n@b.test", "password": "short" }""",
        "INVALID_INPUT password")]
    [InlineData("createContact", """{ "clientId": "{harbor}", "name": "A", "email": "n@b.test", "role": "ADMIN" }""",
        "INVALID_INPUT role")]
    [InlineData("createContact", """{ "clientId": "{harbor}", "name": "A", "email": "n@b.test", "locale": "e" }""",
        "INVALID_INPUT locale")]
    [InlineData("upsertTicket", """{ "number": " ", "title": "A" }""", "INVALID_INPUT number")]
    [InlineData("upsertTicket", """{ "number": "T", "title": "" }""", "INVALID_INPUT title")]
    [InlineData("upsertTicket", """{ "number": "T", "title": "A", "url": "javascript:alert(1)" }""",
        "INVALID_INPUT url")]
    [InlineData("upsertTicket", """{ "number": "T", "title": "A", "clientId": "{theirClient}" }""",
        "NOT_FOUND clientId")]
    [InlineData("upsertTicket", """{ "number": "HD-1032", "title": "A", "clientId": "{kestrel}" }""",
        "INVALID_INPUT clientId")]
    public async Task A_wrong_field_is_named(string mutation, string input, string expected)
    {
        var before = await EverythingAsync();

        var payload = await DirectoryServer.DoAsync(server.Admin, mutation, JsonNode.Parse(await FillInAsync(input))!);

        Assert.Equal(expected, DirectoryServer.ErrorsOf(payload));
        Assert.Equal(before, await EverythingAsync());
    }

    [Theory]
    [InlineData("""{ "timeZone": "Mars/Olympus" }""")]
    [InlineData("""{ "timeZone": "UTC+5" }""")]
    [InlineData("""{ "colour": "red" }""")]
    [InlineData("""{ "defaults": { "horizonDays": 99999999999 } }""")]
    [InlineData("""{ "defaults": { "horizonDays": "x" } }""")]
    public async Task What_is_no_such_type_is_refused_before_it_runs(string input)
    {
        var answer = await server.Admin.PostAsync(
            "mutation($input: UpdateOrganizationInput!) { updateOrganization(input: $input) { errors { code } } }",
            new { input = JsonNode.Parse(input) });

        Assert.NotNull(answer["errors"]);
        Assert.DoesNotContain("INTERNAL", answer.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ organization(slug: \"de\\u0000mo\") { id } }", "organization")]
    [InlineData("{ organization(slug: \"demo2\") { id services { nodes { effectiveRules { horizonDays } } } } }",
        "organization")]
    public async Task An_organization_that_is_not_the_callers_does_not_exist(string query, string field) =>
        Assert.Null((await server.Admin.AskAsync(query))[field]);

    [Theory]
    [InlineData("{ clients(first: 100000) { totalCount } }", "first")]
    [InlineData("{ clients(first: -1) { totalCount } }", "first")]
    [InlineData("{ tickets(after: \"!\") { totalCount nodes { id } } }", "after")]
    [InlineData("{ tickets(clientId: \"svc_AAAAAAAAAAAAAAAAAAAAAA\") { totalCount } }", "clientId")]
    [InlineData("{ clients(search: \"a\\u0000b\") { totalCount } }", "search")]
    [InlineData("{ clients(search: \"1 2 3 4 5 6 7 8 9 10 11\") { totalCount } }", "search")]
    [InlineData("{ appointmentRequests(filter: { search: \"a\\u0000b\" }) { totalCount } }", "search")]
    public async Task A_wrong_argument_of_a_list_is_named(string query, string field)
    {
        var answer = await server.Admin.PostAsync(query);

        var error = answer["errors"]![0]!;
        Assert.DoesNotContain("INTERNAL", error.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(field, error.ToJsonString(), StringComparison.Ordinal);
    }

    private async Task<string> FillInAsync(string input)
    {
        (string Mark, string List, string Name, bool IsTheirs)[] marks =
        [
            ("{maya}", "technicians", "Maya", false), ("{setup}", "services", "Workstation", false),
            ("{harbor}", "clients", "Harbor", false), ("{kestrel}", "clients", "Kestrel", false),
            ("{their}", "technicians", "Ole", true), ("{theirService}", "services", "Repair", true),
            ("{theirClient}", "clients", "Elbe", true),
        ];
        foreach (var mark in marks.Where(mark => input.Contains(mark.Mark, StringComparison.Ordinal)))
        {
            var person = mark.IsTheirs ? server.OtherAdmin : server.Admin;
            input = input.Replace(
                mark.Mark, await DirectoryServer.IdOfAsync(person, mark.List, mark.Name), StringComparison.Ordinal);
        }

        return input.Replace("§2001", new string('x', 2001), StringComparison.Ordinal)
            .Replace("§201", new string('x', 201), StringComparison.Ordinal);
    }

    private async Task<string> EverythingAsync() => (await server.Admin.AskAsync(
        """
        {
          organization { name timeZone publicBookingEnabled defaults { horizonDays bufferAfterMinutes } }
          services(first: 50) { nodes { name isBookable durationsMinutes rules { maxPerDay } technicians { id } } }
          technicians(activeOnly: false, first: 50) {
            nodes { name email isActive weeklyHours { day from to } exceptions { id } }
          }
          clients(first: 50) { nodes { name contacts { nodes { email } } } }
          tickets(first: 50) { nodes { number title client { id } } }
        }
        """)).ToJsonString();
}
