using System.Net;
using System.Text.Json;

namespace Slotline.Graph.Tests.Transport;

/// <summary>Which status and headers an outcome has over HTTP.</summary>
public sealed class GraphOverHttpTests : IAsyncLifetime
{
    private const string Response = "application/graphql-response+json";
    private const string Plain = "application/json";

    private TransportHost _host = null!;

    public async Task InitializeAsync() => _host = await TransportHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("{ a }", Response, 200)]
    [InlineData("{ a }", Plain, 200)]
    [InlineData("{ partial }", Response, 200)]
    [InlineData("{ partial }", Plain, 200)]
    [InlineData("{ syntax", Response, 400)]
    [InlineData("{ syntax", Plain, 200)]
    [InlineData("{ unknown }", Response, 400)]
    [InlineData("{ unknown }", Plain, 200)]
    [InlineData("{ secret }", Response, 401)]
    [InlineData("{ secret }", Plain, 401)]
    [InlineData("{ often }", Response, 429)]
    [InlineData("{ often }", Plain, 429)]
    [InlineData("{ broken }", Response, 500)]
    [InlineData("{ broken }", Plain, 500)]
    [InlineData("{ throws }", Response, 500)]
    [InlineData("{ unwritable }", Plain, 500)]
    public async Task Each_outcome_has_its_status(string query, string accept, int status)
    {
        using var response = await _host.QueryAsync(query, accept);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(accept, response.MediaType());
    }

    [Theory]
    [InlineData("{ a }", Response, 200)]
    [InlineData("{ a }", Plain, 200)]
    [InlineData("{ partial }", Response, 294)]
    [InlineData("{ partial }", Plain, 200)]
    [InlineData("{ syntax", Response, 400)]
    [InlineData("{ syntax", Plain, 400)]
    [InlineData("{ unknown }", Response, 422)]
    [InlineData("{ unknown }", Plain, 422)]
    public async Task The_newest_draft_s_statuses_are_one_option_away(string query, string accept, int status)
    {
        await using var host = await TransportHost.StartAsync(o => o.UseDraftStatuses = true);
        using var response = await host.QueryAsync(query, accept);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("{ not JSON", 400)]
    [InlineData("""{"query":1}""", 422)]
    public async Task The_newest_draft_tells_bad_json_from_bad_parameters(string body, int status)
    {
        await using var host = await TransportHost.StartAsync(o => o.UseDraftStatuses = true);
        using var response = await host.PostAsync(body);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task An_answer_says_its_length_and_is_kept_by_nobody()
    {
        using var response = await _host.QueryAsync("{ big }");
        Assert.Equal(200_019, response.Content.Headers.ContentLength);
        Assert.Null(response.Headers.TransferEncodingChunked);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal("utf-8", response.Content.Headers.ContentType?.CharSet);
        Assert.Equal(200_019, (await response.Content.ReadAsByteArrayAsync()).Length);
    }

    [Fact]
    public async Task Somebody_unknown_is_told_how_to_sign_in()
    {
        using var response = await _host.QueryAsync("{ secret }");
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal("UNAUTHENTICATED", (await response.OnlyErrorAsync()).Code);
    }

    [Fact]
    public async Task A_fault_is_masked_and_its_id_found_in_the_log()
    {
        using var response = await _host.QueryAsync("{ throws }");
        var text = await response.Content.ReadAsStringAsync();
        Assert.DoesNotContain("a detail", text, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(text);
        var extensions = document.RootElement.GetProperty("errors")[0].GetProperty("extensions");
        Assert.Equal("INTERNAL_SERVER_ERROR", extensions.GetProperty("code").GetString());
        Assert.Contains(extensions.GetProperty("id").GetString()!, _host.Log.Text, StringComparison.Ordinal);
        Assert.Contains("a detail", _host.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mutation { a }", Response)]
    [InlineData("mutation { a }", Plain)]
    [InlineData("mutation { a }", "text/event-stream")]
    public async Task A_mutation_by_get_is_405_and_sent_to_post(string query, string accept)
    {
        var address = "/graphql?query=" + Uri.EscapeDataString(query);
        using var response = await _host.SendAsync(HttpMethod.Get, address, accept);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
        Assert.Equal("METHOD_NOT_ALLOWED", (await response.OnlyErrorAsync()).Code);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    public async Task Other_methods_are_405(string method)
    {
        using var response = await _host.SendAsync(new HttpMethod(method), "/graphql?query=%7Ba%7D");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "POST"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task A_query_string_carries_every_parameter()
    {
        var variables = Uri.EscapeDataString("""{"a":"é"}""");
        using var response = await _host.SendAsync(HttpMethod.Get,
            $"/graphql?query=%7B+echo+%7D&operationName=A&variables={variables}"
            + "&extensions=%7B%22b%22:1%7D&documentId=d");
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var echo = document.RootElement.GetProperty("data").GetProperty("value");
        Assert.Equal("A", echo.GetProperty("OperationName").GetString());
        Assert.Equal("""{"a":"é"}""", echo.GetProperty("Variables").GetString());
        Assert.Equal("""{"b":1}""", echo.GetProperty("Extensions").GetString());
        Assert.Equal("d", echo.GetProperty("DocumentId").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?operationName=A")]
    [InlineData("?query=%7Ba%7D&query=%7Bb%7D")]
    [InlineData("?query=%7Ba%7D&variables=1")]
    [InlineData("?query=%7Ba%7D&variables=[]")]
    [InlineData("?query=%7Ba%7D&variables=%7B")]
    [InlineData("?query=%7Ba%7D&extensions=%22a%22")]
    [InlineData("?query=%7Ba%7D&variables=%7B%22a%22:%22%5Cud800%22%7D")]
    public async Task A_query_string_that_is_no_request_is_400(string queryString)
    {
        using var response = await _host.SendAsync(HttpMethod.Get, "/graphql" + queryString);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("BAD_REQUEST", (await response.OnlyErrorAsync()).Code);
    }

    [Fact]
    public async Task Empty_and_null_maps_in_a_query_string_are_none()
    {
        using var response = await _host.SendAsync(
            HttpMethod.Get, "/graphql?query=%7B+echo+%7D&variables=&extensions=null");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("\"Variables\":null,\"Extensions\":null", await response.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_goes_away_ends_what_it_asked_for()
    {
        using var impatient = new CancellationTokenSource();
        var asking = _host.Http.PostAsync(_host.Graph, JsonBody("""{"query":"{ slow }"}"""), impatient.Token);
        await Eventually.TrueAsync(() => _host.Engine.Open == 1, "the operation starts");
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await Eventually.TrueAsync(() => _host.Engine.Open == 0, "the operation ends");
        Assert.Equal("", _host.Log.Text);
    }

    private static StringContent JsonBody(string json) => new(json, null, "application/json");
}
