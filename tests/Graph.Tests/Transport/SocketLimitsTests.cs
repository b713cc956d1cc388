using System.Net.WebSockets;

namespace Slotline.Graph.Tests.Transport;

/// <summary>How many sockets there may be, from where, and how slow they may be.</summary>
public sealed class SocketLimitsTests
{
    [Fact]
    public async Task A_reader_that_takes_nothing_stops_its_own_stream_and_is_cut_off()
    {
        await using var host = await TransportHost.StartAsync(o => o.SendTimeout = TimeSpan.FromSeconds(1));
        using var lazy = await WireSocket.OpenAsync(host);
        await lazy.SubscribeAsync("1", "subscription { large }");
        await Eventually.TrueAsync(() => host.Engine.Produced > 0, "the stream starts");
        var produced = await StandstillAsync(host);
        Assert.InRange(produced, 1, 1_000);
        using var other = await WireSocket.OpenAsync(host);
        await other.ExpectNothingMoreAsync();
        await Eventually.TrueAsync(() => host.Engine.Open == 0, "the lazy one is cut off");
        await Assert.ThrowsAnyAsync<WebSocketException>(async () =>
        {
            while (true)
                await lazy.ReceiveAsync();
        });
    }

    [Fact]
    public async Task A_reader_that_comes_back_to_it_too_late_is_told_so_with_1013()
    {
        await using var host = await TransportHost.StartAsync(o => o.SendTimeout = TimeSpan.FromSeconds(6));
        using var meters = new TransportMetricsTests.Readings(host);
        using var late = await WireSocket.OpenAsync(host);
        await late.SubscribeAsync("1", "subscription { large }");

        await Eventually.TrueAsync(() => meters["slotline.sockets.closed 1013"] == 1, "its time is over");

        await late.ExpectCloseAsync(1013, "Nothing was taken for too long; come back and catch up.", atOnce: false);
        await Eventually.TrueAsync(() => host.Engine.Open == 0, "its operation ends");
        await Eventually.TrueAsync(() => meters["slotline.readers.cut_off"] == 1, "it is counted");
    }

    [Fact]
    public async Task A_peer_that_answers_no_pings_is_taken_for_dead_and_one_that_does_is_not()
    {
        await using var host = await TransportHost.StartAsync(o =>
        {
            o.KeepAliveInterval = TimeSpan.FromSeconds(1);
            o.KeepAliveTimeout = TimeSpan.FromSeconds(4);
        });
        using var dead = await WireSocket.OpenAsync(host);
        using var alive = await WireSocket.OpenAsync(host);
        await dead.SubscribeAsync("1", "subscription { silent }");
        await alive.SubscribeAsync("1", "subscription { silent }");
        var listening = alive.ReceiveAsync();
        await Eventually.TrueAsync(() => host.Engine.Open == 2, "both start");
        await Eventually.TrueAsync(() => host.Engine.Open == 1, "the dead one is dropped");
        await Task.Delay(TimeSpan.FromSeconds(5));
        Assert.Equal(1, host.Engine.Open);
        await alive.SendAsync("""{"type":"ping"}""");
        Assert.Equal("""{"type":"pong"}""", await listening);
    }

    [Fact]
    public async Task A_reader_that_is_merely_slow_gets_everything()
    {
        await using var host = await TransportHost.StartAsync(o => o.SendTimeout = TimeSpan.FromSeconds(30));
        using var slow = await WireSocket.OpenAsync(host);
        await slow.SubscribeAsync("1", "subscription { large }");
        for (var i = 1; i <= 300; i++)
        {
            if (i % 100 == 0)
                await Task.Delay(200);
            var message = await slow.ReceiveAsync();
            var expected = $$$"""{"id":"1","type":"next","payload":{"data":{"numbers":{{{i}}}}""";
            Assert.StartsWith(expected, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_stream_that_would_lose_events_closes_with_1013_and_says_so()
    {
        await using var host = await TransportHost.StartAsync();
        using var wire = await WireSocket.OpenAsync(host);
        await wire.SubscribeAsync("1", "subscription { overrun }");
        await wire.ExpectCloseAsync(1013, "Events were missed.", atOnce: false);
    }

    [Fact]
    public async Task A_user_has_so_many_sockets_and_no_more_until_one_closes()
    {
        await using var host = await TransportHost.StartAsync(o => o.MaxConnectionsPerUser = 2);
        using var first = await WireSocket.OpenAsync(host, "Bearer ada");
        using var second = await WireSocket.OpenAsync(host, "Bearer ada");
        using var third = await WireSocket.ConnectAsync(host);
        await third.SendAsync("""{"type":"connection_init","payload":{"authorization":"Bearer ada"}}""");
        await third.ExpectCloseAsync(1013, "Too many connections of this user are open.");
        using var somebodyElse = await WireSocket.OpenAsync(host, "Bearer brief");
        await first.CloseAsync();
        using var fourth = await EventuallyOpenAsync(host, "Bearer ada");
        await fourth.ExpectNothingMoreAsync();
    }

    [Fact]
    public async Task An_address_has_so_many_sockets_and_no_more_until_one_closes()
    {
        await using var host = await TransportHost.StartAsync(o => o.MaxConnectionsPerAddress = 2);
        using var first = await WireSocket.OpenAsync(host);
        using var second = await WireSocket.OpenAsync(host);
        var refusal = await Assert.ThrowsAsync<WebSocketException>(() => WireSocket.ConnectAsync(host));
        Assert.Contains("429", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<WebSocketException>(() => WireSocket.ConnectAsync(host));
        Assert.Equal(1, host.Log.Text.Split("One address has 2 connections").Length - 1);
        first.Abort();
        using var third = await EventuallyOpenAsync(host, null);
        await third.ExpectNothingMoreAsync();
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1")]
    [InlineData("file://127.0.0.1")]
    [InlineData("no origin at all")]
    public async Task A_page_from_elsewhere_may_not_open_a_socket(string origin)
    {
        await using var host = await TransportHost.StartAsync(o => o.AllowedOrigins.Add("https://desk.example"));
        var refusal = await Assert.ThrowsAsync<WebSocketException>(() => WireSocket.ConnectAsync(host, origin: origin));
        Assert.Contains("403", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("own")]
    [InlineData("https://desk.example")]
    [InlineData("https://desk.example:443")]
    public async Task The_server_s_own_pages_and_the_listed_ones_may(string origin)
    {
        await using var host = await TransportHost.StartAsync(o => o.AllowedOrigins.Add("https://desk.example"));
        var own = host.Address.GetLeftPart(UriPartial.Authority);
        using var wire = await WireSocket.ConnectAsync(host, origin: origin == "own" ? own : origin);
        Assert.Equal(WireSocket.Protocol, wire.SubProtocol);
    }

    private static async Task<int> StandstillAsync(TransportHost host)
    {
        var before = -1;
        await Eventually.TrueAsync(
            () =>
            {
                var isStill = host.Engine.Produced == before;
                before = host.Engine.Produced;
                return isStill;
            },
            "nothing is produced any more",
            every: TimeSpan.FromMilliseconds(300));
        return before;
    }

    // The server learns that the other one is gone a moment after the client does.
    private static async Task<WireSocket> EventuallyOpenAsync(TransportHost host, string? authorization)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await WireSocket.OpenAsync(host, authorization);
            }
            catch (Exception e) when (attempt < 100 && e is WebSocketException or Xunit.Sdk.TrueException)
            {
                await Task.Delay(20);
            }
        }
    }
}
