using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Slotline.Graph.Tests.Stories;
using Slotline.Tests.Servers;

namespace Slotline.Graph.Tests.Operations;

public sealed class DatabaseAwayTests
{
    private static readonly object Query = new { query = "{ pendingCount { count } }" };

    [Fact]
    public async Task Callers_are_told_so_in_the_answers_own_form_and_served_again_when_it_is_back()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var database = await postgres.CreateDatabaseAsync();
        await using var server = await RunningServer.StartAsync(onPostgres: true, shared: database);
        var dispatcher = await server.SignInAsync("dispatcher@demo.test");
        using var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {dispatcher.Token}");

        await postgres.StopAsync();
        using var away = await http.PostAsJsonAsync("/graphql", Query);
        var error = (await away.Content.ReadFromJsonAsync<JsonNode>())!["errors"]![0]!;

        Assert.Equal(HttpStatusCode.InternalServerError, away.StatusCode);
        Assert.Equal("INTERNAL_SERVER_ERROR", (string?)error["extensions"]!["code"]);
        Assert.Matches("^[0-9a-f]{16,32}$", (string?)error["extensions"]!["id"]);

        await postgres.StartAgainAsync();
        Assert.NotNull((await dispatcher.AskAsync("{ pendingCount { count } }"))["pendingCount"]);
    }
}
