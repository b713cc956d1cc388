using System.Text.Json.Nodes;
using Slotline.Graph.Tests.Notifications;
using Slotline.Graph.Tests.Stories;

namespace Slotline.Graph.Tests.Visitors;

/// <summary>A visitor's address is confirmed by a mail before their wish becomes a request.</summary>
public sealed class ConfirmationTests
{
    private const string Ask =
        """
        mutation($input: RequestAppointmentInput!) { requestAppointment(input: $input) {
          isConfirmationSent appointmentRequest { reference } errors { code field } } }
        """;

    private const string Confirm =
        """
        mutation($input: ConfirmAppointmentRequestInput!) { confirmAppointmentRequest(input: $input) {
          manageToken appointmentRequest { reference status } errors { code field violations { rule } } } }
        """;

    private const string Configure =
        """
        mutation($input: UpdateVisitorSettingsInput!) { updateVisitorSettings(input: $input) {
          visitorSettings { confirmEmail mostOpenPerAddress mostOpen } errors { code field } } }
        """;

    private const string Address = "vic@visitor.test";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_wish_becomes_a_request_by_its_link_once(bool onPostgres)
    {
        await using var server = await RunningServer.StartAsync(onPostgres);
        var admin = await server.SignInAsync("admin@demo.test");
        await ConfigureAsync(admin, new { confirmEmail = true });
        var (service, startsAt) = await PlaceAsync(server);
        var before = await PendingAsync(admin);
        var asked = await AskAsync(server, service, startsAt);
        Assert.True((bool)asked["isConfirmationSent"]!);
        Assert.Null(asked["appointmentRequest"]);
        Assert.Equal(before, await PendingAsync(admin));
        Assert.Equal(startsAt, await server.FreeTimeAsync(service));

        var token = await server.LinkInMailAsync(Address, "confirm", "confirm");
        var shown = await server.Nobody().AskAsync(
            """
            query($token: String!) { unconfirmedRequest(token: $token) {
              requestedStartsAt service { name } organization { slug } requester { email } } }
            """,
            new { token });
        Assert.Equal("demo", (string)shown["unconfirmedRequest"]!["organization"]!["slug"]!);
        Assert.Equal(startsAt, (string)shown["unconfirmedRequest"]!["requestedStartsAt"]!);
        var confirmed = await ConfirmAsync(server, token);
        Assert.Empty(confirmed.Codes());
        Assert.Equal(before + 1, await PendingAsync(admin));
        Assert.NotEqual(startsAt, await server.FreeTimeAsync(service));

        var reference = (string)confirmed["appointmentRequest"]!["reference"]!;
        var own = await server.With((string)confirmed["manageToken"]!)
            .AskAsync("{ appointmentRequests { nodes { reference } } }");
        Assert.Equal(reference, (string)own["appointmentRequests"]!["nodes"]![0]!["reference"]!);
        Assert.Equal(["NOT_FOUND"], (await ConfirmAsync(server, token)).Codes());
        Assert.Null((await server.Nobody().AskAsync(
            "query($token: String!) { unconfirmedRequest(token: $token) { expiresAt } }", new { token }))
            ["unconfirmedRequest"]);
        await server.MailAsync(Address, reference);
    }

    [Fact]
    public async Task Racing_confirmations_make_one_request()
    {
        await using var server = await RunningServer.StartAsync(onPostgres: false);
        var admin = await server.SignInAsync("admin@demo.test");
        await ConfigureAsync(admin, new { confirmEmail = true });
        var (service, startsAt) = await PlaceAsync(server);
        var before = await PendingAsync(admin);
        await AskAsync(server, service, startsAt);
        var token = await server.LinkInMailAsync(Address, "confirm", "confirm");
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ConfirmAsync(server, token)));
        Assert.Single(outcomes, outcome => outcome.Codes().Length == 0);
        Assert.Equal(before + 1, await PendingAsync(admin));
    }

    [Fact]
    public async Task Somebody_else_may_have_the_time_meanwhile_and_the_visitor_is_told()
    {
        await using var server = await RunningServer.StartAsync(onPostgres: false);
        var admin = await server.SignInAsync("admin@demo.test");
        await ConfigureAsync(admin, new { confirmEmail = true });
        var (service, startsAt) = await PlaceAsync(server);
        await AskAsync(server, service, startsAt);
        var token = await server.LinkInMailAsync(Address, "confirm", "confirm");
        await ConfigureAsync(admin, new { confirmEmail = false });
        var taker = 0;
        while ((await server.AskAsVisitorAsync(service, startsAt, $"eve{taker++}@visitor.test")).Codes() is [])
        {
            // Every technician of the service is taken, one after the other.
        }

        var late = await ConfirmAsync(server, token);
        Assert.Equal(["SLOT_UNAVAILABLE"], late.Codes());
        Assert.Contains(
            "HELD", late["errors"]![0]!["violations"]!.AsArray().Select(violation => (string)violation!["rule"]!));
        Assert.Null(late["manageToken"]);
    }

    [Fact]
    public async Task The_same_key_is_mailed_once_and_then_answers_the_request()
    {
        await using var server = await RunningServer.StartAsync(onPostgres: false);
        await ConfigureAsync(await server.SignInAsync("admin@demo.test"), new { confirmEmail = true });
        var (service, startsAt) = await PlaceAsync(server);
        await AskAsync(server, service, startsAt, key: "k");
        var token = await server.LinkInMailAsync(Address, "confirm", "confirm");
        Assert.True((bool)(await AskAsync(server, service, startsAt, key: "k"))["isConfirmationSent"]!);
        var other = await server.FreeTimeAsync(service, back: 2);
        Assert.Equal(["IDEMPOTENCY_KEY_REUSED"], (await AskAsync(server, service, other, key: "k")).Codes());
        var reference = (string)(await ConfirmAsync(server, token))["appointmentRequest"]!["reference"]!;
        var again = await AskAsync(server, service, startsAt, key: "k");
        Assert.Equal(reference, (string)again["appointmentRequest"]!["reference"]!);
        await server.MailAsync(Address, reference);
        Assert.Equal(2, server.MailsTo(Address).Count);
    }

    [Fact]
    public async Task Who_fills_the_field_that_people_do_not_see_confirms_by_mail()
    {
        await using var server = await RunningServer.StartAsync(onPostgres: false);
        var (service, startsAt) = await PlaceAsync(server);
        var asked = await AskAsync(server, service, startsAt, website: "https://spam.test");
        Assert.True((bool)asked["isConfirmationSent"]!);
        Assert.Null(asked["appointmentRequest"]);
        var token = await server.LinkInMailAsync(Address, "confirm", "confirm");
        Assert.Empty((await ConfirmAsync(server, token)).Codes());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_waits_of_one_address_and_of_all_is_limited(bool confirmEmail)
    {
        await using var server = await RunningServer.StartAsync(onPostgres: false);
        var admin = await server.SignInAsync("admin@demo.test");
        await ConfigureAsync(admin, new { confirmEmail, mostOpenPerAddress = 2 });
        var service = await server.PublicServiceAsync("demo");
        for (var i = 0; i < 2; i++)
            Assert.Empty((await AskAsync(server, service, await server.FreeTimeAsync(service, i * 2))).Codes());
        var startsAt = await server.FreeTimeAsync(service, 6);
        var same = await AskAsync(server, service, startsAt, email: "VIC@visitor.test");
        Assert.Equal(["TOO_MANY_OPEN_REQUESTS"], same.Codes());
        await ConfigureAsync(admin, new { mostOpen = 1 });
        var other = await AskAsync(server, service, startsAt, email: "eve@visitor.test");
        Assert.Equal(["TOO_MANY_OPEN_REQUESTS"], other.Codes());
        await ConfigureAsync(admin, new { mostOpen = 100 });
        Assert.Empty((await AskAsync(server, service, startsAt, email: "eve@visitor.test")).Codes());
    }

    [Fact]
    public async Task Settings_are_the_admins_and_bounded()
    {
        await using var server = await RunningServer.StartAsync(onPostgres: false);
        var admin = await server.SignInAsync("admin@demo.test");
        var wrong = (await admin.AskAsync(Configure, new { input = new { mostOpen = 0 } }))["updateVisitorSettings"]!;
        Assert.Equal("mostOpen", (string)wrong["errors"]![0]!["field"]![0]!);
        var dispatcher = await server.SignInAsync("dispatcher@demo.test");
        var refused = await dispatcher.AskAsync(Configure, new { input = new { confirmEmail = true } });
        Assert.Equal(["FORBIDDEN"], refused["updateVisitorSettings"]!.Codes());
        var read = await admin.AskAsync("{ visitorSettings { confirmEmail mostOpenPerAddress mostOpen } }");
        Assert.Equal(
            """{"confirmEmail":false,"mostOpenPerAddress":5,"mostOpen":100}""",
            read["visitorSettings"]!.ToJsonString());
    }

    [Fact]
    public async Task A_visitors_mails_are_in_their_language()
    {
        await using var server = await RunningServer.StartAsync(onPostgres: false);
        var (service, startsAt) = await PlaceAsync(server);
        var asked = await AskAsync(server, service, startsAt, locale: "de");
        var mail = await server.MailAsync(Address, (string)asked["appointmentRequest"]!["reference"]!);
        Assert.StartsWith("Ihre Anfrage ist eingegangen", mail.Subject, StringComparison.Ordinal);
        var wrong = await AskAsync(server, service, await server.FreeTimeAsync(service, 2), locale: "../etc");
        Assert.Equal(["INVALID_INPUT"], wrong.Codes());
    }

    private static async Task ConfigureAsync(Person admin, object input) =>
        Assert.Empty((await admin.AskAsync(Configure, new { input }))["updateVisitorSettings"]!.Codes());

    private static async Task<(string Service, string StartsAt)> PlaceAsync(RunningServer server)
    {
        var service = await server.PublicServiceAsync("demo");
        return (service, await server.FreeTimeAsync(service));
    }

    private static async Task<JsonNode> AskAsync(
        RunningServer server,
        string serviceId,
        string startsAt,
        string email = Address,
        string? key = null,
        string? website = null,
        string? locale = null)
    {
        var visitor = new { name = "Vic Visitor", email, website, locale };
        var input = new { serviceId, startsAt, timeZone = "Europe/Berlin", visitor, idempotencyKey = key };
        return (await server.Nobody().AskAsync(Ask, new { input }))["requestAppointment"]!;
    }

    private static async Task<JsonNode> ConfirmAsync(RunningServer server, string token) =>
        (await server.Nobody().AskAsync(Confirm, new { input = new { token } }))["confirmAppointmentRequest"]!;

    private static async Task<int> PendingAsync(Person admin) =>
        (int)(await admin.AskAsync("{ pendingCount { count } }"))["pendingCount"]!["count"]!;
}
