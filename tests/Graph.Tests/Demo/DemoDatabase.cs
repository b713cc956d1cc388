using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using NodaTime;
using NodaTime.Testing;
using Slotline.Graph.Demo;
using Slotline.Graph.Settings;
using Slotline.Graph.SigningIn;
using Slotline.Persistence;

namespace Slotline.Graph.Tests.Demo;

/// <summary>A SQLite file that a first start has filled with the demo.</summary>
public sealed class DemoDatabase : IAsyncLifetime
{
    public static readonly Instant Now = Instant.FromUtc(2026, 8, 12, 16, 20);
    public static readonly Passwords Passwords = new();

    private readonly DirectoryInfo _directory = System.IO.Directory.CreateTempSubdirectory("slotline-demo-");
    private readonly Instant _now;

    public DemoDatabase()
        : this(Now)
    {
    }

    internal DemoDatabase(Instant now) => _now = now;

    internal SlotlineDatabase Database { get; private set; } = null!;

    public string ConnectionString => $"Data Source={Path.Combine(_directory.FullName, "demo.db")}";

    public async Task InitializeAsync()
    {
        Database = new SlotlineDatabase(ConnectionString);
        await SchemaUpdate.ApplyAsync(Database, CancellationToken.None);
        await StartAsync(Database, _now, ("Demo:Seed", "true"));
    }

    /// <summary>What a node does when it starts with these settings.</summary>
    public static Task StartAsync(SlotlineDatabase database, Instant now, params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(s => s.Name, s => (string?)s.Value)).Build();
        return new FirstStart(database, SlotlineSettings.Read(configuration), Passwords, new FakeClock(now))
            .FillAsync(CancellationToken.None);
    }

    public Task<SlotlineContext> OpenAsync(string slug) => OpenAsync(Database, slug);

    public static async Task<SlotlineContext> OpenAsync(SlotlineDatabase database, string slug)
    {
        await using var db = database.OpenUnbound();
        return database.Open(
            await db.Organizations.IgnoreQueryFilters().Where(o => o.Slug == slug).Select(o => o.Id).SingleAsync());
    }

    public async Task DisposeAsync()
    {
        await Database.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
