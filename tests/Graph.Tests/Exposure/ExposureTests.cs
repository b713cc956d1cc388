using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Slotline.Graph.Settings;
using Slotline.Graph.Tests.Stories;

namespace Slotline.Graph.Tests.Exposure;

/// <summary>What strangers are shown, and whom the server believes.</summary>
public sealed class ExposureTests
{
    private const string Schema = "{ __schema { queryType { name } } }";

    [Fact]
    public async Task In_production_strangers_see_no_schema_no_hints_and_no_console()
    {
        await using var server = await RunningServer.StartAsync(
            onPostgres: false, more: new() { ["environment"] = "Production" });
        using var http = server.CreateClient();
        var person = await server.SignInAsync("client@demo.test");

        var schema = await server.Nobody().PostAsync(Schema);
        var typo = (await server.Nobody().PostAsync("{ viewr { role } }")).ToJsonString();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql");
        request.Headers.Accept.ParseAdd("text/html");
        using var console = await http.SendAsync(request);

        Assert.Equal("UNAUTHENTICATED", schema["errors"]![0]!["extensions"]!["code"]!.GetValue<string>());
        Assert.Contains("GRAPHQL_VALIDATION_FAILED", typo, StringComparison.Ordinal);
        Assert.DoesNotContain("viewer", typo, StringComparison.Ordinal);
        Assert.NotEqual("text/html", console.Content.Headers.ContentType?.MediaType);
        Assert.NotNull((await person.AskAsync(Schema))["__schema"]);
        Assert.Contains(
            "viewer", (await person.PostAsync("{ viewr { role } }")).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_say_what_browsers_must_not_do_and_nothing_of_the_server()
    {
        await using var server = await RunningServer.StartAsync(
            onPostgres: false,
            more: new() { ["environment"] = "Production", ["Proxies:Trusted"] = "127.0.0.1, ::1" });
        using var http = server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query=%7B__typename%7D");
        request.Headers.Add("X-Forwarded-Proto", "https");

        using var overTls = await http.SendAsync(request);
        using var plain = await http.GetAsync(new Uri("/health/live", UriKind.Relative));

        Assert.Equal("max-age=31536000", overTls.Headers.GetValues("Strict-Transport-Security").Single());
        Assert.False(plain.Headers.Contains("Strict-Transport-Security"));
        foreach (var answer in new[] { overTls, plain })
        {
            Assert.False(answer.Headers.Contains("Server"));
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
            Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("127.0.0.0/8,::1", HttpStatusCode.OK)]
    [InlineData("10.0.0.0/8", HttpStatusCode.TooManyRequests)]
    [InlineData("", HttpStatusCode.TooManyRequests)]
    public async Task An_address_is_believed_only_when_a_trusted_proxy_names_it(string trusted, HttpStatusCode second)
    {
        await using var server = await RunningServer.StartAsync(
            onPostgres: false, more: new() { ["Proxies:Trusted"] = trusted, ["Limits:PerVisitor"] = "1" });
        using var http = server.CreateClient();

        Assert.Equal(HttpStatusCode.OK, await AskFromAsync(http, "203.0.113.1"));
        Assert.Equal(second, await AskFromAsync(http, "203.0.113.2"));
    }

    [Theory]
    [InlineData("Proxies:Trusted", "everybody", "Proxies__Trusted must hold")]
    [InlineData("Schema:ShownTo", "Friends", "Schema__ShownTo must be")]
    [InlineData("ForwardedHeaders_Enabled", "true", "ASPNETCORE_FORWARDEDHEADERS_ENABLED would believe everybody")]
    public void A_wrong_setting_is_refused_by_name(string name, string value, string sentence)
    {
        var wrong = Assert.Throws<WrongSetting>(
            () => SlotlineSettings.Read(new ConfigurationManager { [name] = value }));

        Assert.StartsWith(sentence, wrong.Message, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> AskFromAsync(HttpClient http, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new JsonObject { ["query"] = "{ __typename }" }),
        };
        request.Headers.Add("X-Forwarded-For", address);
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
