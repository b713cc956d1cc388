using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Slotline.Graph.Tests.Stories;

namespace Slotline.Graph.Tests.People;

/// <summary>Signing in by an OpenID Connect provider, against one that listens.</summary>
public sealed class ProviderSignInTests : IAsyncLifetime
{
    private OidcProvider _provider = null!;
    private RunningServer _server = null!;

    public async Task InitializeAsync()
    {
        _provider = await OidcProvider.StartAsync();
        _server = await StartAsync(FreePort());
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Somebody_with_a_verified_address_gets_a_session_and_comes_to_where_they_wanted()
    {
        using var browser = new Browser(_server.Address);

        Assert.Equal("/requests?a=b", await browser.SignInAsync("?next=%2Frequests%3Fa%3Db"));
        Assert.Equal("ADMIN", await browser.RoleAsync());
    }

    [Theory]
    [InlineData("nobody@demo.test", true)]
    [InlineData("admin@demo.test", false)]
    public async Task A_stranger_and_an_unverified_address_get_nothing(string email, bool isVerified)
    {
        (_provider.Email, _provider.IsVerified) = (email, isVerified);
        using var browser = new Browser(_server.Address);

        Assert.Equal("/sign-in?problem=unknown", await browser.SignInAsync(""));
        Assert.Null(await browser.RoleAsync());
    }

    [Fact]
    public async Task Somebody_who_is_not_active_gets_nothing()
    {
        await using var db = _server.Open();
        await db.StaffMembers.IgnoreQueryFilters().Where(s => s.EmailKey == "admin@demo.test")
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.IsActive, false));
        using var browser = new Browser(_server.Address);

        Assert.Equal("/sign-in?problem=unknown", await browser.SignInAsync(""));
    }

    [Theory]
    [InlineData("key")]
    [InlineData("nonce")]
    [InlineData("audience")]
    public async Task A_token_that_is_not_for_this_sign_in_is_refused(string wrong)
    {
        _provider.IsForged = wrong == "key";
        _provider.HasOtherNonce = wrong == "nonce";
        _provider.Audience = wrong == "audience" ? "another client" : null;
        using var browser = new Browser(_server.Address);

        Assert.Equal("/sign-in?problem=provider", await browser.SignInAsync(""));
        Assert.Null(await browser.RoleAsync());
    }

    [Fact]
    public async Task An_answer_to_a_question_that_this_browser_did_not_ask_is_refused()
    {
        using var asked = new Browser(_server.Address);
        using var other = new Browser(_server.Address);
        var callback = await asked.CallbackAsync("");

        Assert.Equal("/sign-in?problem=provider", await other.FollowAsync(callback));
        Assert.Equal("/", await asked.FollowAsync(callback));
        Assert.Equal("/sign-in?problem=provider", await asked.FollowAsync(callback));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/\t/evil.example")]
    public async Task Nobody_is_sent_to_another_site_afterwards(string next)
    {
        using var browser = new Browser(_server.Address);

        Assert.Equal("/", await browser.SignInAsync($"?next={Uri.EscapeDataString(next)}"));
    }

    [Fact]
    public async Task The_page_knows_of_it_where_it_is_set_and_only_there()
    {
        const string query = "{ signInOptions { provider { name path } } }";
        var with = await _server.Nobody().AskAsync(query);
        Assert.Equal(
            """{"provider":{"name":"Demo ID","path":"/sign-in/oidc"}}""", with["signInOptions"]!.ToJsonString());

        await using var without = await RunningServer.StartAsync(onPostgres: false);
        Assert.Null((await without.Nobody().AskAsync(query))["signInOptions"]!["provider"]);
    }

    // The provider has to be told by what address the server is reached, so that is settled first.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Task<RunningServer> StartAsync(int port) => RunningServer.StartAsync(
        onPostgres: false,
        more: new()
        {
            ["Public:Url"] = $"http://127.0.0.1:{port}",
            ["Oidc:Authority"] = _provider.Address,
            ["Oidc:ClientId"] = OidcProvider.ClientId,
            ["Oidc:ClientSecret"] = OidcProvider.ClientSecret,
            ["Oidc:Name"] = "Demo ID",
        },
        port: port);

    private sealed class Browser(Uri server) : IDisposable
    {
        private readonly HttpClient _http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            CookieContainer = new CookieContainer(),
        });

        /// <summary>Where the browser is after all redirects.</summary>
        public async Task<string> SignInAsync(string query) => await FollowAsync(await CallbackAsync(query));

        /// <summary>The provider's answer, as the address that it sends the browser to.</summary>
        public async Task<Uri> CallbackAsync(string query) =>
            await RedirectOfAsync(await RedirectOfAsync(new Uri(server, $"/sign-in/oidc{query}")));

        public async Task<string> FollowAsync(Uri callback) => (await RedirectOfAsync(callback)).OriginalString;

        public async Task<string?> RoleAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "/graphql"))
            {
                Content = JsonContent.Create(new { query = "{ viewer { role } }" }),
            };
            request.Headers.Add("X-Slotline-Session", "cookie");
            using var response = await _http.SendAsync(request);
            var answer = await response.Content.ReadFromJsonAsync<JsonNode>();
            return answer!["data"]!["viewer"]?["role"]?.GetValue<string>();
        }

        public void Dispose() => _http.Dispose();

        private async Task<Uri> RedirectOfAsync(Uri address)
        {
            using var response = await _http.GetAsync(address);
            Assert.True(
                response.StatusCode == HttpStatusCode.Redirect,
                $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
            return response.Headers.Location!;
        }
    }
}
