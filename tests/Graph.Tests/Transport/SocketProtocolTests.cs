using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Slotline.Graph.Tests.Transport;

/// <summary>What the server says on a socket, message by message.</summary>
public sealed class SocketProtocolTests : IAsyncLifetime
{
    private TransportHost _host = null!;

    public async Task InitializeAsync() => _host = await TransportHost.StartAsync(options =>
    {
        options.MaxOperationsPerSocket = 5;
        options.CloseTimeout = TimeSpan.FromSeconds(1);
    });

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_query_is_answered_by_next_and_complete()
    {
        using var wire = await WireSocket.OpenAsync(_host);
        await wire.SubscribeAsync("q", "{ a }");
        Assert.Equal("""{"id":"q","type":"next","payload":{"data":{"value":"Query"}}}""", await wire.ReceiveAsync());
        Assert.Equal("""{"id":"q","type":"complete"}""", await wire.ReceiveAsync());
    }

    [Fact]
    public async Task A_mutation_may_come_by_socket()
    {
        using var wire = await WireSocket.OpenAsync(_host);
        await wire.SubscribeAsync("m", "mutation { a }");
        Assert.Contains("\"next\"", await wire.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subscription_is_answered_by_each_event_in_order_and_complete()
    {
        using var wire = await WireSocket.OpenAsync(_host);
        await wire.SubscribeAsync("s", "subscription { numbers }");
        for (var i = 1; i <= 3; i++)
        {
            Assert.Equal(
                $$$$"""{"id":"s","type":"next","payload":{"data":{"numbers":{{{{i}}}}}}}""", await wire.ReceiveAsync());
        }

        Assert.Equal("""{"id":"s","type":"complete"}""", await wire.ReceiveAsync());
    }

    [Theory]
    [InlineData("{ unknown }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ syntax", "SYNTAX_ERROR")]
    [InlineData("{ secret }", "UNAUTHENTICATED")]
    [InlineData("{ often }", "TOO_MANY_REQUESTS")]
    [InlineData("{ broken }", "INTERNAL_SERVER_ERROR")]
    public async Task What_was_not_executed_is_an_error_and_nothing_after_it(string query, string code)
    {
        using var wire = await WireSocket.OpenAsync(_host);
        await wire.SubscribeAsync("e", query);
        using var error = JsonDocument.Parse(await wire.ReceiveAsync());
        Assert.Equal("error", error.RootElement.GetProperty("type").GetString());
        Assert.Equal("e", error.RootElement.GetProperty("id").GetString());
        var first = error.RootElement.GetProperty("payload").EnumerateArray().Single();
        Assert.Equal(code, first.GetProperty("extensions").GetProperty("code").GetString());
        await wire.ExpectNothingMoreAsync();
    }

    [Fact]
    public async Task What_was_executed_with_errors_is_next_and_complete()
    {
        using var wire = await WireSocket.OpenAsync(_host);
        await wire.SubscribeAsync("p", "{ partial }");
        Assert.Contains("\"type\":\"next\"", await wire.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Contains("\"type\":\"complete\"", await wire.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ throws }", 0)]
    [InlineData("{ unwritable }", 0)]
    [InlineData("subscription { failing }", 1)]
    public async Task A_fault_is_a_masked_error_with_an_id_that_the_log_knows(string query, int events)
    {
        using var wire = await WireSocket.OpenAsync(_host);
        await wire.SubscribeAsync("f", query);
        for (var i = 0; i < events; i++)
            Assert.Contains("\"next\"", await wire.ReceiveAsync(), StringComparison.Ordinal);
        using var error = JsonDocument.Parse(await wire.ReceiveAsync());
        Assert.Equal("error", error.RootElement.GetProperty("type").GetString());
        var only = error.RootElement.GetProperty("payload").EnumerateArray().Single();
        Assert.Equal("The server failed; its log says more under this id.", only.GetProperty("message").GetString());
        var id = only.GetProperty("extensions").GetProperty("id").GetString()!;
        Assert.Contains(id, _host.Log.Text, StringComparison.Ordinal);
        await wire.ExpectNothingMoreAsync();
    }

    [Fact]
    public async Task A_ping_is_answered_with_its_payload_even_before_the_init()
    {
        using var wire = await WireSocket.ConnectAsync(_host);
        await wire.SendAsync("""{"type":"ping"}""");
        Assert.Equal("""{"type":"pong"}""", await wire.ReceiveAsync());
        await wire.SendAsync("""{"type":"ping","payload":{"at":[1,"é"]}}""");
        Assert.Equal("""{"type":"pong","payload":{"at":[1,"é"]}}""", await wire.ReceiveAsync());
        await wire.SendAsync("""{"type":"ping","payload":null}""");
        Assert.Equal("""{"type":"pong"}""", await wire.ReceiveAsync());
    }

    [Fact]
    public async Task A_pong_that_nobody_asked_for_is_taken()
    {
        using var wire = await WireSocket.OpenAsync(_host);
        await wire.SendAsync("""{"type":"pong"}""");
        await wire.SendAsync("""{"type":"pong","payload":{"at":1}}""");
        await wire.ExpectNothingMoreAsync();
    }

    [Fact]
    public async Task The_server_pings_when_told_to()
    {
        await using var host = await TransportHost.StartAsync(o => o.PingInterval = TimeSpan.FromMilliseconds(50));
        using var wire = await WireSocket.ConnectAsync(host);
        for (var i = 0; i < 3; i++)
            Assert.Equal("""{"type":"ping"}""", await wire.ReceiveAsync());
    }

    [Fact]
    public async Task A_completed_operation_ends_and_says_nothing_more()
    {
        using var wire = await WireSocket.OpenAsync(_host);
        await wire.SubscribeAsync("1", "subscription { silent }");
        await wire.SubscribeAsync("2", "{ slow }");
        await Eventually.TrueAsync(() => _host.Engine.Open == 2, "both start");
        await wire.CompleteAsync("1");
        await wire.CompleteAsync("2");
        await Eventually.TrueAsync(() => _host.Engine.Open == 0, "both end");
        await wire.ExpectNothingMoreAsync();
    }

    [Fact]
    public async Task No_event_follows_the_client_s_complete_and_its_answer()
    {
        using var wire = await WireSocket.OpenAsync(_host);
        await wire.SubscribeAsync("1", "subscription { endless }");
        await wire.ReceiveAsync();
        await wire.CompleteAsync("1");
        await wire.SendAsync("""{"type":"ping"}""");
        while (await wire.ReceiveAsync() != """{"type":"pong"}""")
        {
        }

        await wire.ExpectNothingMoreAsync();
        await Eventually.TrueAsync(() => _host.Engine.Open == 0, "the subscription ends");
    }

    [Fact]
    public async Task Completing_what_is_unknown_or_over_is_no_offence()
    {
        using var wire = await WireSocket.OpenAsync(_host);
        await wire.CompleteAsync("never");
        for (var i = 0; i < 300; i++)
        {
            await wire.SubscribeAsync("1", "{ a }");
            await wire.CompleteAsync("1");
            await wire.CompleteAsync("1");
        }

        await wire.SendAsync("""{"type":"ping"}""");
        while (await wire.ReceiveAsync() != """{"type":"pong"}""")
        {
        }
    }

    [Fact]
    public async Task An_id_may_be_used_again_as_soon_as_its_complete_is_read()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            using var wire = await WireSocket.OpenAsync(_host);
            for (var i = 0; i < 500; i++)
            {
                await wire.SubscribeAsync("same", i % 2 == 0 ? "{ a }" : "{ unknown }");
                var first = await wire.ReceiveAsync();
                if (first.Contains("\"next\"", StringComparison.Ordinal))
                    Assert.Equal("""{"id":"same","type":"complete"}""", await wire.ReceiveAsync());
            }
        }));
    }

    [Fact]
    public async Task An_id_that_was_completed_belongs_to_the_next_operation_alone()
    {
        using var wire = await WireSocket.OpenAsync(_host);
        await wire.SubscribeAsync("same", "subscription { stubborn }");
        await Eventually.TrueAsync(() => _host.Engine.Open == 1, "the first starts");
        await wire.CompleteAsync("same");
        await wire.SubscribeAsync("same", "subscription { silent }");
        await Eventually.TrueAsync(() => _host.Engine.Open == 2, "the second starts while the first still ends");
        _host.Engine.Yield();
        await Eventually.TrueAsync(() => _host.Engine.Open == 1, "the first ends");
        await wire.ExpectNothingMoreAsync();
        await wire.CompleteAsync("same");
        await Eventually.TrueAsync(() => _host.Engine.Open == 0, "the second can still be completed");
    }

    [Fact]
    public async Task Ids_come_back_as_they_were_sent()
    {
        using var wire = await WireSocket.OpenAsync(_host);
        await wire.SendAsync("""{"type":"subscribe","id":"a\"\u0031\n🏊","payload":{"query":"{ a }"}}""");
        using var next = JsonDocument.Parse(await wire.ReceiveAsync());
        Assert.Equal("a\"1\n🏊", next.RootElement.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Fragments_are_put_together()
    {
        using var wire = await WireSocket.OpenAsync(_host);
        var bytes = Encoding.UTF8.GetBytes("""{"type":"ping","payload":{"word":"é🏊"}}""");
        for (var i = 0; i < bytes.Length; i++)
            await wire.SendAsync([bytes[i]], WebSocketMessageType.Text, i == bytes.Length - 1);
        Assert.Equal("""{"type":"pong","payload":{"word":"é🏊"}}""", await wire.ReceiveAsync());
    }

    [Fact]
    public async Task Variables_extensions_and_names_reach_the_engine()
    {
        using var wire = await WireSocket.OpenAsync(_host);
        await wire.SendAsync("""
            {"type":"subscribe","id":"1","payload":{"query":"{ echo }","operationName":"A","variables":{"a":[1]},
            "extensions":{"b":2},"documentId":"sha256:1"}}
            """);
        using var next = JsonDocument.Parse(await wire.ReceiveAsync());
        var echo = next.RootElement.GetProperty("payload").GetProperty("data").GetProperty("value");
        Assert.Equal("A", echo.GetProperty("OperationName").GetString());
        Assert.Equal("""{"a":[1]}""", echo.GetProperty("Variables").GetString());
        Assert.Equal("""{"b":2}""", echo.GetProperty("Extensions").GetString());
        Assert.Equal("sha256:1", echo.GetProperty("DocumentId").GetString());
    }

    [Fact]
    public async Task Each_operation_has_a_scope_of_its_own_with_the_caller_in_it()
    {
        using var anonymous = await WireSocket.OpenAsync(_host);
        using var ada = await WireSocket.OpenAsync(_host, "Bearer ada");
        await ada.SubscribeAsync("1", "{ caller }");
        Assert.Contains("\"ada\"", await ada.ReceiveAsync(), StringComparison.Ordinal);
        await anonymous.SubscribeAsync("1", "{ caller }");
        Assert.Contains("\"nobody\"", await anonymous.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operation_over_the_limit_is_an_error_and_the_others_go_on()
    {
        using var wire = await WireSocket.OpenAsync(_host);
        for (var i = 0; i < 5; i++)
            await wire.SubscribeAsync($"{i}", "subscription { silent }");
        await wire.SubscribeAsync("over", "{ a }");
        var refusal = await wire.ReceiveAsync();
        Assert.StartsWith("""{"id":"over","type":"error","payload":[{""", refusal, StringComparison.Ordinal);
        Assert.Contains("TOO_MANY_REQUESTS", refusal, StringComparison.Ordinal);
        await wire.CompleteAsync("0");
        await wire.SubscribeAsync("over", "{ a }");
        Assert.Contains("\"next\"", await wire.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_socket_that_goes_away_ends_its_operations(bool politely)
    {
        using var wire = await WireSocket.OpenAsync(_host);
        await wire.SubscribeAsync("1", "subscription { silent }");
        await wire.SubscribeAsync("2", "{ slow }");
        await Eventually.TrueAsync(() => _host.Engine.Open == 2, "both start");
        if (politely)
            await wire.CloseAsync();
        else
            wire.Abort();
        await Eventually.TrueAsync(() => _host.Engine.Open == 0, "both end");
        Assert.Equal("", _host.Log.Text);
    }
}
