using System.Net.WebSockets;
using System.Text;

namespace Slotline.Graph.Tests.Transport;

/// <summary>Whatever breaks the protocol closes the socket at once, with the protocol's own code.</summary>
public sealed class SocketCloseCodeTests : IAsyncLifetime
{
    private TransportHost _host = null!;

    public static TheoryData<string> BadMessages => new(
        "nothing that is JSON",
        "",
        "[]",
        "\"ping\"",
        "null",
        "{}",
        """{"type":1}""",
        """{"type":null}""",
        """{"type":"start","id":"1","payload":{"query":"{ a }"}}""",
        """{"type":"connection_ack"}""",
        """{"type":"next","id":"1","payload":{}}""",
        """{"type":"error","id":"1","payload":[]}""",
        """{"type":"ping","payload":"text"}""",
        """{"type":"pong","payload":[]}""",
        """{"type":"subscribe","payload":{"query":"{ a }"}}""",
        """{"type":"subscribe","id":"","payload":{"query":"{ a }"}}""",
        """{"type":"subscribe","id":1,"payload":{"query":"{ a }"}}""",
        """{"type":"subscribe","id":"1"}""",
        """{"type":"subscribe","id":"1","payload":null}""",
        """{"type":"subscribe","id":"1","payload":[{"query":"{ a }"}]}""",
        """{"type":"subscribe","id":"1","payload":{}}""",
        """{"type":"subscribe","id":"1","payload":{"query":1}}""",
        """{"type":"subscribe","id":"1","payload":{"query":"{ a }","operationName":1}}""",
        """{"type":"subscribe","id":"1","payload":{"query":"{ a }","variables":[]}}""",
        """{"type":"subscribe","id":"1","payload":{"query":"{ a }","variables":"{}"}}""",
        """{"type":"subscribe","id":"1","payload":{"query":"{ a }","extensions":1}}""",
        """{"type":"subscribe","id":"1","payload":{"query":"\ud800"}}""",
        """{"type":"subscribe","id":"1","payload":{"query":"{ a }","variables":{"\udfff":1}}}""",
        """{"type":"complete"}""",
        """{"type":"complete","id":""}""");

    public async Task InitializeAsync() => _host = await TransportHost.StartAsync(options =>
    {
        options.ConnectionInitTimeout = TimeSpan.FromMinutes(1);
        options.MaxMessageBytes = 4 * 1_024;
    });

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [MemberData(nameof(BadMessages))]
    public async Task A_message_that_is_none_closes_with_4400(string message)
    {
        using var wire = await WireSocket.OpenAsync(_host);
        await wire.SendAsync(message);
        await wire.ExpectCloseAsync(4400);
    }

    [Fact]
    public async Task An_init_whose_payload_is_no_map_closes_with_4400()
    {
        using var wire = await WireSocket.ConnectAsync(_host);
        await wire.SendAsync("""{"type":"connection_init","payload":"token"}""");
        await wire.ExpectCloseAsync(4400);
    }

    [Fact]
    public async Task A_binary_message_closes_with_4400()
    {
        using var wire = await WireSocket.OpenAsync(_host);
        await wire.SendAsync("""{"type":"ping"}"""u8.ToArray(), WebSocketMessageType.Binary, true);
        await wire.ExpectCloseAsync(4400);
    }

    [Fact]
    public async Task A_message_over_the_limit_closes_with_4400_before_it_ends()
    {
        using var wire = await WireSocket.OpenAsync(_host);
        var part = Encoding.UTF8.GetBytes(new string(' ', 1_024));
        for (var i = 0; i < 5; i++)
            await wire.SendAsync(part, WebSocketMessageType.Text, false);
        await wire.ExpectCloseAsync(4400, "A message has at most 4096 bytes.");
    }

    [Fact]
    public async Task A_client_that_is_still_sending_learns_why_it_was_closed()
    {
        using var wire = await WireSocket.OpenAsync(_host);
        var part = Encoding.UTF8.GetBytes(new string(' ', 16 * 1_024));
        for (var i = 0; i < 200; i++)
            await wire.SendAsync(part, WebSocketMessageType.Text, false);
        await wire.ExpectCloseAsync(4400);
    }

    [Fact]
    public async Task An_operation_before_the_acknowledgement_closes_with_4401()
    {
        using var wire = await WireSocket.ConnectAsync(_host);
        await wire.SubscribeAsync("1", "{ a }");
        await wire.ExpectCloseAsync(4401, "Unauthorized");
    }

    [Fact]
    public async Task A_refused_sign_in_closes_with_4403()
    {
        using var wire = await WireSocket.ConnectAsync(_host);
        await wire.SendAsync("""{"type":"connection_init","payload":{"authorization":"Bearer forged"}}""");
        await wire.ExpectCloseAsync(4403, "The token is not valid.");
    }

    [Fact]
    public async Task A_session_that_ends_closes_its_sockets_with_4403_and_ends_what_they_have_open()
    {
        using var wire = await WireSocket.OpenAsync(_host, "Bearer brief");
        await wire.SubscribeAsync("1", "subscription { silent }");
        await Eventually.TrueAsync(() => _host.Engine.Open == 1, "the subscription starts");
        await _host.Session.CancelAsync();
        await wire.ExpectCloseAsync(4403, "The session ended; sign in again.");
        await Eventually.TrueAsync(() => _host.Engine.Open == 0, "the subscription ends");
    }

    [Fact]
    public async Task A_session_that_has_ended_already_is_not_acknowledged()
    {
        await _host.Session.CancelAsync();
        using var wire = await WireSocket.ConnectAsync(_host);
        await wire.SendAsync("""{"type":"connection_init","payload":{"authorization":"Bearer brief"}}""");
        await wire.ExpectCloseAsync(4403);
    }

    [Fact]
    public async Task A_sign_in_that_fails_to_run_is_refused_and_may_be_tried_again()
    {
        using var wire = await WireSocket.ConnectAsync(_host);
        await wire.SendAsync("""{"type":"connection_init","payload":{"authorization":"Bearer throws"}}""");
        await wire.ExpectCloseAsync(1013, "Signing in failed; try again later.");
        Assert.Contains("a detail of the token store", _host.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("graphql-ws")]
    public async Task Another_subprotocol_closes_with_4406_and_is_not_echoed(string? protocol)
    {
        using var wire = await WireSocket.ConnectAsync(_host, protocol);
        Assert.Null(wire.SubProtocol);
        await wire.ExpectCloseAsync(4406, "Subprotocol not acceptable");
    }

    [Fact]
    public async Task A_socket_that_does_not_introduce_itself_closes_with_4408()
    {
        await using var host = await TransportHost.StartAsync(
            o => o.ConnectionInitTimeout = TimeSpan.FromMilliseconds(300));
        using var wire = await WireSocket.ConnectAsync(host);
        await wire.ExpectCloseAsync(4408, "Connection initialisation timeout");
    }

    [Fact]
    public async Task A_socket_that_introduced_itself_outlives_the_timeout()
    {
        await using var host = await TransportHost.StartAsync(o => o.ConnectionInitTimeout = TimeSpan.FromSeconds(2));
        using var wire = await WireSocket.OpenAsync(host);
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        await wire.ExpectNothingMoreAsync();
    }

    [Theory]
    [InlineData("subscription { silent }")]
    [InlineData("{ slow }")]
    public async Task An_id_in_use_closes_with_4409(string first)
    {
        using var wire = await WireSocket.OpenAsync(_host);
        await wire.SubscribeAsync("7", first);
        await wire.SubscribeAsync("7", "{ a }");
        await wire.ExpectCloseAsync(4409, "Subscriber for 7 already exists");
    }

    [Fact]
    public async Task A_reason_that_does_not_fit_a_close_frame_is_cut_between_characters()
    {
        using var wire = await WireSocket.OpenAsync(_host);
        var id = string.Concat(Enumerable.Repeat("🏊", 60));
        await wire.SubscribeAsync(id, "subscription { silent }");
        await wire.SubscribeAsync(id, "{ a }");
        await wire.ExpectCloseAsync(4409, "Subscriber for " + string.Concat(Enumerable.Repeat("🏊", 27)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_second_init_closes_with_4429(bool afterAcknowledgement)
    {
        using var wire = await WireSocket.ConnectAsync(_host);
        await wire.SendAsync("""{"type":"connection_init"}""");
        if (afterAcknowledgement)
            Assert.Equal("""{"type":"connection_ack"}""", await wire.ReceiveAsync());
        await wire.SendAsync("""{"type":"connection_init"}""");
        await wire.ExpectCloseAsync(4429, "Too many initialisation requests", atOnce: afterAcknowledgement);
    }

    [Fact]
    public async Task A_server_that_stops_closes_with_1001()
    {
        using var wire = await WireSocket.OpenAsync(_host);
        await wire.SubscribeAsync("1", "subscription { silent }");
        var stopping = _host.StopAsync();
        await wire.ExpectCloseAsync(1001);
        await stopping.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_client_that_does_not_answer_the_closing_is_cut_off()
    {
        await using var host = await TransportHost.StartAsync(o => o.CloseTimeout = TimeSpan.FromMilliseconds(200));
        using var wire = await WireSocket.OpenAsync(host);
        await wire.SendAsync("no JSON");
        var stopping = host.StopAsync();
        await stopping.WaitAsync(TimeSpan.FromSeconds(5));
    }
}
