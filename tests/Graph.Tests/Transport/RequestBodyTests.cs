using System.Net;
using System.Text;
using System.Text.Json;

namespace Slotline.Graph.Tests.Transport;

/// <summary>What is taken as the body of a request, and what is refused before the engine sees it.</summary>
public sealed class RequestBodyTests : IAsyncLifetime
{
    private const int Limit = 8 * 1_024;

    private TransportHost _host = null!;

    public async Task InitializeAsync() => _host = await TransportHost.StartAsync(o => o.MaxBodyBytes = Limit);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("{ not JSON")]
    [InlineData("""{"query":"{ a }"} and more""")]
    [InlineData("""{"query":"\ud800"}""")]
    [InlineData("""{"query":"{ a }","variables":{"a":"\udc00x"}}""")]
    [InlineData("""{"query":"{ a }","variables":{"a":[{"\ud83d":1}]}}""")]
    [InlineData("""{"query":"{ a }","operationName":"\uDBFF"}""")]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("\"{ a }\"")]
    [InlineData("{}")]
    [InlineData("""{"query":null}""")]
    [InlineData("""{"query":1}""")]
    [InlineData("""{"query":["{ a }"]}""")]
    [InlineData("""{"query":"{ a }","operationName":{}}""")]
    [InlineData("""{"query":"{ a }","variables":"{}"}""")]
    [InlineData("""{"query":"{ a }","variables":[]}""")]
    [InlineData("""{"query":"{ a }","extensions":false}""")]
    [InlineData("""{"query":"{ a }","documentId":1}""")]
    public async Task A_body_that_is_no_request_is_400_with_an_error_to_read(string body)
    {
        foreach (var accept in new[] { "application/json", "application/graphql-response+json" })
        {
            using var response = await _host.PostAsync(body, accept);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Equal(accept, response.MediaType());
            Assert.Equal("BAD_REQUEST", (await response.OnlyErrorAsync()).Code);
        }
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_400()
    {
        byte[] body = [.. """{"query":"{ a }","variables":{"a":"""u8, (byte)'"', 0xC3, 0x28, (byte)'"', .. "}}"u8];
        using var response = await _host.PostAsync(body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("The body is not UTF-8.", (await response.OnlyErrorAsync()).Message);
    }

    [Fact]
    public async Task Nesting_without_end_is_400()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 1_000)) + string.Concat(Enumerable.Repeat("]", 1_000));
        using var response = await _host.PostAsync($$$"""{"query":"{ a }","variables":{"a":{{{deep}}}}}""");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_batch_is_refused_and_told_why()
    {
        using var response = await _host.PostAsync("""[{"query":"{ a }"},{"query":"{ b }"}]""");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var (_, message) = await response.OnlyErrorAsync();
        Assert.Equal("Batches are not taken: send one operation in each request.", message);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("Application/JSON")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=\"UTF-8\"")]
    public async Task Json_in_utf8_is_taken(string contentType)
    {
        using var response = await _host.PostAsync("""{"query":"{ a }"}""", null, contentType);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("text/plain")]
    [InlineData("text/plain; application/json")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/graphql")]
    [InlineData("application/json-patch+json")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=iso-8859-1")]
    public async Task What_a_form_on_another_site_could_send_is_415(string contentType)
    {
        using var response = await _host.PostAsync("""{"query":"mutation { a }"}""", null, contentType);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("BAD_REQUEST", (await response.OnlyErrorAsync()).Code);
    }

    [Fact]
    public async Task A_compressed_body_is_415()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent("""{"query":"{ a }"}""", Encoding.UTF8, "application/json"),
        };
        request.Content.Headers.ContentEncoding.Add("gzip");
        using var response = await _host.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Theory]
    [InlineData(Limit, false, HttpStatusCode.OK)]
    [InlineData(Limit, true, HttpStatusCode.OK)]
    [InlineData(Limit + 1, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(Limit + 1, true, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(3_000_000, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_over_the_limit_is_413_whether_or_not_its_length_is_announced(
        int length, bool chunked, HttpStatusCode expected)
    {
        const string Frame = """{"query":"{ a }","variables":{"a":""}}""";
        var body = Frame.Replace("\"\"", $"\"{new string('x', length - Frame.Length)}\"", StringComparison.Ordinal);
        Assert.Equal(length, body.Length);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = chunked;
        using var response = await _host.Http.SendAsync(request);
        Assert.Equal(expected, response.StatusCode);
        if (expected != HttpStatusCode.OK)
            Assert.Equal($"The body is longer than {Limit} bytes.", (await response.OnlyErrorAsync()).Message);
    }

    [Fact]
    public async Task Escaped_pairs_and_nulls_reach_the_engine_as_they_are()
    {
        using var response = await _host.PostAsync(
            """{"query":"{ echo }","operationName":null,"variables":{"a":"\ud83c\udfc3"},"extensions":null}""");
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var echo = document.RootElement.GetProperty("data").GetProperty("value");
        Assert.Equal("""{"a":"\ud83c\udfc3"}""", echo.GetProperty("Variables").GetString());
        Assert.Equal(JsonValueKind.Null, echo.GetProperty("OperationName").ValueKind);
        Assert.Equal(JsonValueKind.Null, echo.GetProperty("Extensions").ValueKind);
    }

    [Theory]
    [InlineData("""{"documentId":"sha256:1"}""")]
    [InlineData("""{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"1"}}}""")]
    public async Task A_document_may_be_named_instead_of_sent(string body)
    {
        using var response = await _host.PostAsync(body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
