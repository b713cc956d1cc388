using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Slotline.Graph.Tests.Transport;

/// <summary>GraphQL over server-sent events, one stream to each request.</summary>
public sealed class EventStreamTests
{
    private const string Events = "text/event-stream";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_subscription_comes_as_events_and_is_completed()
    {
        await using var host = await TransportHost.StartAsync();
        using var response = await host.QueryAsync("subscription { numbers }", Events);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Events, response.MediaType());
        Assert.Equal("no", response.Headers.GetValues("X-Accel-Buffering").Single());
        Assert.Equal("no-store, no-transform", response.Headers.CacheControl?.ToString());
        var expected = string.Concat(
            Enumerable.Range(1, 3).Select(i => Next($$$$"""{"data":{"numbers":{{{{i}}}}}}""")));
        Assert.Equal(expected + "event: complete\ndata:\n\n", await EventsOfAsync(response));
    }

    [Fact]
    public async Task A_subscription_may_come_by_get_as_browsers_do_it()
    {
        await using var host = await TransportHost.StartAsync();
        using var response = await host.SendAsync(
            HttpMethod.Get, "/graphql?query=subscription+%7B+numbers+%7D", Events);
        Assert.EndsWith("event: complete\ndata:\n\n", await EventsOfAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subscription_for_somebody_who_takes_no_events_is_406_and_ended()
    {
        await using var host = await TransportHost.StartAsync();
        using var response = await host.QueryAsync("subscription { numbers }", "application/json");
        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
        Assert.Equal(0, host.Engine.Open);
    }

    [Theory]
    [InlineData("{ a }", """{"data":{"value":"Query"}}""")]
    [InlineData("{ partial }", """{"errors":[{"message":"No."}],"data":null}""")]
    [InlineData(
        "{ unknown }",
        """{"errors":[{"message":"There is no field unknown.","extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}}]}""")]
    public async Task A_single_answer_is_one_event_also_where_the_document_is_wrong(string query, string data)
    {
        await using var host = await TransportHost.StartAsync();
        using var response = await host.QueryAsync(query, Events);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Next(data) + "event: complete\ndata:\n\n", await EventsOfAsync(response));
    }

    [Fact]
    public async Task Line_breaks_in_an_answer_do_not_end_its_event()
    {
        await using var host = await TransportHost.StartAsync();
        using var response = await host.QueryAsync("{ lines }", Events);
        Assert.Equal(
            "event: next\ndata: {\ndata:   \"data\": {\ndata:     \"a\": 1\ndata:   }\ndata: }\n\n"
            + "event: complete\ndata:\n\n", await EventsOfAsync(response));
    }

    [Theory]
    [InlineData("{ secret }", HttpStatusCode.Unauthorized)]
    [InlineData("{ often }", HttpStatusCode.TooManyRequests)]
    [InlineData("{ throws }", HttpStatusCode.InternalServerError)]
    public async Task Who_asks_and_how_often_is_told_by_the_status(string query, HttpStatusCode status)
    {
        await using var host = await TransportHost.StartAsync();
        using var response = await host.QueryAsync(query, Events);
        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task A_stream_that_fails_says_so_masked_and_is_completed()
    {
        await using var host = await TransportHost.StartAsync();
        using var response = await host.QueryAsync("subscription { failing }", Events);
        var events = await EventsOfAsync(response);
        Assert.StartsWith(Next("""{"data":{"numbers":1}}"""), events, StringComparison.Ordinal);
        Assert.Contains("INTERNAL_SERVER_ERROR", events, StringComparison.Ordinal);
        Assert.DoesNotContain("a detail", events, StringComparison.Ordinal);
        Assert.EndsWith("event: complete\ndata:\n\n", events, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_would_lose_events_ends_without_complete_so_that_the_client_comes_back()
    {
        await using var host = await TransportHost.StartAsync();
        using var response = await host.QueryAsync("subscription { overrun }", Events);
        Assert.Equal(
            Next("""{"data":{"numbers":1}}""") + ": Events were missed.\n\n", await EventsOfAsync(response));
    }

    [Fact]
    public async Task A_silent_stream_shows_that_it_lives()
    {
        await using var host = await TransportHost.StartAsync(o => o.HeartbeatInterval = TimeSpan.FromMilliseconds(50));
        using var response = await host.QueryAsync("subscription { silent }", Events);
        await using var body = await response.Content.ReadAsStreamAsync();
        var read = new byte[12];
        await body.ReadExactlyAsync(read).AsTask().WaitAsync(Patience);
        Assert.Equal(":\n\n:\n\n:\n\n:\n\n", Encoding.UTF8.GetString(read));
    }

    [Fact]
    public async Task A_client_that_goes_away_ends_its_stream()
    {
        await using var host = await TransportHost.StartAsync();
        var response = await host.QueryAsync("subscription { silent }", Events);
        await Eventually.TrueAsync(() => host.Engine.Open == 1, "the stream starts");
        response.Dispose();
        await Eventually.TrueAsync(() => host.Engine.Open == 0, "the stream ends");
        Assert.Equal("", host.Log.Text);
    }

    [Fact]
    public async Task A_session_that_ends_ends_its_streams()
    {
        await using var host = await TransportHost.StartAsync();
        host.Http.DefaultRequestHeaders.Add("Authorization", "Bearer brief");
        using var response = await host.QueryAsync("subscription { silent }", Events);
        await Eventually.TrueAsync(() => host.Engine.Open == 1, "the stream starts");
        await host.Session.CancelAsync();
        Assert.Equal("", await EventsOfAsync(response));
        Assert.Equal(0, host.Engine.Open);
    }

    [Fact]
    public async Task A_server_that_stops_ends_its_streams_first()
    {
        await using var host = await TransportHost.StartAsync();
        using var response = await host.QueryAsync("subscription { silent }", Events);
        await Eventually.TrueAsync(() => host.Engine.Open == 1, "the stream starts");
        await host.StopAsync().WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal("", await EventsOfAsync(response));
    }

    [Fact]
    public async Task Streams_count_among_the_connections_of_a_user_and_of_an_address()
    {
        await using var host = await TransportHost.StartAsync(o =>
        {
            o.MaxConnectionsPerUser = 1;
            o.MaxConnectionsPerAddress = 2;
        });
        using var anonymous = await host.QueryAsync("subscription { silent }", Events);
        host.Http.DefaultRequestHeaders.Add("Authorization", "Bearer brief");
        var first = await host.QueryAsync("subscription { silent }", Events);
        using var overUser = await host.QueryAsync("subscription { silent }", Events);
        Assert.Equal(HttpStatusCode.TooManyRequests, overUser.StatusCode);
        host.Http.DefaultRequestHeaders.Remove("Authorization");
        using var overAddress = await host.QueryAsync("subscription { silent }", Events);
        Assert.Equal(HttpStatusCode.TooManyRequests, overAddress.StatusCode);
        Assert.Equal(2, host.Engine.Open);
        first.Dispose();
        await Eventually.TrueAsync(() => host.Engine.Open == 1, "the first ends");
    }

    [Fact]
    public async Task A_reader_that_takes_nothing_stops_its_own_stream_and_is_cut_off()
    {
        await using var host = await TransportHost.StartAsync(o => o.SendTimeout = TimeSpan.FromSeconds(1));
        using var lazy = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4 * 1_024 };
        await lazy.ConnectAsync(IPAddress.Loopback, host.Address.Port);
        await lazy.SendAsync(Encoding.ASCII.GetBytes(
            $"GET /graphql?query=subscription+%7B+large+%7D HTTP/1.1\r\nHost: {host.Address.Authority}\r\n"
            + $"Accept: {Events}\r\n\r\n"));
        await Eventually.TrueAsync(() => host.Engine.Produced > 0, "the stream starts");
        await Eventually.TrueAsync(() => host.Engine.Open == 0, "the lazy one is cut off");
        Assert.InRange(host.Engine.Produced, 1, 1_000);
        await Eventually.TrueAsync(
            () => host.Log.Text.Contains("An event stream was cut off", StringComparison.Ordinal), "it is logged");
    }

    private static string Next(string json) => $"event: next\ndata: {json}\n\n";

    /// <summary>The whole stream, without the comments that keep it open.</summary>
    private static async Task<string> EventsOfAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync().WaitAsync(Patience);
        return text.StartsWith(":\n\n", StringComparison.Ordinal) ? text[3..] : text;
    }
}
