using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Slotline.Domain.Directory;
using Slotline.Persistence;
using Slotline.Tests.Servers;
using StackExchange.Redis;

namespace Slotline.Live;

/// <summary>The three servers that are compared, on one Redis.</summary>
internal sealed class Servers(PostgresServer postgres, RedisServer redis, string folder) : IAsyncDisposable
{
    private const string Bare = "bench:bare";
    private const string Yoga = "bench:yoga";
    private const string Firm = "demo";
    private const string Note = "What staff note of a request, so long that a frame has two hundred bytes";

    private readonly ConnectionMultiplexer _redis = ConnectionMultiplexer.Connect(redis.Address);
    private readonly List<Measured> _started = [];
    private SlotlineDatabase? _database;
    private Changes? _changes;

    public IReadOnlyList<Measured> All => _started;

    public async Task StartAsync()
    {
        _started.Add(await Measured.StartAsync(
            "bare Kestrel", Measured.Self("bare", redis.Address, Bare), "none",
            _ => Task.FromResult(("", Plainly(Bare, Frame)))));
        _started.Add(await Measured.StartAsync("Slotline", await ProductAsync(), "graphql", EnterAsync));
        await InstallYogaAsync();
        _started.Add(await Measured.StartAsync(
            "yoga",
            new ProcessStartInfo("node", [Path.Combine(YogaFolder, "server.js"), $"redis://{redis.Address}", Yoga]),
            "graphql",
            _ => Task.FromResult(("", Plainly(Yoga, Event)))));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in _started)
        {
            await one.DisposeAsync();
        }

        await (_changes?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_database?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _redis.DisposeAsync();
    }

    private static string YogaFolder
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Slotline.slnx")))
            {
                folder = folder.Parent ?? throw new InvalidOperationException("Run it from the repository.");
            }

            return Path.Combine(folder.FullName, "bench", "Live", "yoga");
        }
    }

    private static async Task InstallYogaAsync()
    {
        if (!Directory.Exists(Path.Combine(YogaFolder, "node_modules")))
        {
            using var npm = Process.Start(
                new ProcessStartInfo("npm", ["ci", "--silent"]) { WorkingDirectory = YogaFolder })!;
            await npm.WaitForExitAsync();
        }
    }

    /// <summary>An event as the real server writes it, byte for byte as long.</summary>
    private static string Event(int revision) =>
        $$"""{"revision":{{revision}},"type":"NOTED","occurredAt":"2026-01-01T00:00:00.123456Z","changes":"""
        + $$"""[{"field":"internalNotes","to":"{{Note}} {{revision % 1_000:000}}"}]}""";

    private static string Frame(int revision) =>
        """{"id":"1","type":"next","payload":{"data":{"appointmentRequestChanged":""" + Event(revision) + "}}}";

    private Func<int, Task<Publication>> Plainly(string channel, Func<int, string> write)
    {
        var revision = 100_000;
        var bus = _redis.GetSubscriber();
        return async events =>
        {
            var messages = Enumerable.Range(revision + 1, events)
                .Select(one => Encoding.UTF8.GetBytes(write(one))).ToList();
            revision += events;
            var at = Stopwatch.GetTimestamp();
            await Task.WhenAll(messages.Select(one => bus.PublishAsync(RedisChannel.Literal(channel), one)));
            return new Publication(revision, at);
        };
    }

    private async Task<ProcessStartInfo> ProductAsync()
    {
        var database = await postgres.CreateDatabaseAsync();
        _database = new SlotlineDatabase(database.ConnectionString);
        _changes = new Changes(_database, TimeProvider.System.ToClock());
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "slotline.dll")])
        {
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["Data__Directory"] = folder,
            ["Demo__Seed"] = "true",
            ["ConnectionStrings__Database"] = database.ConnectionString,
            ["ConnectionStrings__Redis"] = redis.Address,
            ["Transport__MaxConnectionsPerAddress"] = "1000000",
            ["Transport__MaxConnectionsPerUser"] = "1000000",
            ["Limits__PerUser"] = "1000000000",
            ["Limits__PerVisitor"] = "1000000000",
            ["Limits__PerAddress"] = "1000000000",
        })
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>
    /// Signs in, and publishes as another server does: it commits, then rings on Redis. The time counts from the ring.
    /// </summary>
    private async Task<(string Token, Func<int, Task<Publication>> Publish)> EnterAsync(Uri address)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync(new Uri(address, "/graphql"), new
        {
            query = "mutation($input: SignInInput!) { signIn(input: $input) { token } }",
            variables = new { input = new { email = "admin@demo.test", password = "slotline-demo-1" } },
        });
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("data").GetProperty("signIn").GetProperty("token").GetString()!;
        await using var all = _database!.OpenUnbound();
        var organizationId = await all.Organizations.IgnoreQueryFilters()
            .Where(one => one.Slug == Firm).Select(one => one.Id).SingleAsync();
        await using var db = _database.Open(organizationId);
        var requestId = await db.AppointmentRequests.Select(one => one.Id).FirstAsync();
        var revision = 0;
        var channel = RedisChannel.Literal($"slotline:organization:{organizationId:N}");
        var bus = _redis.GetSubscriber();
        return (token, async events =>
        {
            var rings = new List<(int Revision, int ConfigurationVersion)>();
            _changes!.Committed += Keep;
            await Task.WhenAll(Enumerable.Range(0, events).Select(_ => NoteAsync(organizationId, requestId)));
            _changes.Committed -= Keep;
            var at = Stopwatch.GetTimestamp();
            await Task.WhenAll(rings.Select(ring => bus.PublishAsync(
                channel, string.Create(CultureInfo.InvariantCulture, $"{ring.Revision} {ring.ConfigurationVersion}"))));
            return new Publication(revision, at);

            void Keep(Commit commit)
            {
                lock (rings)
                {
                    rings.Add((commit.Revision, commit.ConfigurationVersion));
                    revision = Math.Max(revision, commit.Revision);
                }
            }
        });
    }

    private Task<bool> NoteAsync(Guid organizationId, Guid requestId) => _changes!.CommitAsync(
        organizationId,
        async change =>
        {
            var request = await change.Db.AppointmentRequests.Include(one => one.Service)
                .SingleAsync(one => one.Id == requestId);
            var note = string.Create(CultureInfo.InvariantCulture, $"{Note} {(request.Version + 1) % 1_000:000}");
            request.UpdateInternalNotes(note, new Actor(ActorKind.ApiClient, null, "Bench", null), change.Now);
            return true;
        },
        CancellationToken.None);
}
