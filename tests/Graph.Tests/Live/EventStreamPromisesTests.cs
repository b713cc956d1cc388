using System.Text.Json.Nodes;
using Slotline.Graph.Tests.Notifications;
using Slotline.Graph.Tests.Stories;

namespace Slotline.Graph.Tests.Live;

/// <summary>
/// Whoever follows by server-sent events is promised what a socket is: every event that they may see, once and in
/// order, and none that they may not.
/// </summary>
public sealed class EventStreamPromisesTests
{
    private const string Events = """
        subscription($after: Int) {
          appointmentRequestChanged(afterRevision: $after) { revision type request { id } }
        }
        """;

    [Fact]
    public async Task Catching_up_going_live_and_coming_back_leave_neither_gap_nor_repeat()
    {
        const int Changes = 40;
        await using var server = await RunningServer.StartAsync(onPostgres: false);
        var dispatcher = await server.SignInAsync("dispatcher@demo.test");
        var (id, version) = await PendingOneAsync(dispatcher);
        var before = await RevisionAsync(dispatcher);
        var noting = NoteAsync(dispatcher, id, version, Changes);
        var seen = new List<int>();

        while (seen.Count < Changes)
        {
            await using var stream = await EventStream.OpenAsync(
                server, dispatcher, Events, new { after = before + seen.Count });
            for (var i = 0; i < Changes / 4 && seen.Count < Changes; i++)
            {
                seen.Add((int)(await stream.NextAsync())["appointmentRequestChanged"]!["revision"]!);
            }
        }

        await noting;
        Assert.Equal(Enumerable.Range(before + 1, Changes), seen);
    }

    [Fact]
    public async Task A_stream_whose_session_ends_is_ended_without_complete()
    {
        await using var server = await RunningServer.StartAsync(onPostgres: false);
        var dispatcher = await server.SignInAsync("dispatcher@demo.test");
        await using var stream = await EventStream.OpenAsync(
            server, dispatcher, "subscription { pendingCount { count } }");
        await stream.NextAsync();

        await dispatcher.AskAsync("mutation { signOut { errors { code } } }");

        Assert.Empty(await stream.RestAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nobody_hears_of_another_organization_nor_clients_of_what_staff_note(bool bySocket)
    {
        await using var server = await RunningServer.StartAsync(onPostgres: false);
        var client = await server.SignInAsync("client@demo.test");
        var dispatcher = await server.SignInAsync("dispatcher@demo.test");
        var stranger = await server.SignInAsync("admin@demo2.test");
        await using var clients = await FollowAsync(server, client, dispatcher, bySocket);
        await using var staffs = await FollowAsync(server, dispatcher, dispatcher, bySocket);
        await using var strangers = await FollowAsync(server, stranger, stranger, bySocket);

        var own = (string)(await server.AskForSlotAsync(client))["id"]!;
        await NoteAsync(dispatcher, own, 1, 1);
        var (theirs, version) = await PendingOneAsync(stranger);
        await NoteAsync(stranger, theirs, version, 1);
        await dispatcher.AskAsync(
            """
            mutation($input: DeclineAppointmentRequestInput!) {
              declineAppointmentRequest(input: $input) { errors { code } } }
            """,
            new { input = new { id = own, expectedVersion = 2 } });

        Assert.Equal([("REQUESTED", own), ("DECLINED", own)], await TakeAsync(clients, 2));
        Assert.Equal([("REQUESTED", own), ("NOTED", own), ("DECLINED", own)], await TakeAsync(staffs, 3));
        Assert.Equal([("NOTED", theirs)], await TakeAsync(strangers, 1));
    }

    /// <summary>Follows from where the organization of somebody who may ask has come to.</summary>
    private static async Task<Following> FollowAsync(
        RunningServer server, Person person, Person staff, bool bySocket)
    {
        var variables = new { after = await RevisionAsync(staff) };
        if (bySocket)
        {
            var socket = await Subscriber.OpenAsync(server, person, Events, variables);
            return new Following(socket.NextAsync, socket);
        }

        var stream = await EventStream.OpenAsync(server, person, Events, variables);
        return new Following(stream.NextAsync, stream);
    }

    private static async Task<List<(string Type, string Request)>> TakeAsync(Following following, int count)
    {
        var taken = new List<(string, string)>();
        while (taken.Count < count)
        {
            var happened = (await following.Next())["appointmentRequestChanged"]!;
            taken.Add(((string)happened["type"]!, (string)happened["request"]!["id"]!));
        }

        return taken;
    }

    private static async Task<int> RevisionAsync(Person staff) =>
        (int)(await staff.AskAsync("{ pendingCount { revision } }"))["pendingCount"]!["revision"]!;

    private static async Task<(string Id, int Version)> PendingOneAsync(Person staff)
    {
        var found = await staff.AskAsync(
            "{ appointmentRequests(first: 1, filter: { status: [PENDING] }) { nodes { id version } } }");
        var request = found["appointmentRequests"]!["nodes"]![0]!;
        return ((string)request["id"]!, (int)request["version"]!);
    }

    /// <summary>Changes what staff note of a request, again and again.</summary>
    private static async Task NoteAsync(Person staff, string requestId, int version, int times)
    {
        for (var expectedVersion = version; expectedVersion < version + times; expectedVersion++)
        {
            var noted = await staff.AskAsync(
                """
                mutation($input: UpdateInternalNotesInput!) {
                  updateInternalNotes(input: $input) { errors { code } } }
                """,
                new { input = new { requestId, expectedVersion, internalNotes = $"Note {expectedVersion}" } });
            Assert.Empty(noted["updateInternalNotes"]!.Codes());
        }
    }

    private sealed record Following(Func<Task<JsonNode>> Next, IAsyncDisposable Source) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Source.DisposeAsync();
    }
}
