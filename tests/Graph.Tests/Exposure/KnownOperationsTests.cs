using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slotline.Graph.Engine;
using Slotline.Graph.Engine.Documents;
using Slotline.Graph.Exposure;
using Slotline.Graph.Settings;
using Slotline.Graph.Tests.Stories;

namespace Slotline.Graph.Tests.Exposure;

/// <summary>Operations that are asked for by id, and callers who may ask for no others.</summary>
public sealed class KnownOperationsTests : IDisposable
{
    private const string Viewer = "query Known { viewer { role } }";
    private const string Version = "query Version { organization(slug: \"demo\") { name } }";
    private const string SignIn =
        "mutation($input: SignInInput!) { signIn(input: $input) { token errors { code message } } }";
    private const string Events =
        "subscription { appointmentRequestChanged(afterRevision: 0) { revision } }";
    private const string Unknown = "{ viewer { role } }";

    private readonly string _file = Path.GetTempFileName();

    public KnownOperationsTests() => Write([Viewer, Version, SignIn, Events]);

    [Fact]
    public async Task A_known_operation_is_asked_for_by_id_in_every_way()
    {
        await using var server = await StartAsync(HeldToKnown.Nobody);
        var person = await server.SignInAsync("client@demo.test");
        var id = KnownDocuments.IdOf(Viewer);

        var posted = await SendAsync(server, person.Token, Post(new { documentId = id }));
        var got = await SendAsync(server, person.Token, Get($"documentId={Uri.EscapeDataString(id)}"));
        var both = await SendAsync(server, person.Token, Post(new { documentId = id, query = Viewer }));
        var streamed = await StreamAsync(server, person.Token, new { documentId = id });

        foreach (var (status, body) in new[] { posted, got, both })
        {
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Equal("CLIENT_MEMBER", JsonNode.Parse(body)!["data"]!["viewer"]!["role"]!.GetValue<string>());
        }

        Assert.Contains("\"CLIENT_MEMBER\"", streamed, StringComparison.Ordinal);
        await using var subscriber = await Subscriber.OpenAsync(
            server, person, new JsonObject { ["documentId"] = KnownDocuments.IdOf(Viewer) });
        Assert.Equal("CLIENT_MEMBER", (await subscriber.NextAsync())["viewer"]!["role"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_id_gives_no_rights_that_its_operation_does_not()
    {
        await using var server = await StartAsync(HeldToKnown.Everybody);

        var nobody = await SendAsync(server, null, Post(new { documentId = KnownDocuments.IdOf(Events) }));
        var byGet = await SendAsync(server, null, Get("documentId=" + KnownDocuments.IdOf(SignIn)));

        Assert.Equal((HttpStatusCode.Unauthorized, "UNAUTHENTICATED"), (nobody.Status, CodeOf(nobody.Body)));
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "METHOD_NOT_ALLOWED"), (byGet.Status, CodeOf(byGet.Body)));
    }

    [Fact]
    public async Task An_unknown_id_and_two_that_disagree_are_refused()
    {
        await using var server = await StartAsync(HeldToKnown.Nobody);
        var unknown = KnownDocuments.IdOf(Unknown);

        foreach (var request in new[] { Post(new { documentId = unknown }), Get("documentId=" + unknown) })
        {
            var answer = await SendAsync(server, null, request);
            Assert.Equal(
                (HttpStatusCode.BadRequest, "PERSISTED_OPERATION_NOT_FOUND"), (answer.Status, CodeOf(answer.Body)));
        }

        var disagreeing = await SendAsync(
            server, null, Post(new { documentId = KnownDocuments.IdOf(Version), query = Unknown }));
        var agreeing = await SendAsync(server, null, Post(new { documentId = unknown, query = Unknown }));

        Assert.Equal((HttpStatusCode.BadRequest, "BAD_REQUEST"), (disagreeing.Status, CodeOf(disagreeing.Body)));
        Assert.Equal(HttpStatusCode.OK, agreeing.Status);
        await using var subscriber = await Subscriber.OpenAsync(
            server, server.Nobody(), new JsonObject { ["documentId"] = unknown });
        Assert.Equal("PERSISTED_OPERATION_NOT_FOUND", await subscriber.RefusedAsync());
    }

    [Fact]
    public async Task Strangers_can_be_held_to_what_is_known()
    {
        await using var server = await StartAsync(HeldToKnown.Anonymous);
        var person = await server.SignInAsync("client@demo.test");

        // Those signed in make it a document that the engine keeps; it is no more known by that.
        var theirs = await SendAsync(server, person.Token, Post(new { query = Unknown }));
        var free = await SendAsync(server, null, Post(new { query = Unknown }));
        var freeByGet = await SendAsync(server, null, Get("query=" + Uri.EscapeDataString(Unknown)));
        var known = await SendAsync(server, null, Post(new { query = Version }));
        var broken = await SendAsync(server, null, Post(new { query = "{ nonsense" }));

        Assert.Equal(HttpStatusCode.OK, theirs.Status);
        Assert.Equal(HttpStatusCode.OK, known.Status);
        foreach (var (status, body) in new[] { free, freeByGet, broken })
            Assert.Equal((HttpStatusCode.Unauthorized, "UNAUTHENTICATED"), (status, CodeOf(body)));
        await using var stranger = await Subscriber.OpenAsync(
            server, server.Nobody(), new JsonObject { ["query"] = Unknown });
        Assert.Equal("UNAUTHENTICATED", await stranger.RefusedAsync());
        await using var signedIn = await Subscriber.OpenAsync(server, person, new JsonObject { ["query"] = Unknown });
        Assert.Equal("CLIENT_MEMBER", (await signedIn.NextAsync())["viewer"]!["role"]!.GetValue<string>());
    }

    [Fact]
    public async Task Everybody_can_be_held_to_what_is_known()
    {
        await using var server = await StartAsync(HeldToKnown.Everybody);
        var person = await server.SignInAsync("client@demo.test");

        var free = await SendAsync(server, person.Token, Post(new { query = Unknown }));
        var known = await SendAsync(server, person.Token, Post(new { query = Viewer }));

        Assert.Equal((HttpStatusCode.BadRequest, "FORBIDDEN"), (free.Status, CodeOf(free.Body)));
        Assert.Equal(HttpStatusCode.OK, known.Status);
    }

    [Theory]
    [InlineData("[]", "cannot be read")]
    [InlineData("""{"sha256:00":"{ __typename }"}""", "has under 'sha256:00' what has another id")]
    [InlineData("""{"sha256:00":null}""", "has under 'sha256:00' what has another id")]
    [InlineData("{}", "KnownOperations__OnlyFor is Everybody, but no operations are known")]
    public async Task A_wrong_list_stops_the_start(string list, string sentence)
    {
        await File.WriteAllTextAsync(_file, list);

        var wrong = Assert.Throws<WrongSetting>(() => new KnownOperations(HeldToKnown.Everybody, _file)
            .Configure(new GraphEngineOptions(), Path.GetTempPath() + "none"));

        Assert.Contains(sentence, wrong.Message, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(_file);

    private void Write(string[] texts) =>
        File.WriteAllText(_file, JsonSerializer.Serialize(texts.ToDictionary(KnownDocuments.IdOf)));

    private Task<RunningServer> StartAsync(HeldToKnown held) => RunningServer.StartAsync(
        onPostgres: false,
        more: new() { ["KnownOperations:OnlyFor"] = held.ToString(), ["KnownOperations:File"] = _file });

    private static HttpRequestMessage Post(object body) =>
        new(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(body) };

    private static HttpRequestMessage Get(string parameters) => new(HttpMethod.Get, "/graphql?" + parameters);

    private static async Task<(HttpStatusCode Status, string Body)> SendAsync(
        RunningServer server, string? token, HttpRequestMessage request)
    {
        using var http = server.CreateClient();
        using (request)
        {
            if (token is not null)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            if (request.Headers.Accept.Count == 0)
                request.Headers.Accept.ParseAdd("application/graphql-response+json");
            using var response = await http.SendAsync(request);
            return (response.StatusCode, await response.Content.ReadAsStringAsync());
        }
    }

    private static async Task<string> StreamAsync(RunningServer server, string? token, object body)
    {
        var request = Post(body);
        request.Headers.Accept.ParseAdd("text/event-stream");
        return (await SendAsync(server, token, request)).Body;
    }

    private static string? CodeOf(string body) =>
        JsonNode.Parse(body)!["errors"]![0]!["extensions"]!["code"]!.GetValue<string>();
}
