using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Slotline.Graph.Tests.Stories;
using Slotline.Tests.Servers;

namespace Slotline.Graph.Tests.People;

/// <summary>Sessions: their owner sees them and ends them, and what came by them ends on every server.</summary>
public sealed class SessionTests
{
    private const string Mine = "{ viewer { sessions { id isCurrent address userAgent createdAt lastUsedAt } } }";
    private const string WhoAmI = "{ viewer { role } }";
    private const string Pending = "subscription { pendingCount { count } }";

    [Fact]
    public async Task Its_owner_sees_each_of_their_own_and_which_one_this_is()
    {
        await using var server = await RunningServer.StartAsync(onPostgres: false);
        await server.SignInAsync("admin@demo.test");
        await server.SignInAsync("dispatcher@demo.test");
        var second = await server.SignInAsync("admin@demo.test");

        var sessions = (await second.AskAsync(Mine))["viewer"]!["sessions"]!.AsArray();

        Assert.Equal(2, sessions.Count);
        Assert.Single(sessions, session => session!["isCurrent"]!.GetValue<bool>());
        Assert.All(sessions, session => Assert.NotNull(session!["address"]));
    }

    [Fact]
    public async Task A_revoked_one_is_refused_at_once_and_nobody_can_revoke_anothers()
    {
        await using var server = await RunningServer.StartAsync(onPostgres: false);
        var first = await server.SignInAsync("admin@demo.test");
        var second = await server.SignInAsync("admin@demo.test");
        var other = await server.SignInAsync("dispatcher@demo.test");
        var sessions = (await second.AskAsync(Mine))["viewer"]!["sessions"]!.AsArray();
        var id = sessions.Single(s => !s!["isCurrent"]!.GetValue<bool>())!["id"]!.GetValue<string>();

        Assert.Equal("NOT_FOUND id", (await other.DoAsync("revokeSession", new { id })).Errors());
        Assert.NotNull((await first.AskAsync(WhoAmI))["viewer"]);
        Assert.Equal("", (await second.DoAsync("revokeSession", new { id })).Errors());

        await AssertIsRefusedAsync(first);
        Assert.NotNull((await second.AskAsync(WhoAmI))["viewer"]);
        Assert.Equal("NOT_FOUND id", (await second.DoAsync("revokeSession", new { id })).Errors());
    }

    [Fact]
    public async Task All_others_can_be_ended_together()
    {
        await using var server = await RunningServer.StartAsync(onPostgres: false);
        var first = await server.SignInAsync("client@demo.test");
        var second = await server.SignInAsync("client@demo.test");
        var third = await server.SignInAsync("client@demo.test");

        var data = await third.AskAsync("mutation { revokeOtherSessions { count errors { code } } }");

        Assert.Equal(2, data["revokeOtherSessions"]!["count"]!.GetValue<int>());
        await AssertIsRefusedAsync(first);
        await AssertIsRefusedAsync(second);
        Assert.NotNull((await third.AskAsync(WhoAmI))["viewer"]);
    }

    [Fact]
    public async Task It_ends_when_it_is_not_used_and_when_its_time_is_over()
    {
        await using var server = await RunningServer.StartAsync(onPostgres: false);
        var idle = await server.SignInAsync("admin@demo.test");
        await using var db = server.Open();
        var longAgo = server.Services.GetRequiredService<IClock>().GetCurrentInstant() - Duration.FromDays(8);
        await db.Sessions.IgnoreQueryFilters()
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.LastUsedAt, longAgo));
        await AssertIsRefusedAsync(idle);

        var old = await server.SignInAsync("dispatcher@demo.test");
        await db.Sessions.IgnoreQueryFilters()
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.ExpiresAt, longAgo));
        await AssertIsRefusedAsync(old);
    }

    [Fact]
    public async Task Nobody_has_more_than_fifty()
    {
        await using var server = await RunningServer.StartAsync(onPostgres: false);
        var first = await server.SignInAsync("admin@demo.test");
        for (var i = 0; i < 50; i++)
        {
            await server.SignInAsync("admin@demo.test");
        }

        await AssertIsRefusedAsync(first);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_another_server_ended_ends_here_within_seconds(bool byDeactivating)
    {
        await using var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var here = await RunningServer.StartAsync(onPostgres: true, shared: database);
        await using var there = await RunningServer.StartAsync(onPostgres: true, shared: database);
        var dispatcher = await here.SignInAsync("dispatcher@demo.test");
        var same = there.Nobody();
        same.Token = dispatcher.Token;
        await using var socket = await Subscriber.OpenAsync(here, dispatcher, Pending);
        await socket.NextAsync();

        if (byDeactivating)
        {
            var admin = await there.SignInAsync("admin@demo.test");
            var staff = await admin.AskAsync("{ staffMembers { nodes { id email } } }");
            var id = staff["staffMembers"]!["nodes"]!.AsArray()
                .Single(s => s!["email"]!.GetValue<string>() == "dispatcher@demo.test")!["id"]!.GetValue<string>();
            Assert.Equal("", (await admin.DoAsync("updateStaffMember", new { id, isActive = false })).Errors());
        }
        else
        {
            await same.AskAsync("mutation { signOut { errors { code } } }");
        }

        Assert.Equal(4403, await socket.ClosedAsync());
        await AssertIsRefusedInTimeAsync(dispatcher);
    }

    /// <summary>Another server may believe a session for a few seconds more, and no longer.</summary>
    private static async Task AssertIsRefusedInTimeAsync(Person person)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await person.PostAsync(WhoAmI))["errors"] is null)
        {
            await Task.Delay(100, patience.Token);
        }
    }

    private static async Task AssertIsRefusedAsync(Person person)
    {
        var answer = await person.PostAsync(WhoAmI);
        Assert.Equal("UNAUTHENTICATED", answer["errors"]?[0]!["extensions"]!["code"]!.GetValue<string>());
    }
}
