using Slotline.Graph.Transport.Rates;

namespace Slotline.Graph.Tests.Transport;

/// <summary>Messages of sockets are counted like requests.</summary>
public sealed class SocketRateTests
{
    [Fact]
    public async Task An_operation_too_many_is_refused_and_those_that_are_open_go_on()
    {
        await using var host = await TransportHost.StartAsync(rates: new Gives(1));
        using var wire = await WireSocket.OpenAsync(host);
        await wire.SubscribeAsync("1", "subscription { silent }");
        await Eventually.TrueAsync(() => host.Engine.Open == 1, "the first one starts");

        await wire.SubscribeAsync("2", "subscription { silent }");

        var answer = await wire.ReceiveAsync();
        Assert.StartsWith("""{"id":"2","type":"error","payload":[""", answer, StringComparison.Ordinal);
        Assert.Contains("You ask too often", answer, StringComparison.Ordinal);
        Assert.Contains("TOO_MANY_REQUESTS", answer, StringComparison.Ordinal);
        Assert.Equal(1, host.Engine.Open);
    }

    [Fact]
    public async Task A_flood_of_pings_closes_the_socket_with_1013()
    {
        await using var host = await TransportHost.StartAsync(rates: new Gives(2));
        using var wire = await WireSocket.OpenAsync(host);
        for (var i = 0; i < 2; i++)
        {
            await wire.SendAsync("""{"type":"ping"}""");
            Assert.Equal("""{"type":"pong"}""", await wire.ReceiveAsync());
        }

        await wire.SendAsync("""{"type":"ping"}""");

        await wire.ExpectCloseAsync(1013, "You ask too often; try again in 7 seconds.");
    }

    private sealed class Gives(int count) : IRateGate
    {
        private int _left = count;

        public ValueTask<RateVerdict> TakeAsync(RateAsker asker, CancellationToken cancellationToken)
        {
            var left = Interlocked.Decrement(ref _left);
            var verdict = new RateVerdict(left >= 0, "test", 60, Math.Max(left, 0), 7, left >= 0 ? 0 : 7);
            return ValueTask.FromResult(verdict);
        }
    }
}
