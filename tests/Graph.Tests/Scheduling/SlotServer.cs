using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Testing;
using Slotline.Graph.Tests.Stories;

namespace Slotline.Graph.Tests.Scheduling;

/// <summary>
/// One server for all tests of slots on one kind of database, with a clock that each test sets. Tests share its
/// organization, and keep apart by services and technicians of their own.
/// </summary>
public abstract class SlotServer(bool onPostgres) : IAsyncLifetime
{
    private static readonly Credentials Credentials = new("admin@slots.test", "slotline-slots-1");

    private int _number;
    private Instant _signedInAt;
    private RunningServer _server = null!;

    internal FakeClock Clock { get; } = new(Instant.FromUtc(2026, 1, 1, 0, 0));

    internal Person Admin { get; private set; } = null!;

    internal StatementCounter Statements => _server.Statements;

    internal IServiceProvider Services => _server.Services;

    /// <summary>A contact that requests are made for.</summary>
    internal string ContactId { get; private set; } = "";

    public async Task InitializeAsync()
    {
        _server = await RunningServer.StartEmptyAsync(onPostgres, Clock, Credentials);
        await SetClockAsync(Clock.GetCurrentInstant());
        var client = await DoAsync("createClient", new { name = "Acme" }, "client { id }");
        var contact = new { clientId = (string)client["client"]!["id"]!, name = "Carla", email = "carla@acme.test" };
        ContactId = (string)(await DoAsync("createContact", contact, "contact { id }"))["contact"]!["id"]!;
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    /// <summary>Makes it another time, with the admin signed in.</summary>
    internal async Task SetClockAsync(Instant now)
    {
        Clock.Reset(now);
        if (now >= _signedInAt && now < _signedInAt + Duration.FromDays(1)) return;
        Admin = await _server.SignInAsync(Credentials);
        _signedInAt = now;
    }

    /// <summary>A number that no other test of this server has.</summary>
    internal int NextNumber() => Interlocked.Increment(ref _number);

    /// <summary>What a mutation answers that must not be refused.</summary>
    internal async Task<JsonNode> DoAsync(string mutation, object input, string selection = "")
    {
        var payload = await TryAsync(mutation, input, selection);
        Assert.True(payload["errors"]!.AsArray().Count == 0, $"{mutation}: {payload.ToJsonString()}");
        return payload;
    }

    /// <summary>What a mutation answers, errors and all.</summary>
    internal async Task<JsonNode> TryAsync(string mutation, object input, string selection = "")
    {
        var type = $"{char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input!";
        var data = await Admin.AskAsync(
            $$"""
            mutation($input: {{type}}) { {{mutation}}(input: $input) {
              {{selection}} errors { code field message violations { rule } } } }
            """,
            new { input });
        return data[mutation]!;
    }
}

public sealed class SqliteSlotServer() : SlotServer(onPostgres: false);

public sealed class PostgresSlotServer() : SlotServer(onPostgres: true);

[CollectionDefinition(Name)]
public sealed class SqliteSlots : ICollectionFixture<SqliteSlotServer>
{
    public const string Name = "Slots on SQLite";
}

[CollectionDefinition(Name)]
public sealed class PostgresSlots : ICollectionFixture<PostgresSlotServer>
{
    public const string Name = "Slots on PostgreSQL";
}
