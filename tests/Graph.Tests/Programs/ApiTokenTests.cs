using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Slotline.Graph.Tests.Stories;
using Slotline.Persistence;

namespace Slotline.Graph.Tests.Programs;

/// <summary>Programs come in by tokens that admins make, as far as their scopes go, until they are revoked.</summary>
public sealed class ApiTokenTests(ApiTokenTests.Desk desk) : IClassFixture<ApiTokenTests.Desk>
{
    private readonly RunningServer _server = desk.Server;
    private readonly Person _admin = desk.Admin;

    [Fact]
    public async Task A_program_may_do_what_its_scopes_say_and_no_more()
    {
        var program = await EnterAsync("REQUESTS_READ", "AVAILABILITY_READ");

        var data = await program.AskAsync(
            "{ viewer { role permissions actor { ... on ApiClient { id name } } } pendingCount { count } }");
        var refused = await program.PostAsync(
            "mutation { createClient(input: { name: \"Mine\" }) { errors { code } } }");

        Assert.Equal(["availability:read", "requests:read"],
            data["viewer"]!["permissions"]!.AsArray().Select(scope => scope!.GetValue<string>()));
        Assert.Null(data["viewer"]!["role"]);
        Assert.Equal("Help desk", data["viewer"]!["actor"]!["name"]!.GetValue<string>());
        Assert.Contains("\"FORBIDDEN\"", refused.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("FORBIDDEN", (await program.PostAsync("{ apiTokens { totalCount } }")).ToJsonString());
    }

    [Fact]
    public async Task A_token_is_shown_once_and_kept_as_a_hash()
    {
        var created = await CreateAsync("REQUESTS_READ");
        var secret = created["token"]!.GetValue<string>();

        var listed = await _admin.AskAsync("{ apiTokens { nodes { name scopes hint expiresAt lastUsedAt } } }");
        await using var db = _server.Services.GetRequiredService<SlotlineDatabase>().OpenUnbound();
        var kept = await db.ApiTokens.IgnoreQueryFilters().SingleAsync(token => token.Hint == secret.Substring(0, 8));

        Assert.StartsWith("slk_", secret, StringComparison.Ordinal);
        Assert.Equal(
            $$"""{"name":"Help desk","scopes":["REQUESTS_READ"],"hint":"{{secret[..8]}}","""
                + $"\"expiresAt\":\"{InTime}\",\"lastUsedAt\":null}}",
            listed["apiTokens"]!["nodes"]!.AsArray()
                .Single(node => node!["hint"]!.GetValue<string>() == secret[..8])!.ToJsonString());
        Assert.Equal(32, kept.TokenHash.Length);
        Assert.DoesNotContain(
            secret[8..], Encoding.UTF8.GetString(kept.TokenHash) + kept.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoking_ends_its_streams_and_lets_it_in_no_more()
    {
        var created = await CreateAsync("REQUESTS_READ");
        using var http = _server.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", created["token"]!.GetValue<string>());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = "subscription { pendingCount { count } }" }),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using var stream = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var reading = stream.Content.ReadAsStringAsync();

        await _admin.AskAsync(
            "mutation($input: RevokeApiTokenInput!) { revokeApiToken(input: $input) { errors { code } } }",
            new { input = new { id = created["apiToken"]!["id"]!.GetValue<string>() } });

        await reading.WaitAsync(TimeSpan.FromSeconds(30));
        using var after = await http.PostAsJsonAsync(
            new Uri("/graphql", UriKind.Relative), new { query = "{ __typename }" });
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        Assert.Contains(
            "ApiToken",
            (await _admin.AskAsync("{ auditLog(filter: { action: [DELETED] }) { nodes { targetKind targetName } } }"))
                .ToJsonString());
    }

    [Theory]
    [InlineData("", null, "[REQUESTS_READ]", "name")]
    [InlineData("Help desk", null, "[]", "scopes")]
    [InlineData("Help desk", "2020-01-01T00:00:00Z", "[REQUESTS_READ]", "expiresAt")]
    [InlineData("Help desk", "2090-01-01T00:00:00Z", "[REQUESTS_READ]", "expiresAt")]
    public async Task Bad_input_is_refused_by_name(string name, string? expiresAt, string scopes, string field)
    {
        var data = await _admin.AskAsync(
            $$"""
            mutation { createApiToken(
              input: { name: "{{name}}", expiresAt: "{{expiresAt ?? InTime}}", scopes: {{scopes}} }) {
              token errors { code field } } }
            """);

        Assert.Equal(
            $$"""{"token":null,"errors":[{"code":"INVALID_INPUT","field":["{{field}}"]}]}""",
            data["createApiToken"]!.ToJsonString());
    }

    private string InTime
    {
        get
        {
            var today = _server.Services.GetRequiredService<IClock>().GetCurrentInstant().InUtc().Date;
            return $"{today.PlusDays(30).ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)}T00:00:00Z";
        }
    }

    private async Task<Person> EnterAsync(params string[] scopes)
    {
        var program = _server.Nobody();
        program.Token = (await CreateAsync(scopes))["token"]!.GetValue<string>();
        return program;
    }

    private async Task<JsonNode> CreateAsync(params string[] scopes)
    {
        var data = await _admin.AskAsync(
            """
            mutation($input: CreateApiTokenInput!) {
              createApiToken(input: $input) { token apiToken { id } errors { code field message } }
            }
            """,
            new { input = new { name = "Help desk", scopes, expiresAt = InTime } });
        return data["createApiToken"]!;
    }

    public sealed class Desk : IAsyncLifetime
    {
        internal RunningServer Server { get; private set; } = null!;

        internal Person Admin { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Server = await RunningServer.StartAsync(onPostgres: false);
            Admin = await Server.SignInAsync("admin@demo.test");
        }

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }
}
