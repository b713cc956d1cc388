using System.Text.Json.Nodes;
using Slotline.Graph.Tests.Directory;
using Slotline.Graph.Tests.Stories;
using Slotline.Tests.Servers;

namespace Slotline.Graph.Tests.Presence;

/// <summary>Staff see at which request their colleagues are, on whichever server; nobody else does.</summary>
public sealed class AnnouncePresenceTests
{
    private const string Announce = """
        mutation($input: AnnouncePresenceInput!) {
          announcePresence(input: $input) { holdsUntil errors { code field } }
        }
        """;

    private const string Changed = """
        subscription { presenceChanged { present { requestId staffMemberId name activity } } }
        """;

    [Fact]
    public async Task A_colleague_on_another_server_sees_who_comes_begins_and_goes()
    {
        var redis = (await RedisServer.SharedAsync()).NewConnectionString();
        await using var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var here = await RunningServer.StartAsync(onPostgres: true, redis, database);
        await using var there = await RunningServer.StartAsync(onPostgres: true, redis, database);
        var dispatcher = await here.SignInAsync("dispatcher@demo.test");
        var admin = await there.SignInAsync("admin@demo.test");
        var request = await PendingOneAsync(dispatcher);
        await using var colleague = await Subscriber.OpenAsync(there, admin, Changed);
        Assert.Equal("[]", PresentIn(await colleague.NextAsync()));

        await AnnounceAsync(dispatcher, new { window = "w", requestId = request });
        Assert.Contains("\"VIEWING\"", PresentIn(await colleague.NextAsync()), StringComparison.Ordinal);
        await AnnounceAsync(dispatcher, new { window = "w", requestId = request, activity = "EDITING" });
        var editing = (await colleague.NextAsync())["presenceChanged"]!["present"]!.AsArray().Single()!;
        Assert.Equal(request, (string?)editing["requestId"]);
        Assert.Equal("EDITING", (string?)editing["activity"]);
        await AnnounceAsync(dispatcher, new { window = "w" });
        Assert.Equal("[]", PresentIn(await colleague.NextAsync()));
    }

    [Fact]
    public async Task Only_staff_may_and_only_at_requests_of_their_own_organization()
    {
        await using var server = await RunningServer.StartAsync(onPostgres: false);
        var dispatcher = await server.SignInAsync("dispatcher@demo.test");
        var request = await PendingOneAsync(dispatcher);

        Assert.Equal("FORBIDDEN", await RefusalOfAsync("client@demo.test", new { window = "w", requestId = request }));
        Assert.Equal(
            "NOT_FOUND requestId", await RefusalOfAsync("admin@demo2.test", new { window = "w", requestId = request }));
        Assert.Equal("INVALID_INPUT window", await RefusalOfAsync("dispatcher@demo.test", new { window = "" }));
        Assert.Equal(
            "INVALID_INPUT window", await RefusalOfAsync("dispatcher@demo.test", new { window = new string('w', 65) }));
        var client = await server.SignInAsync("client@demo.test");
        await using var listening = await Subscriber.OpenAsync(server, client, Changed);
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(listening.NextAsync);

        async Task<string> RefusalOfAsync(string email, object input) =>
            DirectoryServer.ErrorsOf(
                (await (await server.SignInAsync(email)).AskAsync(Announce, new { input }))["announcePresence"]!);
    }

    [Fact]
    public async Task Another_organization_hears_nothing_of_it()
    {
        await using var server = await RunningServer.StartAsync(onPostgres: false);
        var dispatcher = await server.SignInAsync("dispatcher@demo.test");
        await AnnounceAsync(dispatcher, new { window = "w", requestId = await PendingOneAsync(dispatcher) });

        var others = await server.SignInAsync("admin@demo2.test");
        await using var other = await Subscriber.OpenAsync(server, others, Changed);
        await using var own = await Subscriber.OpenAsync(server, dispatcher, Changed);

        Assert.NotEqual("[]", PresentIn(await own.NextAsync()));
        Assert.Equal("[]", PresentIn(await other.NextAsync()));
    }

    private static async Task AnnounceAsync(Person person, object input)
    {
        var payload = (await person.AskAsync(Announce, new { input }))["announcePresence"]!;
        Assert.Equal("", DirectoryServer.ErrorsOf(payload));
        Assert.NotNull(payload["holdsUntil"]);
    }

    private static async Task<string> PendingOneAsync(Person person)
    {
        var data = await person.AskAsync(
            "{ appointmentRequests(first: 1, filter: { status: [PENDING] }) { nodes { id } } }");
        return (string)data["appointmentRequests"]!["nodes"]![0]!["id"]!;
    }

    private static string PresentIn(JsonNode data) => data["presenceChanged"]!["present"]!.ToJsonString();
}
