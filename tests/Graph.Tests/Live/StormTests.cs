using System.Net.WebSockets;
using Microsoft.EntityFrameworkCore;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Graph.Engine;
using Slotline.Graph.Requests;
using Slotline.Persistence.Tests;

namespace Slotline.Graph.Tests.Live;

/// <summary>
/// Three servers, one PostgreSQL, one Redis. While two thousand changes are made and fifty subscribers come and go,
/// servers and Redis are killed and started again. What each subscriber got, put together, is what happened.
/// </summary>
public sealed class StormTests
{
    private const int Servers = 3;
    private const int Changes = 2_000;
    private const int Requests = 40;
    private const int Subscribers = 50;

    private const string Events =
        "subscription ($after: Int) { appointmentRequestChanged(afterRevision: $after) { revision request { id } } }";

    private const string Note = """
        mutation ($input: UpdateInternalNotesInput!) {
          updateInternalNotes(input: $input) { appointmentRequest { version } errors { code } }
        }
        """;

    private const string Link = """
        mutation ($input: LinkTicketInput!) {
          linkTicket(input: $input) { appointmentRequest { version } errors { code } }
        }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(9);

    private readonly CancellationTokenSource _patience = new(Patience);
    private int _made;

    [Fact]
    public async Task Every_subscriber_gets_every_event_it_may_see_once_and_in_order()
    {
        await using var servers = await LiveServers.StartAsync(Servers);
        var cast = servers.Cast;
        var id = servers.Store.Organization.Id;
        var (other, member) = (new Client(id, "Bolt"), new Contact(id, cast.Client.Id, "Colin", "colin@acme.test"));
        var admin = new Contact(id, other.Id, "Bea", "bea@bolt.test");
        admin.Become(Role.ClientAdmin);
        await servers.Store.CommitAsync(change => change.Db.AddRange(other, member, admin));
        Subscriber[] kinds =
        [
            new(servers.DispatchersToken, _ => true),
            new(await servers.SignInAsync(new Account(id, member.Email, null, member.Id)),
                e => e.ContactId == member.Id && !e.IsStaffOnly),
            new(await servers.SignInAsync(new Account(id, admin.Email, null, admin.Id)),
                e => e.ClientId == other.Id && !e.IsStaffOnly),
        ];
        Cast[] askers = [cast, cast with { Contact = member }, cast with { Client = other, Contact = admin }];
        for (var i = 0; i < Requests; i++)
        {
            await servers.Store.CommitAsync(change => Task.FromResult(askers[i % askers.Length].Ask(change, i % 20)));
        }

        var subscribers = Enumerable.Range(0, Subscribers)
            .Select(i => kinds[i < 30 ? 0 : 1 + i % 2] with { Seen = [] }).ToList();
        try
        {
            var happened = await RageAsync(servers, askers, subscribers);

            Assert.Equal(Enumerable.Range(1, happened.Count), happened.Select(e => e.Revision));
            Assert.True(happened.Count >= Changes + Requests);
            Assert.All(subscribers, one => Assert.Equal(happened.Where(one.Sees).Select(e => e.Revision), one.Seen));
        }
        finally
        {
            // Where one thing failed, the others must not go on for as long as they may.
            await _patience.CancelAsync();
        }
    }

    /// <summary>The storm, until every subscriber has the last event that it may see; answers all events.</summary>
    private async Task<List<AppointmentRequestEvent>> RageAsync(
        LiveServers servers, Cast[] askers, List<Subscriber> subscribers)
    {
        var following = subscribers.Select(one => FollowAsync(servers, one)).ToList();
        var breaking = BreakAsync(servers);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => ChangeAsync(servers, askers[i % askers.Length], i)));
        await using var db = servers.Store.Database.Open(servers.Store.Organization.Id);
        var happened = await db.Events.OrderBy(e => e.Revision).ToListAsync();
        foreach (var one in subscribers)
        {
            one.Last = happened.Last(one.Sees).Revision;
        }

        await Task.WhenAll(following);
        await breaking;
        return happened;
    }

    /// <summary>Kills and starts Redis and servers, one after the other, at certain points of the storm.</summary>
    private async Task BreakAsync(LiveServers servers)
    {
        for (var round = 0; round < Servers; round++)
        {
            var begin = Changes * (round + 1) / (Servers + 2);
            await UntilAsync(begin);
            await servers.Redis.KillAsync();
            await UntilAsync(begin + 50);
            await servers.KillServerAsync(round);
            await UntilAsync(begin + 100);
            await servers.Redis.StartAgainAsync();
            await servers.StartServerAsync(round);
        }

        async Task UntilAsync(int made)
        {
            while (Volatile.Read(ref _made) < made)
            {
                await Task.Delay(20, _patience.Token);
            }
        }
    }

    /// <summary>
    /// Changes its share of the requests by way of whichever server, and now and then past all of them.
    /// </summary>
    private async Task ChangeAsync(LiveServers servers, Cast asker, int worker)
    {
        var random = new Random(worker);
        await using var db = servers.Store.Database.Open(servers.Store.Organization.Id);
        var mine = (await db.AppointmentRequests.OrderBy(r => r.Id).Select(r => r.Id).ToListAsync())
            .Where((_, index) => index % 8 == worker).ToList();
        while (Interlocked.Increment(ref _made) <= Changes)
        {
            if (random.Next(2) == 0)
            {
                // As a server does that dies between the commit and the ring.
                await servers.Store.CommitAsync(change => Task.FromResult(asker.Ask(change, random.Next(20))));
                continue;
            }

            var request = mine[random.Next(mine.Count)];
            while (!await TryChangeAsync(servers, request, random))
            {
                await Task.Delay(20, _patience.Token);
            }
        }
    }

    /// <summary>
    /// False when the server died meanwhile or had no time; whether it made the change does not matter.
    /// </summary>
    private async Task<bool> TryChangeAsync(LiveServers servers, Guid request, Random random)
    {
        var server = random.Next(Servers);
        if (servers.AddressOf(server) is null)
        {
            return false;
        }

        await using var db = servers.Store.Database.Open(servers.Store.Organization.Id);
        var expectedVersion = await db.AppointmentRequests
            .Where(r => r.Id == request).Select(r => r.Version).SingleAsync();
        var requestId = GlobalId.Of<AppointmentRequestNode>(request);
        try
        {
            var answer = random.Next(2) == 0
                ? await servers.PostAsync(
                    server, Note, new { input = new { requestId, expectedVersion,
                        internalNotes = $"{random.Next()}" } }, _patience.Token)
                : await servers.PostAsync(
                    server, Link, new { input = new { requestId, expectedVersion } }, _patience.Token);
            return answer.GetProperty("errors").GetArrayLength() == 0;
        }
        catch (Exception fault) when (
            fault is HttpRequestException or ArgumentNullException or System.Text.Json.JsonException
                or TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Follows by one socket after the other, each from the last revision that was seen.</summary>
    private async Task FollowAsync(LiveServers servers, Subscriber one)
    {
        var random = new Random();
        while (one.Last is not { } last || one.Seen.LastOrDefault() < last)
        {
            if (servers.AddressOf(random.Next(Servers)) is not { } address)
            {
                await Task.Delay(20, _patience.Token);
                continue;
            }

            try
            {
                await using var socket = await LiveSocket.SubscribeAsync(
                    address, one.Token, Events, new { after = one.Seen.LastOrDefault() }, _patience.Token);
                using var stay = CancellationTokenSource.CreateLinkedTokenSource(_patience.Token);
                stay.CancelAfter(random.Next(200, 5_000));
                await ReadAsync(socket, one, stay.Token, isRude: random.Next(2) == 0);
            }
            catch (Exception lost) when (
                lost is WebSocketException or HttpRequestException or IOException or OperationCanceledException)
            {
                _patience.Token.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Reads for a while, then says goodbye; or is cut off in the middle of it.</summary>
    private async Task ReadAsync(LiveSocket socket, Subscriber one, CancellationToken stay, bool isRude)
    {
        using var answered = CancellationTokenSource.CreateLinkedTokenSource(_patience.Token);
        await using var goodbye = stay.UnsafeRegister(
            _ =>
            {
                if (!isRude)
                {
                    answered.CancelAfter(LiveNode.Patience);
                    _ = socket.CloseAsync();
                }
            },
            null);
        await foreach (var happened in socket.ReadAsync(isRude ? stay : answered.Token))
        {
            one.Seen.Add(happened.GetProperty("revision").GetInt32());
        }
    }

    private sealed record Subscriber(string Token, Func<AppointmentRequestEvent, bool> Sees)
    {
        public List<int> Seen { get; init; } = [];

        public int? Last { get; set; }
    }
}
