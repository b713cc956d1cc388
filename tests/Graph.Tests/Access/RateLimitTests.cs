using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Testing;
using Slotline.Graph.Access.Rates;
using Slotline.Graph.Tests.Stories;
using Slotline.Graph.Transport.Rates;
using Slotline.Tests.Servers;
using StackExchange.Redis;

namespace Slotline.Graph.Tests.Access;

/// <summary>Who asks too often is told so, and when to come again.</summary>
public sealed class RateLimitTests
{
    private static readonly Allowance Three = new("test", 3);

    [Fact]
    public async Task Who_asks_too_often_gets_429_and_is_told_when_to_come_again()
    {
        await using var server = await RunningServer.StartAsync(
            onPostgres: false, more: new() { ["Limits:PerVisitor"] = "2" });
        using var http = server.CreateClient();

        using var first = await PostAsync(http, "{ __typename }");
        using var second = await PostAsync(http, "{ __typename }");
        using var third = await PostAsync(http, "{ __typename }");

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal("\"visitor\";q=2;w=60", first.Headers.GetValues("RateLimit-Policy").Single());
        Assert.Equal("\"visitor\";r=1;t=30", first.Headers.GetValues("RateLimit").Single());
        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.InRange(third.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 30);
        Assert.Equal("TOO_MANY_REQUESTS", await CodeAsync(third));
    }

    [Fact]
    public async Task What_visitors_use_up_at_an_address_is_not_taken_from_people_who_are_signed_in_there()
    {
        await using var server = await RunningServer.StartAsync(
            onPostgres: false, more: new() { ["Limits:PerVisitor"] = "1" });
        var person = await server.SignInAsync("dispatcher@demo.test");
        using var http = server.CreateClient();

        using var refused = await PostAsync(http, "{ __typename }");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        for (var i = 0; i < 5; i++)
            await person.AskAsync("{ pendingCount { count } }");
    }

    [Fact]
    public async Task Tries_at_passwords_are_counted_one_by_one_however_many_a_request_holds()
    {
        await using var server = await RunningServer.StartAsync(
            onPostgres: false, more: new() { ["Limits:SignIns"] = "5" });
        using var http = server.CreateClient();
        var four = string.Concat(Enumerable.Range(0, 4).Select(i =>
            $"a{i}: signIn(input: {{ email: \"x{i}@demo.test\", password: \"wrong\" }}) {{ errors {{ code }} }} "));

        using var first = await PostAsync(http, $"mutation {{ {four} }}");
        using var second = await PostAsync(http, $"mutation {{ {four} }}");
        using var other = await PostAsync(http, "{ __typename }");

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.NotNull(second.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Addresses_of_one_IPv6_network_are_one()
    {
        using var own = new OwnAllowances();
        var gate = new RateGate(own, RateLimits.Standard with { PerVisitor = 1 });

        var first = await gate.TakeAsync(new RateAsker(IPAddress.Parse("2001:db8::1"), null), default);
        var neighbour = await gate.TakeAsync(new RateAsker(IPAddress.Parse("2001:db8::ffff:2"), null), default);
        var elsewhere = await gate.TakeAsync(new RateAsker(IPAddress.Parse("2001:db8:0:1::1"), null), default);

        Assert.Equal([true, false, true], [first.IsGiven, neighbour.IsGiven, elsewhere.IsGiven]);
    }

    [Fact]
    public async Task Redis_keeps_one_count_for_all_servers_and_gives_back_with_time()
    {
        var redis = await RedisServer.SharedAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis.Address);
        using var ownOfOne = new OwnAllowances();
        using var ownOfOther = new OwnAllowances();
        var (one, other) = (Shared(connection, ownOfOne), Shared(connection, ownOfOther));
        var key = Guid.CreateVersion7().ToString();

        Assert.True((await one.TakeAsync(Three, key, 1, default)).IsTaken);
        Assert.True((await other.TakeAsync(Three, key, 2, default)).IsTaken);
        var refused = await one.TakeAsync(Three, key, 1, default);
        var somebody = await one.TakeAsync(Three, Guid.CreateVersion7().ToString(), 1, default);

        Assert.False(refused.IsTaken);
        Assert.InRange(refused.RetrySeconds, 1, 20);
        Assert.Equal(2, somebody.Left);
    }

    [Fact]
    public async Task Without_Redis_each_server_counts_by_itself_and_is_never_open()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(
            $"{redis.Address},abortConnect=false");
        using var own = new OwnAllowances();
        var shared = Shared(connection, own);
        await redis.KillAsync();

        var taken = new List<bool>();
        for (var i = 0; i < 4; i++)
            taken.Add((await shared.TakeAsync(Three, "somebody", 1, default)).IsTaken);

        Assert.Equal([true, true, true, false], taken);
    }

    private static SharedAllowances Shared(IConnectionMultiplexer redis, OwnAllowances own) =>
        new(redis, own, new FakeClock(Instant.FromUtc(2026, 1, 1, 0, 0)), NullLogger<SharedAllowances>.Instance)
        {
            // A busy machine may take long to come back to a test.
            Patience = TimeSpan.FromSeconds(20),
        };

    private static Task<HttpResponseMessage> PostAsync(HttpClient http, string query) =>
        http.PostAsJsonAsync(new Uri("/graphql", UriKind.Relative), new { query });

    private static async Task<string> CodeAsync(HttpResponseMessage response)
    {
        var answer = await response.Content.ReadFromJsonAsync<JsonNode>();
        return answer!["errors"]![0]!["extensions"]!["code"]!.GetValue<string>();
    }
}
