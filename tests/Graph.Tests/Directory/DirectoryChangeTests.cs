using System.Text.Json.Nodes;
using Slotline.Graph.Tests.Stories;

namespace Slotline.Graph.Tests.Directory;

/// <summary>What is changed is changed, and nothing else is.</summary>
public sealed class DirectoryChangeTests(DirectoryServer server) : IClassFixture<DirectoryServer>
{
    private const string Service =
        "service { id name description durationsMinutes rules { horizonDays maxPerDay } technicians { name } }";

    private const string Technician =
        "technician { id name timeZone isActive maxAppointmentsPerDay services { name } weeklyHours { day from to } }";

    [Fact]
    public async Task A_service_keeps_what_is_left_out_and_loses_what_is_null()
    {
        var maya = await DirectoryServer.IdOfAsync(server.Admin, "technicians", "Maya");
        var made = await ChangeAsync("createService", Service, new
        {
            name = "Network survey",
            description = "Every room.",
            durationsMinutes = new[] { 90, 30 },
            rules = new { horizonDays = 10, maxPerDay = 2 },
            technicianIds = new[] { maya },
        });
        var id = made["id"]!.GetValue<string>();

        var renamed = await ChangeAsync("updateService", Service, new { id, name = "Survey" });
        var loosened = await ChangeAsync("updateService", Service, new { id, rules = new { maxPerDay = (int?)null } });
        var emptied = await ChangeAsync(
            "updateService", Service,
            new { id, description = (string?)null, rules = (object?)null, technicianIds = Array.Empty<string>() });

        Assert.Equal(
            """{"name":"Network survey","description":"Every room.","durationsMinutes":[30,90]"""
            + ""","rules":{"horizonDays":10,"maxPerDay":2},"technicians":[{"name":"Maya Chen"}]}""",
            Print(made));
        Assert.Equal(Print(made).Replace("Network survey", "Survey", StringComparison.Ordinal), Print(renamed));
        Assert.Equal(
            Print(renamed).Replace("\"maxPerDay\":2", "\"maxPerDay\":null", StringComparison.Ordinal), Print(loosened));
        Assert.Equal(
            """{"name":"Survey","description":null,"durationsMinutes":[30,90]"""
            + ""","rules":{"horizonDays":null,"maxPerDay":null},"technicians":[]}""",
            Print(emptied));
    }

    [Fact]
    public async Task A_technician_keeps_what_is_left_out_and_loses_what_is_null()
    {
        const string unchanged = ""","services":[{"name":"Remote support session"}]"""
            + ""","weeklyHours":[{"day":"TUESDAY","from":"22:00","to":"02:00"}]}""";
        var remote = await DirectoryServer.IdOfAsync(server.Admin, "services", "Remote");
        var made = await ChangeAsync("createTechnician", Technician, new
        {
            name = "Ada",
            email = "ada@demo.test",
            timeZone = "Asia/Kolkata",
            maxAppointmentsPerDay = 3,
            serviceIds = new[] { remote, remote },
            weeklyHours = new[] { new { day = "TUESDAY", from = "22:00", to = "02:00" } },
        });
        var id = made["id"]!.GetValue<string>();

        var moved = await ChangeAsync("updateTechnician", Technician, new
        {
            id,
            timeZone = (string?)null,
            maxAppointmentsPerDay = (int?)null,
            isActive = false,
        });
        var weekly = await ChangeAsync("setWeeklyHours", Technician, new
        {
            technicianId = id,
            weeklyHours = new[]
            {
                new { day = "FRIDAY", from = "13:00", to = "24:00" },
                new { day = "MONDAY", from = "00:00", to = "08:30" },
            },
        });

        Assert.Equal(
            """{"name":"Ada","timeZone":"Asia/Kolkata","isActive":true,"maxAppointmentsPerDay":3""" + unchanged,
            Print(made));
        Assert.Equal(
            """{"name":"Ada","timeZone":"America/New_York","isActive":false,"maxAppointmentsPerDay":null""" + unchanged,
            Print(moved));
        Assert.EndsWith(
            """[{"day":"MONDAY","from":"00:00","to":"08:30"},{"day":"FRIDAY","from":"13:00","to":"24:00"}]}""",
            Print(weekly), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_organization_keeps_what_is_left_out()
    {
        const string selection =
            "organization { name timeZone publicBookingEnabled defaults { minimumNoticeMinutes horizonDays } }";

        var changed = await ChangeAsync(
            "updateOrganization", selection, new { defaults = new { horizonDays = 45 } }, server.OtherAdmin);

        Assert.Equal(
            """{"name":"Fjordline Repairs","timeZone":"Europe/Berlin","publicBookingEnabled":true"""
            + ""","defaults":{"minimumNoticeMinutes":0,"horizonDays":45}}""",
            changed.ToJsonString());
    }

    [Fact]
    public async Task A_contact_with_a_password_signs_in_and_one_without_does_not()
    {
        var clientId = (await ChangeAsync("createClient", "client { id }", new { name = "100% Cotton_Ltd" }))["id"]!
            .GetValue<string>();
        await ChangeAsync("createContact", "contact { id }", new { clientId, name = "Ann", email = "ann@cotton.test" });
        await ChangeAsync("createContact", "contact { id locale role }", new
        {
            clientId,
            name = "Bob",
            email = "Bob@cotton.test",
            role = "CLIENT_ADMIN",
            password = "twelve chars",
        });

        Assert.Equal("INVALID_CREDENTIALS", await SignInAsync("ann@cotton.test"));
        Assert.Equal("", await SignInAsync("bob@COTTON.test"));
    }

    [Theory]
    [InlineData("100%", 1)]
    [InlineData("%", 1)]
    [InlineData("n_l", 1)]
    [InlineData("ＷＯＯＬ 50", 1)]
    [InlineData("_", 1)]
    [InlineData("harbor 50", 0)]
    [InlineData(" ", 4)]
    public async Task A_search_finds_words_and_takes_signs_for_signs(string search, int found)
    {
        const string query = "query($search: String) { clients(search: $search) { totalCount } }";
        if ((await server.OtherAdmin.AskAsync(query))["clients"]!["totalCount"]!.GetValue<int>() == 1)
        {
            foreach (var name in (string[])["100% Wool", "Wool 50", "Linen_Ltd"])
            {
                await ChangeAsync("createClient", "client { id }", new { name }, server.OtherAdmin);
            }
        }

        var data = await server.OtherAdmin.AskAsync(query, new { search });

        Assert.Equal(found, data["clients"]!["totalCount"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_ticket_is_kept_in_step_by_its_number()
    {
        const string selection = "ticket { id title url isOpen client { name } }";
        var clientId = await DirectoryServer.IdOfAsync(server.Admin, "clients", "Harbor");

        var made = await ChangeAsync("upsertTicket", selection, new
        {
            number = " X-1 ",
            title = "Fire",
            url = "https://desk.test/1",
            clientId,
        });
        var closed = await ChangeAsync(
            "upsertTicket", selection, new { number = "X-1", title = "Out", isOpen = false });
        var freed = await ChangeAsync(
            "upsertTicket", selection,
            new { number = "X-1", title = "Out", clientId = (string?)null, url = (string?)null });

        Assert.Equal(made["id"]!.GetValue<string>(), closed["id"]!.GetValue<string>());
        Assert.Equal(
            """{"title":"Out","url":"https://desk.test/1","isOpen":false,"client":{"name":"Harbor Street Dental"}}""",
            Print(closed));
        Assert.Equal("""{"title":"Out","url":null,"isOpen":true,"client":null}""", Print(freed));
    }

    private async Task<JsonNode> ChangeAsync(string mutation, string selection, object input, Person? by = null)
    {
        var payload = await DirectoryServer.DoAsync(by ?? server.Admin, mutation, input, selection);
        Assert.Equal("", DirectoryServer.ErrorsOf(payload));
        return payload[selection.Split(' ')[0]]!;
    }

    private async Task<string> SignInAsync(string email) => DirectoryServer.ErrorsOf(
        await DirectoryServer.DoAsync(server.Nobody, "signIn", new { email, password = "twelve chars" }));

    /// <summary>All of it but the id.</summary>
    private static string Print(JsonNode node)
    {
        var copy = node.DeepClone().AsObject();
        copy.Remove("id");
        return copy.ToJsonString();
    }
}
