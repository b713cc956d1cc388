using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Graph.Demo;
using Slotline.Graph.Settings;
using Slotline.Persistence;
using Slotline.Tests.Servers;

namespace Slotline.Graph.Tests.Demo;

/// <summary>What an empty database is given, on whichever database.</summary>
public abstract class FirstStartTests : IAsyncLifetime
{
    private static readonly Instant Now = DemoDatabase.Now;
    private static readonly (string, string) Demo = ("Demo:Seed", "true");

    private static readonly (string, string)[] Bootstrap =
    [
        ("Bootstrap:OrganizationName", "Müller & Co. Werkstatt"),
        ("Bootstrap:AdminEmail", "Chef@mueller.test"),
        ("Bootstrap:AdminPassword", "a long enough password"),
        ("Bootstrap:TimeZone", "Europe/Berlin"),
    ];

    protected SlotlineDatabase Database { get; private set; } = null!;

    protected abstract Task<string> CreateDatabaseAsync();

    [Fact]
    public async Task Starting_again_adds_nothing()
    {
        await StartAsync(Now, Demo);
        await StartAsync(Now + Duration.FromDays(3), [Demo, .. Bootstrap]);

        await using var db = Database.OpenUnbound();
        Assert.Equal(2, await db.Organizations.IgnoreQueryFilters().CountAsync());
        await using var demo = await OpenAsync("demo");
        Assert.Equal(NorthgateWishes.All.Count, await demo.AppointmentRequests.CountAsync());
    }

    [Fact]
    public async Task The_first_organization_gets_an_admin_who_can_sign_in()
    {
        await StartAsync(Now, Bootstrap);

        await using var db = await OpenAsync("m-ller-co-werkstatt");
        var organization = await db.Organizations.SingleAsync();
        var account = await db.Accounts.SingleAsync();
        var admin = await db.StaffMembers.SingleAsync();
        Assert.Equal(("Müller & Co. Werkstatt", "Europe/Berlin"), (organization.Name, organization.TimeZoneId));
        Assert.Equal((admin.Id, Role.Admin), (account.StaffMemberId!.Value, admin.Role));
        Assert.Equal("chef@mueller.test", account.EmailKey);
        Assert.Equal(
            PasswordVerificationResult.Success, DemoDatabase.Passwords.Check(account, "a long enough password"));
    }

    [Fact]
    public async Task Both_can_be_had_together()
    {
        await StartAsync(Now, [Demo, .. Bootstrap]);

        await using var db = Database.OpenUnbound();
        Assert.Equal(
            ["demo", "demo2", "m-ller-co-werkstatt"],
            await db.Organizations.IgnoreQueryFilters().Select(o => o.Slug).Order().ToListAsync());
    }

    [Fact]
    public async Task Nothing_is_added_unasked()
    {
        await StartAsync(Now);

        await using var db = Database.OpenUnbound();
        Assert.Equal(0, await db.Organizations.IgnoreQueryFilters().CountAsync());
    }

    [Fact]
    public async Task A_demo_that_was_interrupted_is_begun_again()
    {
        await StartAsync(Now, [Demo, .. Bootstrap]);
        await using (var db = Database.OpenUnbound())
        {
            // As it would be, had the process ended before the accounts: nobody can sign in.
            await db.Accounts.IgnoreQueryFilters().Where(a => a.EmailKey != "chef@mueller.test").ExecuteDeleteAsync();
        }

        await StartAsync(Now + Duration.FromDays(1), [Demo, .. Bootstrap]);

        await using var demo = await OpenAsync("demo");
        Assert.Equal(NorthgateWishes.All.Count, await demo.AppointmentRequests.CountAsync());
        Assert.Equal(6, await demo.Accounts.CountAsync());
        Assert.True(await demo.Events.AnyAsync(e => e.OccurredAt > Now));
        await using var first = await OpenAsync("m-ller-co-werkstatt");
        Assert.Equal(1, await first.Accounts.CountAsync());
    }

    [Fact]
    public async Task An_organization_of_somebodys_that_is_called_demo_is_left_alone()
    {
        await StartAsync(Now, [("Bootstrap:OrganizationName", "Demo"), .. Bootstrap[1..]]);
        await StartAsync(Now, [Demo, ("Bootstrap:OrganizationName", "Demo"), .. Bootstrap[1..]]);

        await using var db = await OpenAsync("demo");
        Assert.Equal("chef@mueller.test", (await db.Accounts.SingleAsync()).EmailKey);
        Assert.Equal(0, await db.AppointmentRequests.CountAsync());
    }

    [Fact]
    public async Task An_organization_cannot_live_where_the_demo_does()
    {
        var stopped = await Assert.ThrowsAsync<WrongSetting>(() =>
            StartAsync(Now, [Demo, ("Bootstrap:OrganizationName", "demo2!"), .. Bootstrap[1..]]));

        Assert.Contains("'demo2'", stopped.Message, StringComparison.Ordinal);
    }

    public async Task InitializeAsync()
    {
        Database = new SlotlineDatabase(await CreateDatabaseAsync());
        await SchemaUpdate.ApplyAsync(Database, CancellationToken.None);
    }

    public virtual async Task DisposeAsync() => await Database.DisposeAsync();

    protected Task StartAsync(Instant now, params (string Name, string Value)[] settings) =>
        DemoDatabase.StartAsync(Database, now, settings);

    private Task<SlotlineContext> OpenAsync(string slug) => DemoDatabase.OpenAsync(Database, slug);
}

public sealed class PostgresFirstStartTests : FirstStartTests
{
    private TestDatabase? _database;

    [Fact]
    public async Task Nodes_that_start_together_make_one_demo()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            Task.Run(() => StartAsync(DemoDatabase.Now, ("Demo:Seed", "true")))));
        await using var db = await DemoDatabase.OpenAsync(Database, "demo");

        Assert.Equal(NorthgateWishes.All.Count, await db.AppointmentRequests.CountAsync());
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _database!.DisposeAsync();
    }

    protected override async Task<string> CreateDatabaseAsync()
    {
        _database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        return _database.ConnectionString;
    }
}

public sealed class SqliteFirstStartTests : FirstStartTests
{
    private readonly DirectoryInfo _directory = System.IO.Directory.CreateTempSubdirectory("slotline-demo-");

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    protected override Task<string> CreateDatabaseAsync() =>
        Task.FromResult($"Data Source={Path.Combine(_directory.FullName, "demo.db")}");
}
