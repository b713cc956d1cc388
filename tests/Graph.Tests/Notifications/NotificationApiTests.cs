using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Slotline.Graph.Settings;
using Slotline.Graph.Tests.Delivery;
using Slotline.Graph.Tests.Stories;

namespace Slotline.Graph.Tests.Notifications;

/// <summary>What people see of their notifications, and admins of their organization's mails.</summary>
public sealed class NotificationApiTests
{
    private const string Mark =
        """
        mutation($input: MarkNotificationsReadInput!) { markNotificationsRead(input: $input) {
          unreadNotificationCount errors { code field } } }
        """;

    private const string Prefer =
        """
        mutation($input: UpdateNotificationPreferencesInput!) { updateNotificationPreferences(input: $input) {
          preferences { kind way isEnabled isEssential } errors { code field } } }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Notifications_are_read_by_their_owner_and_counted_in_step(bool onPostgres)
    {
        await using var server = await RunningServer.StartAsync(onPostgres);
        var client = await server.SignInAsync("client@demo.test");
        var admin = await server.SignInAsync("admin@demo.test");
        await MarkAsync(admin, null);
        for (var i = 0; i < 3; i++)
            await server.AskForSlotAsync(client);
        var seen = await admin.AskAsync(
            """
            { viewer { unreadNotificationCount }
              notifications(unreadOnly: true, first: 10) {
                nodes { id kind title body readAt request { reference } } totalCount } }
            """);
        var nodes = seen["notifications"]!["nodes"]!.AsArray();
        Assert.Equal((3, 3), ((int)seen["viewer"]!["unreadNotificationCount"]!, nodes.Count));
        Assert.All(nodes, node => Assert.Equal("REQUEST_RECEIVED", (string?)node!["kind"]));
        Assert.All(nodes, node => Assert.Matches(@"asks for .+ (EST|EDT)\.$", (string)node!["body"]!));
        var ids = nodes.Select(node => (string)node!["id"]!).ToArray();
        Assert.Equal(2, (int)(await MarkAsync(admin, [ids[0]]))["unreadNotificationCount"]!);
        Assert.Equal(2, (int)(await MarkAsync(admin, [ids[0]]))["unreadNotificationCount"]!);
        var foreign = await MarkAsync(client, [ids[1]]);
        Assert.Equal(["NOT_FOUND"], foreign.Codes());
        var left = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => MarkAsync(admin, ids)));
        Assert.All(left, payload => Assert.Equal(0, (int)payload["unreadNotificationCount"]!));
        Assert.Null((await client.AskAsync("query($id: ID!) { node(id: $id) { id } }", new { id = ids[2] }))["node"]);
    }

    [Fact]
    public async Task What_somebody_switched_off_is_not_sent_and_what_is_essential_cannot_be()
    {
        await using var server = await RunningServer.StartAsync(onPostgres: false);
        var client = await server.SignInAsync("client@demo.test");
        var admin = await server.SignInAsync("admin@demo.test");
        var off = await PreferAsync(admin, "REQUEST_RECEIVED", "MAIL");
        Assert.Empty(off.Codes());
        var mine = await admin.AskAsync("{ viewer { notificationPreferences { kind way isEnabled isEssential } } }");
        Assert.Equal(
            off["preferences"]!.ToJsonString(), mine["viewer"]!["notificationPreferences"]!.ToJsonString());
        Assert.Contains(
            """{"kind":"REQUEST_RECEIVED","way":"MAIL","isEnabled":false,"isEssential":false}""",
            off["preferences"]!.ToJsonString(), StringComparison.Ordinal);
        var request = await server.AskForSlotAsync(client);
        var mails = await MailsAsync(admin, (string)request["reference"]!);
        Assert.Equal(["client@demo.test", "dispatcher@demo.test"], mails);
        Assert.Equal(["INVALID_INPUT"], (await PreferAsync(client, "REQUEST_APPROVED", "MAIL")).Codes());
        Assert.Equal(["INVALID_INPUT"], (await PreferAsync(client, "REQUEST_EDITED", "PORTAL")).Codes());
        Assert.Empty((await PreferAsync(client, "REQUEST_APPROVED", "PORTAL")).Codes());
    }

    [Fact]
    public async Task Admins_alone_see_deliveries_and_retry_only_what_was_given_up()
    {
        await using var server = await RunningServer.StartAsync(onPostgres: false);
        var client = await server.SignInAsync("client@demo.test");
        var admin = await server.SignInAsync("admin@demo.test");
        var dispatcher = await server.SignInAsync("dispatcher@demo.test");
        await server.AskForSlotAsync(client);
        var sent = await UntilSentAsync(admin);
        var id = (string)sent["id"]!;
        const string Retry =
            """
            mutation($input: RetryMailDeliveryInput!) { retryMailDelivery(input: $input) {
              mailDelivery { state } errors { code } } }
            """;
        var retried = await admin.AskAsync(Retry, new { input = new { id } });
        Assert.Equal(["INVALID_INPUT"], retried["retryMailDelivery"]!.Codes());
        var forbidden = await dispatcher.PostAsync("{ mailDeliveries { totalCount } }");
        Assert.Equal("FORBIDDEN", (string?)forbidden["errors"]![0]!["extensions"]!["code"]);
        const string Node = "query($id: ID!) { node(id: $id) { id } }";
        Assert.Null((await dispatcher.AskAsync(Node, new { id }))["node"]);
        Assert.NotNull((await admin.AskAsync(Node, new { id }))["node"]);
        var stranger = await server.SignInAsync("admin@demo2.test");
        var unseen = await stranger.AskAsync(Retry, new { input = new { id } });
        Assert.Equal(["NOT_FOUND"], unseen["retryMailDelivery"]!.Codes());
    }

    [Fact]
    public async Task Mails_are_signed_as_the_admin_says()
    {
        await using var server = await RunningServer.StartAsync(onPostgres: false);
        var admin = await server.SignInAsync("admin@demo.test");
        const string Update =
            """
            mutation($input: UpdateNotificationSettingsInput!) { updateNotificationSettings(input: $input) {
              notificationSettings { senderName replyTo footer reminderMinutes } errors { code field } } }
            """;
        var wrong = await admin.AskAsync(Update, new { input = new { replyTo = "nobody" } });
        Assert.Equal("replyTo", (string?)wrong["updateNotificationSettings"]!["errors"]![0]!["field"]![0]);
        var input = new { senderName = "Help Desk", replyTo = "help@demo.test", footer = "1 Main Street" };
        var right = await admin.AskAsync(Update, new { input });
        Assert.Equal(1440, (int)right["updateNotificationSettings"]!["notificationSettings"]!["reminderMinutes"]!);
        var request = await server.AskForSlotAsync(await server.SignInAsync("client@demo.test"));
        await UntilSentAsync(admin);
        var folder = server.Services.GetRequiredService<SlotlineSettings>().Mail.Directory;
        var mails = await Task.WhenAll(
            System.IO.Directory.GetFiles(folder, "*.eml").Select(file => MimeKit.MimeMessage.LoadAsync(file)));
        var mail = mails.First(m => m.TextBody!.Contains((string)request["reference"]!, StringComparison.Ordinal));
        Assert.Equal(("Help Desk", "help@demo.test"), (mail.From[0].Name, mail.ReplyTo.Mailboxes.Single().Address));
        Assert.Contains("1 Main Street", mail.TextBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_technicians_calendar_is_read_at_its_secret_address_until_that_is_renewed(bool onPostgres)
    {
        await using var server = await RunningServer.StartAsync(onPostgres);
        var admin = await server.SignInAsync("admin@demo.test");
        var request = await server.AskForSlotAsync(await server.SignInAsync("client@demo.test"));
        var technicianId = await admin.ApproveAsync(request);
        var address = await RenewAsync(admin, technicianId);
        using var http = server.CreateClient();
        using var answer = await http.GetAsync(address);
        Assert.Equal("text/calendar", answer.Content.Headers.ContentType?.MediaType);
        var calendar = await CalendarReader.ReadAsync(await answer.Content.ReadAsStringAsync());
        var reference = (string)request["reference"]!;
        Assert.Contains(calendar.Events, e => e.Description.Contains(reference, StringComparison.Ordinal));
        Assert.NotNull(calendar.Name);
        await RenewAsync(admin, technicianId);
        using var ended = await http.GetAsync(address);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, ended.StatusCode);
        var stranger = await server.SignInAsync("admin@demo2.test");
        Assert.Equal(["NOT_FOUND"], (await PostRenewAsync(stranger, technicianId)).Codes());
        var client = await server.SignInAsync("client@demo.test");
        Assert.Equal(["FORBIDDEN"], (await PostRenewAsync(client, technicianId)).Codes());
    }

    private static async Task<JsonNode> MarkAsync(Person person, string[]? ids) =>
        (await person.AskAsync(Mark, new { input = new { ids } }))["markNotificationsRead"]!;

    private static async Task<JsonNode> PreferAsync(Person person, string kind, string way)
    {
        var preferences = new[] { new { kind, way, isEnabled = false } };
        var answer = await person.AskAsync(Prefer, new { input = new { preferences } });
        return answer["updateNotificationPreferences"]!;
    }

    private static async Task<string> RenewAsync(Person person, string technicianId)
    {
        var renewed = await PostRenewAsync(person, technicianId);
        Assert.Empty(renewed.Codes());
        return new Uri((string)renewed["url"]!).AbsolutePath;
    }

    private static async Task<JsonNode> PostRenewAsync(Person person, string technicianId)
    {
        var answer = await person.AskAsync(
            "mutation($input: RenewCalendarFeedInput!) { renewCalendarFeed(input: $input) { url errors { code } } }",
            new { input = new { technicianId } });
        return answer["renewCalendarFeed"]!;
    }

    private static async Task<string[]> MailsAsync(Person admin, string reference)
    {
        var found = await admin.AskAsync(
            "{ mailDeliveries(first: 50) { nodes { recipientAddress request { reference } } } }");
        return
        [
            .. found["mailDeliveries"]!["nodes"]!.AsArray()
                .Where(mail => (string?)mail!["request"]!["reference"] == reference)
                .Select(mail => (string)mail!["recipientAddress"]!)
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The newest mail, as soon as nothing waits any more.</summary>
    private static async Task<JsonNode> UntilSentAsync(Person admin)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var found = await admin.AskAsync(
                """
                { waiting: mailDeliveries(state: [QUEUED]) { totalCount }
                  sent: mailDeliveries(state: [SENT], first: 1) { nodes { id attempts sentAt } } }
                """);
            if ((int)found["waiting"]!["totalCount"]! == 0)
                return found["sent"]!["nodes"]![0]!;
            await Task.Delay(100, patience.Token);
        }
    }
}
