using Microsoft.EntityFrameworkCore;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Graph.Live;
using Slotline.Persistence.Tests;

namespace Slotline.Graph.Tests.Live;

/// <summary>What one may not see never reaches them, on one stream of events.</summary>
public abstract class EventScopeTests
{
    protected abstract Task<Store> OpenAsync();

    [Fact]
    public async Task Each_sees_what_is_theirs_whether_it_is_caught_up_or_live()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        var id = store.Organization.Id;
        var (acme, bolt) = (cast.Client, new Client(id, "Bolt"));
        var (carla, colin, bea) = (cast.Contact, new Contact(id, acme.Id, "Colin", "colin@acme.test"), new Contact(
            id, bolt.Id, "Bea", "bea@bolt.test"));
        await store.CommitAsync(change => change.Db.AddRange(bolt, colin, bea));
        await using var node = await LiveNode.StartAsync(store);
        var scopes = new Dictionary<string, EventScope>
        {
            ["staff"] = LiveNode.StaffOf(store),
            ["program"] = EventScope.Of(LiveNode.CallerOf(id, ActorKind.ApiClient, null)),
            ["admin of Acme"] =
                EventScope.Of(LiveNode.CallerOf(id, ActorKind.Contact, Role.ClientAdmin, carla.Id, acme.Id)),
            ["Colin"] = EventScope.Of(LiveNode.CallerOf(id, ActorKind.Contact, Role.ClientMember, colin.Id, acme.Id)),
            ["Bea"] = EventScope.Of(LiveNode.CallerOf(id, ActorKind.Contact, Role.ClientMember, bea.Id, bolt.Id)),
        };
        var expected = new Dictionary<string, int[]>
        {
            ["staff"] = [1, 2, 3, 4, 5, 6],
            ["program"] = [1, 2, 3, 4, 5, 6],
            ["admin of Acme"] = [1, 2, 5],
            ["Colin"] = [2, 5],
            ["Bea"] = [3, 6],
        };
        var live = scopes.ToDictionary(
            scope => scope.Key, scope => node.Follow(scope.Value, null).Start());
        await node.FollowedByAsync(store, live.Count);

        await node.AskAsync(store, cast with { Contact = carla }, 8);
        var asked = await node.AskAsync(store, cast with { Contact = colin }, 9);
        await node.AskAsync(store, cast with { Client = bolt, Contact = bea }, 10);
        await ChangeAsync(node, store, asked, request => request.UpdateInternalNotes(
            "Ring twice.", cast.Dispatcher.Actor, Store.Now));
        await ChangeAsync(node, store, asked, request => request.Decline("No.", cast.Dispatcher.Actor, Store.Now));
        await node.AskAsync(store, cast with { Client = bolt, Contact = bea }, 11);

        foreach (var (who, revisions) in expected)
        {
            await using var caughtUp = node.Follow(scopes[who], 0).GetAsyncEnumerator();
            Assert.Equal(revisions, (await caughtUp.TakeAsync(revisions.Length)).Select(e => e.Revision));
            await using var followed = live[who].Stream;
            Assert.True(await live[who].First.WaitAsync(LiveNode.Patience));
            AppointmentRequestEvent[] seen = [followed.Current, .. await followed.TakeAsync(revisions.Length - 1)];
            Assert.Equal(revisions, seen.Select(e => e.Revision));
        }
    }

    [Fact]
    public async Task Another_organization_is_never_heard_of()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        var other = await store.AddOrganizationAsync("second");
        await using var node = await LiveNode.StartAsync(store);
        using var ending = new CancellationTokenSource();
        var theirs = EventScope.Of(LiveNode.CallerOf(other.Id, ActorKind.StaffMember, Role.Admin));
        var (stream, first) = node.Follow(theirs, 0, ending.Token).Start();
        await using var ours = node.Follow(LiveNode.StaffOf(store), 0).GetAsyncEnumerator();

        await node.AskAsync(store, cast, 10);
        await ours.NextAsync();
        await Task.Delay(200);

        Assert.False(first.IsCompleted);
        await ending.CancelAsync();
        await first.MustBeCancelledAsync();
        await stream.DisposeAsync();
    }

    private static Task<bool> ChangeAsync(
        LiveNode node, Store store, AppointmentRequest asked, Action<AppointmentRequest> act) =>
        node.Changes.CommitAsync(
            store.Organization.Id,
            async change =>
            {
                act(await change.Db.AppointmentRequests.Include(r => r.Service).SingleAsync(r => r.Id == asked.Id));
                return true;
            },
            CancellationToken.None);
}

public sealed class PostgresEventScopeTests : EventScopeTests
{
    protected override Task<Store> OpenAsync() => Store.OnPostgresAsync();
}

public sealed class SqliteEventScopeTests : EventScopeTests
{
    protected override Task<Store> OpenAsync() => Store.OnSqliteAsync();
}
