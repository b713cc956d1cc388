using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Slotline.Domain.Directory;
using Slotline.Graph.Access;
using Slotline.Graph.Tests.Stories;

namespace Slotline.Graph.Tests.Access;

/// <summary>Whose objects a call names.</summary>
public enum Side
{
    /// <summary>Their own, or of an appointment that is theirs to do.</summary>
    Own,

    /// <summary>Of another person of the same client.</summary>
    Colleagues,

    /// <summary>Of another client of the organization, and another technician.</summary>
    Others,

    /// <summary>Of another organization.</summary>
    Foreign,
}

/// <summary>The demo on a server, one caller of each kind, and the ids of what is whose.</summary>
public sealed partial class WalkServer : IAsyncLifetime
{
    private readonly Dictionary<string, HttpClient> _clients = [];
    private readonly Dictionary<string, Caller?> _callers = [];
    private readonly Dictionary<(string Caller, Side Side), Dictionary<string, string>> _ids = [];
    private RunningServer _server = null!;

    public static IReadOnlyList<string> Callers { get; } =
        ["nobody", "client@demo.test", "clientadmin@demo.test", "technician@demo.test", "dispatcher@demo.test",
            "admin@demo.test"];

    internal Person Admin { get; private set; } = null!;

    internal Person ForeignAdmin { get; private set; } = null!;

    public Caller? CallerOf(string name) => _callers[name];

    /// <summary>What is never shown to whom it does not belong to: ids of requests, clients and contacts.</summary>
    public IReadOnlyList<string> Secrets(Side side) =>
        [.. _ids[("client@demo.test", side)].Where(id => id.Key is "request" or "client" or "contact" or "ticket")
            .Select(id => id.Value)];

    public IReadOnlyDictionary<string, string> IdsOf(string caller, Side side) => _ids[(caller, side)];

    public async Task InitializeAsync()
    {
        _server = await RunningServer.StartAsync(onPostgres: false);
        foreach (var name in Callers)
        {
            _clients[name] = _server.CreateClient();
            _callers[name] = name == "nobody" ? null : await SignInAsync(name);
        }

        Admin = new Person(_clients["admin@demo.test"]);
        ForeignAdmin = await _server.SignInAsync("admin@demo2.test");
        var own = await IdsAsync(Admin, "Nora", "Harbor", "Maya");
        var colleagues = await IdsAsync(Admin, "Daniel", "Harbor", "Maya");
        var others = await IdsAsync(Admin, "Marcus", "Kestrel", "Luis");
        var foreign = await IdsAsync(ForeignAdmin, "Petra", "Elbe", "Ole");
        foreach (var name in Callers)
        {
            // What a technician is booked for is their own, whoever asked for it.
            var isTechnician = name == "technician@demo.test";
            _ids[(name, Side.Own)] = isTechnician ? Booked(own) : own;
            _ids[(name, Side.Colleagues)] = isTechnician ? Booked(own) : colleagues;
            _ids[(name, Side.Others)] = isTechnician ? Booked(others) : others;
            _ids[(name, Side.Foreign)] = foreign;
        }
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    /// <summary>The answer to a probe, or the beginning of the stream that it opens.</summary>
    public async Task<string> AskAsync(string caller, string probe, Side side)
    {
        var ids = _ids[(caller, side)];
        var document = Hole().Replace(probe, hole => ids[hole.Groups[1].Value]);
        return await SendAsync(caller, document);
    }

    public async Task<string> SendAsync(string caller, string document)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(
                JsonSerializer.Serialize(new { query = document }), Encoding.UTF8, "application/json"),
        };
        var isStream = document.TrimStart().StartsWith("subscription", StringComparison.Ordinal);
        request.Headers.Accept.Add(new(isStream ? "text/event-stream" : "application/json"));
        using var response = await _clients[caller].SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (response.Content.Headers.ContentType?.MediaType != "text/event-stream")
            return await response.Content.ReadAsStringAsync();

        // A stream that is open says so with a comment; one that was refused, with an event and its end.
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var first = await reader.ReadLineAsync() ?? "";
        return first.StartsWith("event", StringComparison.Ordinal) ? await reader.ReadLineAsync() ?? "" : "open";
    }

    /// <summary>After an operation that ends sessions.</summary>
    public Task EnterAgainAsync(string caller) => caller == "nobody" ? Task.CompletedTask : SignInAsync(caller);

    public static bool NamesAnything(string probe) => Hole().Match(probe) is { Success: true } hole
        && hole.Groups[1].Value is not "open" && !hole.Groups[1].Value.StartsWith("gone", StringComparison.Ordinal);

    private async Task<Caller> SignInAsync(string email)
    {
        var person = await _server.SignInAsync(email);
        _clients[email].DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", person.Token);
        var session = await _server.Services.GetRequiredService<Sessions>().FindAsync(person.Token!, default);
        return session!.Caller;
    }

    private static Dictionary<string, string> Booked(Dictionary<string, string> ids) =>
        new(ids) { ["request"] = ids["booked"], ["version"] = ids["bookedVersion"] };

    private static async Task<Dictionary<string, string>> IdsAsync(
        Person admin, string contact, string client, string technician)
    {
        var data = await admin.AskAsync(
            """
            {
              clients(first: 50) { nodes { id name contacts { nodes { id name } } } }
              technicians { nodes { id name } }
              tickets(first: 100) { nodes { id client { name } } }
              services { nodes { id isPublic } }
              appointmentRequests(first: 100, orderBy: { field: STARTS_AT, direction: DESC }) {
                nodes { id version status contact { name } appointment { id startsAt technician { name } } }
              }
            }
            """);
        var firm = First(data["clients"], "name", client);
        var asked = Nodes(data["appointmentRequests"]).First(r =>
            r["contact"]?["name"]?.GetValue<string>().StartsWith(contact, StringComparison.Ordinal) == true);
        var booked = Nodes(data["appointmentRequests"]).First(r => r["status"]!.GetValue<string>() == "APPROVED"
            && r["appointment"]!["technician"]!["name"]!.GetValue<string>()
                .StartsWith(technician, StringComparison.Ordinal));
        var services = Nodes(data["services"]);
        return new Dictionary<string, string>
        {
            ["request"] = Id(asked),
            ["version"] = asked["version"]!.ToJsonString(),
            ["booked"] = Id(booked),
            ["bookedVersion"] = booked["version"]!.ToJsonString(),
            ["client"] = Id(firm),
            ["contact"] = Id(First(firm["contacts"], "name", contact)),
            ["technician"] = Id(First(data["technicians"], "name", technician)),
            ["ticket"] = Id(Nodes(data["tickets"]).First(
                t => t["client"]?["name"]?.GetValue<string>().StartsWith(client, StringComparison.Ordinal) == true)),
            ["service"] = Id(services.First(s => !s["isPublic"]!.GetValue<bool>())),
            ["open"] = Id(services.First(s => s["isPublic"]!.GetValue<bool>())),
            ["gone"] = "\"exc_AAAAAAAAAAAAAAAAAAAAAA\"",
            ["goneStaff"] = "\"staff_AAAAAAAAAAAAAAAAAAAAAA\"",
            ["goneSession"] = "\"ses_AAAAAAAAAAAAAAAAAAAAAA\"",
            ["goneToken"] = "\"key_AAAAAAAAAAAAAAAAAAAAAA\"",
            ["goneMail"] = "\"mail_AAAAAAAAAAAAAAAAAAAAAA\"",
        };
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode? list) => list!["nodes"]!.AsArray().Select(node => node!);

    private static JsonNode First(JsonNode? list, string field, string beginning) => Nodes(list)
        .First(node => node[field]!.GetValue<string>().StartsWith(beginning, StringComparison.Ordinal));

    private static string Id(JsonNode node) => node["id"]!.ToJsonString();

    [GeneratedRegex("‹(\\w+)›")]
    private static partial Regex Hole();
}
