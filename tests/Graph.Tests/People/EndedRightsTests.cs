using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Slotline.Graph.Tests.Stories;

namespace Slotline.Graph.Tests.People;

/// <summary>Who loses their rights in the middle of a stream loses the stream, whichever way it comes.</summary>
public sealed class EndedRightsTests : IAsyncLifetime
{
    private const string Followed = "subscription { pendingCount { count } }";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private RunningServer _server = null!;
    private Person _admin = null!;

    public async Task InitializeAsync()
    {
        _server = await RunningServer.StartAsync(onPostgres: false);
        _admin = await _server.SignInAsync("admin@demo.test");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("is deactivated")]
    [InlineData("gets another role")]
    [InlineData("signs out")]
    [InlineData("changes their password elsewhere")]
    [InlineData("has a token that is revoked")]
    public async Task Stream_and_socket_end_when_their_person(string what)
    {
        var (person, end) = what == "has a token that is revoked" ? await ProgramAsync() : await DispatcherAsync(what);
        var others = await _server.SignInAsync("technician@demo.test");
        await using var socket = await Subscriber.OpenAsync(_server, person, Followed);
        await using var unharmed = await Subscriber.OpenAsync(_server, others, Followed);
        await socket.NextAsync();
        await unharmed.NextAsync();
        using var stream = await StreamAsync(person);

        await end();

        Assert.Equal(4403, await socket.ClosedAsync());
        await EndAsync(stream);
        Assert.NotNull((await others.AskAsync("{ pendingCount { count } }"))["pendingCount"]);
    }

    private async Task<(Person Person, Func<Task> End)> DispatcherAsync(string what)
    {
        var person = await _server.SignInAsync("dispatcher@demo.test");
        var staff = await _admin.AskAsync("{ staffMembers(first: 50) { nodes { id email } } }");
        var id = staff["staffMembers"]!["nodes"]!.AsArray()
            .Single(s => (string?)s!["email"] == "dispatcher@demo.test")!["id"]!.GetValue<string>();
        return (person, what switch
        {
            "is deactivated" => () => DoneAsync(_admin, "updateStaffMember", new { id, isActive = false }),
            "gets another role" => () => DoneAsync(_admin, "updateStaffMember", new { id, role = "TECHNICIAN" }),
            "signs out" => () => person.AskAsync("mutation { signOut { errors { code } } }"),
            _ => async () => await DoneAsync(
                await _server.SignInAsync("dispatcher@demo.test"),
                "changeOwnPassword",
                new { currentPassword = PeopleServer.DemoPassword, newPassword = "another long one" }),
        });
    }

    private async Task<(Person Person, Func<Task> End)> ProgramAsync()
    {
        var now = _server.Services.GetRequiredService<IClock>().GetCurrentInstant();
        var expiresAt = InstantPattern.General.Format(now + Duration.FromDays(1));
        var made = await _admin.DoAsync(
            "createApiToken",
            new { name = "Help desk", scopes = new[] { "REQUESTS_READ" }, expiresAt },
            "token apiToken { id }");
        var program = _server.Nobody();
        program.Token = made["token"]!.GetValue<string>();
        return (program, () => DoneAsync(_admin, "revokeApiToken", new { id = (string)made["apiToken"]!["id"]! }));
    }

    private static async Task DoneAsync(Person person, string mutation, object input) =>
        Assert.Equal("", (await person.DoAsync(mutation, input)).Errors());

    /// <summary>A stream of events that is open.</summary>
    private async Task<StreamReader> StreamAsync(Person person)
    {
        var http = _server.CreateClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", person.Token);
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new JsonObject { ["query"] = Followed }),
        };
        request.Headers.Accept.ParseAdd("text/event-stream");
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new StreamReader(await response.Content.ReadAsStreamAsync());
    }

    private static async Task EndAsync(StreamReader stream)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            while (await stream.ReadLineAsync(patience.Token) is not null)
            {
                // What came before the end.
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The stream was still open after {Patience}.");
        }
        catch (IOException)
        {
            // Cut off is an end as well.
        }
    }
}
