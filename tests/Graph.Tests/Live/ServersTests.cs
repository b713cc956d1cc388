using System.Net.WebSockets;
using Slotline.Graph.Engine;
using Slotline.Graph.Requests;

namespace Slotline.Graph.Tests.Live;

/// <summary>What several real servers promise those who follow them.</summary>
public sealed class ServersTests
{
    private const string Events = """
        subscription ($after: Int) {
          appointmentRequestChanged(afterRevision: $after) { revision type request { id version } }
        }
        """;

    private const string Counts = "subscription { pendingCount { count revision } }";

    private const string Decline = """
        mutation ($input: DeclineAppointmentRequestInput!) {
          declineAppointmentRequest(input: $input) { appointmentRequest { version } errors { code } }
        }
        """;

    [Fact]
    public async Task A_change_on_one_server_reaches_subscribers_of_the_other_until_they_sign_out()
    {
        await using var servers = await LiveServers.StartAsync(2);
        using var patience = new CancellationTokenSource(LiveNode.Patience);
        var request = await servers.Store.CommitAsync(change => Task.FromResult(servers.Cast.Ask(change, 9)));
        await using var events = await LiveSocket.SubscribeAsync(
            servers.AddressOf(0)!, servers.DispatchersToken, Events, new { after = 0 }, patience.Token);
        await using var counts = await LiveSocket.SubscribeAsync(
            servers.AddressOf(0)!, servers.DispatchersToken, Counts, null, patience.Token);
        await using var happened = events.ReadAsync(patience.Token).GetAsyncEnumerator();
        await using var counted = counts.ReadAsync(patience.Token).GetAsyncEnumerator();

        Assert.Equal("REQUESTED", (await happened.NextAsync()).GetProperty("type").GetString());
        Assert.Equal("""{"count":1,"revision":1}""", (await counted.NextAsync()).GetRawText());
        var id = GlobalId.Of<AppointmentRequestNode>(request.Id);
        await servers.PostAsync(1, Decline, new { input = new { id, expectedVersion = 1 } }, patience.Token);
        Assert.Equal(
            $$$"""{"revision":2,"type":"DECLINED","request":{"id":"{{{id}}}","version":2}}""",
            (await happened.NextAsync()).GetRawText());
        Assert.Equal("""{"count":0,"revision":2}""", (await counted.NextAsync()).GetRawText());

        await servers.PostAsync(0, "mutation { signOut { errors { code } } }", new { }, patience.Token);
        Assert.False(await happened.MoveNextAsync());
        Assert.Equal((WebSocketCloseStatus)4403, events.CloseStatus);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(7)]
    public async Task A_revision_that_was_never_given_is_refused_before_anything_is_sent(int after)
    {
        await using var servers = await LiveServers.StartAsync(1);
        using var patience = new CancellationTokenSource(LiveNode.Patience);
        await using var socket = await LiveSocket.SubscribeAsync(
            servers.AddressOf(0)!, servers.DispatchersToken, Events, new { after }, patience.Token);

        var refusal = await Assert.ThrowsAsync<Xunit.Sdk.FailException>(
            async () => await socket.ReadAsync(patience.Token).FirstAsync());

        Assert.Contains("INVALID_INPUT", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("afterRevision", refusal.Message, StringComparison.Ordinal);
    }
}
