using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slotline.Graph.Tests.Stories;

namespace Slotline.Graph.Tests.People;

/// <summary>The browser's session: a cookie that counts only where the page is known to be ours.</summary>
public sealed class CookieSessionTests : IAsyncLifetime
{
    private const string WhoAmI = "{ viewer { role } }";
    private const string SignOut = "mutation { signOut { errors { code } } }";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    private RunningServer _server = null!;
    private string _cookie = "";

    private Uri Endpoint => new(_server.Address, "/graphql");

    public async Task InitializeAsync()
    {
        _server = await RunningServer.StartAsync(onPostgres: false);
        _cookie = CookieOf(await SignInAsync(_server)).Split(';')[0];
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Signing_in_keeps_the_token_from_scripts()
    {
        using var response = await SignInAsync(_server);
        var cookie = CookieOf(response);
        var payload = (await response.Content.ReadFromJsonAsync<JsonNode>())!["data"]!["signIn"]!;

        Assert.Null(payload["token"]);
        Assert.NotNull(payload["expiresAt"]);
        Assert.StartsWith("slotline=slt_", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Behind_tls_the_cookie_is_bound_to_the_host()
    {
        await using var server = await RunningServer.StartAsync(
            onPostgres: false, more: new() { ["Public:Url"] = "https://slots.example.test" });

        var cookie = CookieOf(await SignInAsync(server));

        Assert.StartsWith("__Host-slotline=slt_", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task It_counts_beside_the_header() =>
        Assert.Equal("ADMIN", await RoleAsync(Post(WhoAmI, withHeader: true)));

    [Fact]
    public async Task Without_the_header_it_is_nobodys() =>
        Assert.Null(await RoleAsync(Post(WhoAmI, withHeader: false)));

    [Fact]
    public async Task By_a_link_it_is_nobodys() =>
        Assert.Null(await RoleAsync(Get(WhoAmI, withHeader: false)));

    [Fact]
    public async Task A_get_never_changes_anything()
    {
        using var response = await SendAsync(Get(SignOut, withHeader: true));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal("ADMIN", await RoleAsync(Post(WhoAmI, withHeader: true)));
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "query=mutation{signOut{errors{code}}}")]
    [InlineData("text/plain", """{"query":"mutation { signOut { errors { code } } }"}""")]
    [InlineData(
        "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"query\"\r\n\r\n{a}\r\n--x--")]
    public async Task What_a_form_can_send_is_not_taken(string type, string body)
    {
        foreach (var withHeader in (bool[])[false, true])
        {
            var request = Request(HttpMethod.Post, Endpoint, withHeader);
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.Remove("Content-Type");
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var response = await SendAsync(request);

            Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        }

        Assert.Equal("ADMIN", await RoleAsync(Post(WhoAmI, withHeader: true)));
    }

    [Fact]
    public async Task Another_site_gets_no_permission_to_send_the_header()
    {
        var request = new HttpRequestMessage(HttpMethod.Options, Endpoint);
        request.Headers.Add("Origin", "https://evil.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "x-slotline-session,content-type");
        using var response = await SendAsync(request);

        Assert.DoesNotContain(response.Headers, header =>
            header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_socket_of_our_own_page_is_its_persons() =>
        Assert.Equal("ADMIN", await RoleOnSocketAsync(_server.Address.GetLeftPart(UriPartial.Authority)));

    [Fact]
    public async Task A_socket_that_does_not_say_where_it_is_from_is_nobodys() =>
        Assert.Null(await RoleOnSocketAsync(origin: null));

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    public async Task A_socket_of_another_sites_page_is_not_opened(string origin) =>
        await Assert.ThrowsAsync<WebSocketException>(() => RoleOnSocketAsync(origin));

    [Fact]
    public async Task An_origin_that_may_open_sockets_does_not_bring_the_cookie()
    {
        await using var server = await RunningServer.StartAsync(
            onPostgres: false, more: new() { ["Transport:AllowedOrigins"] = "https://friend.example" });
        _cookie = CookieOf(await SignInAsync(server)).Split(';')[0];

        Assert.Null(await RoleOnSocketAsync("https://friend.example", server));
    }

    [Fact]
    public async Task Signing_out_takes_the_cookie_away_and_ends_its_session()
    {
        using var response = await SendAsync(Post(SignOut, withHeader: true));

        Assert.StartsWith("slotline=;", CookieOf(response), StringComparison.Ordinal);
        Assert.Null(await RoleAsync(Post(WhoAmI, withHeader: true)));
    }

    private static string CookieOf(HttpResponseMessage response) =>
        Assert.Single(response.Headers.GetValues("Set-Cookie"));

    private async Task<HttpResponseMessage> SignInAsync(RunningServer server)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/graphql"))
        {
            Content = JsonContent.Create(new
            {
                query = "mutation($input: SignInInput!) { signIn(input: $input) { token expiresAt errors { code } } }",
                variables = new { input = new { email = "admin@demo.test", password = PeopleServer.DemoPassword } },
            }),
        };
        request.Headers.Add("X-Slotline-Session", "cookie");
        return await _http.SendAsync(request);
    }

    private HttpRequestMessage Request(HttpMethod method, Uri address, bool withHeader)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Add("Cookie", _cookie);
        if (withHeader)
        {
            request.Headers.Add("X-Slotline-Session", "cookie");
        }

        return request;
    }

    private HttpRequestMessage Post(string query, bool withHeader)
    {
        var request = Request(HttpMethod.Post, Endpoint, withHeader);
        request.Content = JsonContent.Create(new { query });
        return request;
    }

    private HttpRequestMessage Get(string query, bool withHeader) =>
        Request(HttpMethod.Get, new Uri($"{Endpoint}?query={Uri.EscapeDataString(query)}"), withHeader);

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _http.SendAsync(request);

    private async Task<string?> RoleAsync(HttpRequestMessage request)
    {
        using var response = await SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await response.Content.ReadFromJsonAsync<JsonNode>();
        return answer!["data"]!["viewer"]?["role"]?.GetValue<string>();
    }

    private async Task<string?> RoleOnSocketAsync(string? origin, RunningServer? server = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        socket.Options.SetRequestHeader("Cookie", _cookie);
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        var address = new UriBuilder((server ?? _server).Address) { Scheme = "ws", Path = "/graphql" }.Uri;
        await socket.ConnectAsync(address, patience.Token);
        await SayAsync(new { type = "connection_init" });
        Assert.Equal("connection_ack", (string?)(await HearAsync())["type"]);
        await SayAsync(new { id = "1", type = "subscribe", payload = new { query = WhoAmI } });
        return (await HearAsync())["payload"]!["data"]!["viewer"]?["role"]?.GetValue<string>();

        Task SayAsync(object message) => socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, patience.Token);

        async Task<JsonNode> HearAsync()
        {
            var buffer = new byte[10_000];
            var got = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
            return JsonNode.Parse(buffer.AsSpan(0, got.Count))!;
        }
    }
}
