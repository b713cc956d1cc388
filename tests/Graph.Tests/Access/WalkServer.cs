using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Slotline.Domain.Access;
using Slotline.Domain.Directory;
using Slotline.Graph.Access;
using Slotline.Graph.Engine;
using Slotline.Graph.Tests.Stories;
using Slotline.Graph.Tests.Visitors;
using Slotline.Graph.Visitors;

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

/// <summary>The demo on PostgreSQL, behind its row security.</summary>
public sealed class PostgresWalkServer : WalkServer
{
    protected override bool OnPostgres => true;
}

/// <summary>The demo on a server, one caller of each kind, and the ids of what is whose.</summary>
public partial class WalkServer : IAsyncLifetime
{
    /// <summary>A visitor with the link to their one request.</summary>
    public const string Link = "link";

    /// <summary>A program whose token carries every scope.</summary>
    public const string FullToken = "token ALL";

    /// <summary>Words that only staff may read.</summary>
    public const string Canary = "For staff 4711";

    private static readonly string[] People =
        ["client@demo.test", "clientadmin@demo.test", "technician@demo.test", "dispatcher@demo.test",
            "admin@demo.test"];

    private readonly Dictionary<string, HttpClient> _clients = [];
    private readonly Dictionary<string, Caller?> _callers = [];
    private readonly Dictionary<(string Caller, Side Side), Dictionary<string, string>> _ids = [];
    private RunningServer _server = null!;

    /// <summary>Everybody; of programs one for each scope, and one with all of them.</summary>
    public static IReadOnlyList<string> Callers { get; } =
        ["nobody", Link, .. People, FullToken, .. Enum.GetValues<ApiTokenScope>().Select(scope => $"token {scope}")];

    protected virtual bool OnPostgres => false;

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
        _server = await RunningServer.StartAsync(OnPostgres, services: Unlimited);
        foreach (var name in Callers)
            _clients[name] = _server.CreateClient();
        _callers["nobody"] = null;
        foreach (var name in People)
            _callers[name] = await SignInAsync(name);
        Admin = new Person(_clients["admin@demo.test"]);
        foreach (var name in Callers.Where(name => name.StartsWith("token", StringComparison.Ordinal)))
            await MakeTokenAsync(name);
        var service = await _server.PublicServiceAsync("demo");
        await Admin.AskAsync(
            "mutation($id: ID!) { updateService(input: { id: $id, pendingHoldsSlot: false }) { errors { code } } }",
            new { id = service });
        var time = await _server.FreeTimeAsync(service);
        var visitors = (
            Own: await BookAsync("vic@visitor.test", time), Another: await BookAsync("eve@visitor.test", time));
        await FollowLinkAsync(visitors.Own);
        await WriteForStaffAsync(visitors.Own);
        ForeignAdmin = await _server.SignInAsync("admin@demo2.test");
        var own = await IdsAsync(Admin, "Nora", "Harbor", "Maya");
        var colleagues = await IdsAsync(Admin, "Daniel", "Harbor", "Maya");
        var others = await IdsAsync(Admin, "Marcus", "Kestrel", "Luis");
        var foreign = await IdsAsync(ForeignAdmin, "Petra", "Elbe", "Ole");
        foreach (var name in Callers)
        {
            // What a technician is booked for is their own, whoever asked for it; a visitor has one request.
            var isTechnician = name == "technician@demo.test";
            _ids[(name, Side.Own)] = isTechnician ? Booked(own) : name == Link ? Only(own, visitors.Own) : own;
            _ids[(name, Side.Colleagues)] = isTechnician ? Booked(own)
                : name == Link ? Only(own, visitors.Another) : colleagues;
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
    public Task EnterAgainAsync(string caller) =>
        People.Contains(caller) ? SignInAsync(caller) : Task.CompletedTask;

    public static bool NamesAnything(string probe) => Hole().Match(probe) is { Success: true } hole
        && hole.Groups[1].Value is not "open" && !hole.Groups[1].Value.StartsWith("gone", StringComparison.Ordinal);

    private async Task<Caller> SignInAsync(string email)
    {
        var person = await _server.SignInAsync(email);
        _clients[email].DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", person.Token);
        var session = await _server.Services.GetRequiredService<Sessions>().FindAsync(person.Token!, default);
        return session!.Caller;
    }

    private async Task MakeTokenAsync(string name)
    {
        var scopes = name == FullToken
            ? Enum.GetNames<ApiTokenScope>()
            : [name.Split(' ')[1]];
        var now = _server.Services.GetRequiredService<IClock>().GetCurrentInstant();
        var made = await Admin.AskAsync(
            """
            mutation($name: String!, $scopes: [ApiTokenScope!]!, $expiresAt: DateTime!) {
              createApiToken(input: { name: $name, scopes: $scopes, expiresAt: $expiresAt }) { token } }
            """,
            new
            {
                name,
                scopes = scopes.Select(JsonNamingPolicy.SnakeCaseUpper.ConvertName),
                expiresAt = InstantPattern.General.Format(now + Duration.FromDays(1)),
            });
        var token = made["createApiToken"]!["token"]!.GetValue<string>();
        _clients[name].DefaultRequestHeaders.Authorization = new("Bearer", token);
        _callers[name] = (await _server.Services.GetRequiredService<Sessions>().FindAsync(token, default))!.Caller;
    }

    /// <summary>Puts the canary where only staff may read it: at the client's request, a visitor's, and a day
    /// off.</summary>
    private async Task WriteForStaffAsync(string visitors)
    {
        var own = await IdsAsync(Admin, "Nora", "Harbor", "Maya");
        var note = $"internalNotes: \"{Canary}\"";
        await Admin.AskAsync(
            $$"""
            mutation {
              a: updateInternalNotes(input: { requestId: {{own["request"]}}, expectedVersion: {{own["version"]}}
                {{note}} }) { appointmentRequest { id } }
              b: updateInternalNotes(input: { requestId: {{visitors}}, expectedVersion: 1, {{note}} }) {
                appointmentRequest { id } }
              c: createAvailabilityException(input: { from: "2031-01-06", to: "2031-01-06", reason: "{{Canary}}" }) {
                errors { code } }
              d: createAvailabilityException(input: { technicianId: {{own["technician"]}}, from: "2031-01-07"
                to: "2031-01-07", reason: "{{Canary}}" }) { errors { code } }
            }
            """);
        var staff = await Admin.AskAsync("{ viewer { actor { ... on StaffMember { id } } } }");
        await Admin.AskAsync(
            $$"""
            mutation { updateStaffMember(input: { id: {{Id(staff["viewer"]!["actor"]!)}}, phone: "{{Canary}}"
              timeZone: "Europe/Berlin" }) { errors { code } } }
            """);
    }

    /// <summary>The walks ask for everything at once; how much may be asked for is another test's.</summary>
    private static void Unlimited(IServiceCollection services) => services.PostConfigure<GraphEngineOptions>(options =>
    {
        (options.MaxDocumentBytes, options.MaxTokens) = (1_000_000, 1_000_000);
        (options.MaxFields, options.MaxAliases, options.MaxCost) = (1_000_000, 1_000_000, int.MaxValue);
    });

    private async Task<string> BookAsync(string email, string time)
    {
        var asked = await _server.AskAsVisitorAsync(await _server.PublicServiceAsync("demo"), time, email);
        return Id(asked["appointmentRequest"]!);
    }

    private async Task FollowLinkAsync(string request)
    {
        var links = _server.Services.GetRequiredService<VisitorLinks>();
        Assert.True(GlobalId.TryDecode(JsonSerializer.Deserialize<string>(request)!, "req", out var id));
        var token = await links.SignAsync(
            new LinkToken(LinkToken.Manage, _callers["admin@demo.test"]!.OrganizationId, id), default);
        _clients[Link].DefaultRequestHeaders.Authorization = new("Bearer", token);
        _callers[Link] = (await links.FindAsync(token, default))!.Caller;
    }

    /// <summary>All that a visitor could call theirs is a request.</summary>
    private static Dictionary<string, string> Only(Dictionary<string, string> ids, string request) => new(ids)
    {
        ["request"] = request,
        ["version"] = "2",
        ["client"] = request,
        ["contact"] = request,
        ["ticket"] = request,
    };

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
