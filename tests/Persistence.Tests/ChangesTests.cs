using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;

namespace Slotline.Persistence.Tests;

/// <summary>What the writer promises, on whichever database.</summary>
public abstract class ChangesTests
{
    protected abstract Task<Store> OpenAsync();

    [Fact]
    public async Task A_request_is_stored_with_its_event_the_counter_and_the_messages()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        var commits = new List<Commit>();
        store.Changes.Committed += commits.Add;

        var request = await store.CommitAsync(change => Task.FromResult(cast.Ask(change, 10)));

        await using var db = store.Database.Open(store.Organization.Id);
        var stored = await db.AppointmentRequests.SingleAsync();
        var happened = await db.Events.SingleAsync();
        var organization = await store.ReadOrganizationAsync();
        Assert.Equal((request.Id, request.Reference, 1), (stored.Id, stored.Reference, stored.Version));
        Assert.Equal(Instant.FromUtc(2026, 8, 11, 10, 0), stored.StartsAt);
        Assert.Equal(
            (1, 1, AppointmentRequestEventType.Requested), (happened.Revision, happened.PendingCount, happened.Type));
        Assert.Equal("Dora", happened.Actor.Name);
        Assert.Equal((1, 1), (organization.Revision, organization.PendingCount));
        Assert.Equal(
            ["ada@first.test", "carla@acme.test"], await db.Mails.Select(m => m.Address).Order().ToListAsync());
        Assert.Single(await db.Notifications.ToListAsync());
        var commit = Assert.Single(commits);
        Assert.Equal(
            (store.Organization.Id, 1, 1, true),
            (commit.OrganizationId, commit.Revision, commit.ConfigurationVersion, commit.HasNotifications));
        Assert.Equal(request.Id, Assert.Single(commit.Events).RequestId);
    }

    [Fact]
    public async Task No_answer_overtakes_its_ring()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        var hasBegun = new TaskCompletionSource();
        var overtaken = new TaskCompletionSource<bool>();

        var answer = store.CommitAsync(async change =>
        {
            await hasBegun.Task;
            return cast.Ask(change, 10);
        });
        store.Changes.Committed += _ => overtaken.SetResult(((Task)answer).Wait(TimeSpan.FromMilliseconds(300)));
        hasBegun.SetResult();

        await answer;
        Assert.False(await overtaken.Task);
    }

    [Fact]
    public async Task A_refused_act_stores_nothing_and_tells_its_own_caller_only()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);

        var acts = Enumerable.Range(0, 20).Select(i => store.CommitAsync(change =>
        {
            var request = cast.Ask(change, i % 20);
            return i % 2 == 0 ? Task.FromResult(request) : throw Refusal.InvalidInput("No.", "startsAt");
        })).ToList();
        var refused = 0;
        foreach (var act in acts)
        {
            refused += await Record.ExceptionAsync(() => act) is Refusal ? 1 : 0;
        }

        var organization = await store.ReadOrganizationAsync();
        await using var db = store.Database.Open(store.Organization.Id);
        Assert.Equal(10, refused);
        Assert.Equal((10, 10), (organization.Revision, organization.PendingCount));
        Assert.Equal(10, await db.AppointmentRequests.CountAsync());
    }

    [Fact]
    public async Task A_fault_in_one_act_leaves_its_neighbours_alone()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        var first = await store.CommitAsync(change => Task.FromResult(cast.Ask(change, 1)));

        var acts = Enumerable.Range(2, 10).Select(i => store.CommitAsync(change =>
        {
            var request = cast.Ask(change, i);
            if (i == 5)
            {
                // A reference to a row that is not there: the database refuses it, and with it the whole group.
                change.Db.Add(new Qualification(store.Organization.Id, Guid.CreateVersion7(), cast.Service.Id));
            }

            return i == 7 ? throw new InvalidTimeZoneException("A bug.") : Task.FromResult(request);
        })).ToList();
        var faults = new List<Exception?>();
        foreach (var act in acts)
        {
            faults.Add(await Record.ExceptionAsync(() => act));
        }

        var organization = await store.ReadOrganizationAsync();
        await using var db = store.Database.Open(store.Organization.Id);
        Assert.NotNull(first);
        Assert.Equal(2, faults.Count(fault => fault is not null));
        Assert.IsType<InvalidTimeZoneException>(faults[5]);
        Assert.Equal((9, 9), (organization.Revision, organization.PendingCount));
        Assert.Equal(
            Enumerable.Range(1, 9), await db.Events.OrderBy(e => e.Revision).Select(e => e.Revision).ToListAsync());
    }

    [Fact]
    public async Task The_database_itself_refuses_to_book_a_technician_twice()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        var asked = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ =>
            store.CommitAsync(change => Task.FromResult(cast.Ask(change, 10)))));

        await store.CommitAsync(change => cast.ApproveAsync(change, asked[0].Id, cast.Ana));
        var refusal = await Assert.ThrowsAsync<Refusal>(() =>
            store.CommitAsync(change => cast.ApproveAsync(change, asked[1].Id, cast.Ana)));
        await store.CommitAsync(change => cast.ApproveAsync(change, asked[1].Id, cast.Ben));

        Assert.Equal(RefusalCode.SlotTaken, refusal.Code);
        Assert.Equal((4, 0), await RevisionAndPendingAsync(store));
    }

    [Fact]
    public async Task Back_to_back_appointments_do_not_overlap_and_a_cancelled_one_frees_its_time()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        var ten = await store.CommitAsync(change => Task.FromResult(cast.Ask(change, 10)));
        var eleven = await store.CommitAsync(change => Task.FromResult(cast.Ask(change, 11)));
        var again = await store.CommitAsync(change => Task.FromResult(cast.Ask(change, 10)));

        await store.CommitAsync(change => cast.ApproveAsync(change, ten.Id, cast.Ana));
        await store.CommitAsync(change => cast.ApproveAsync(change, eleven.Id, cast.Ana));
        await store.CommitAsync(async change =>
        {
            var request = await change.Db.AppointmentRequests.Include(r => r.Service)
                .Include(r => r.Appointment!.Technician).SingleAsync(r => r.Id == ten.Id);
            request.Cancel(null, change.Organization.Defaults, cast.Dispatcher, change.Now);
            return true;
        });
        await store.CommitAsync(change => cast.ApproveAsync(change, again.Id, cast.Ana));

        Assert.Equal((7, 0), await RevisionAndPendingAsync(store));
    }

    [Fact]
    public async Task Thirty_two_writers_at_once_leave_no_gap_and_never_wait_for_a_lock_in_vain()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        await using var otherProcess = new Changes(store.Database, store.Clock);

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 320),
            new ParallelOptions { MaxDegreeOfParallelism = 32 },
            async (i, _) => await (i % 2 == 0 ? store.Changes : otherProcess).CommitAsync(
                store.Organization.Id, change => Task.FromResult(cast.Ask(change, i % 20)), CancellationToken.None));

        await using var db = store.Database.Open(store.Organization.Id);
        var revisions = await db.Events
            .OrderBy(e => e.Revision).Select(e => new { e.Revision, e.PendingCount }).ToListAsync();
        Assert.Equal((320, 320), await RevisionAndPendingAsync(store));
        Assert.Equal(Enumerable.Range(1, 320), revisions.Select(r => r.Revision));
        Assert.Equal(Enumerable.Range(1, 320), revisions.Select(r => r.PendingCount));
    }

    [Fact]
    public async Task It_ends_however_many_came_first_together()
    {
        await using var store = await OpenAsync();
        for (var round = 0; round < 500; round++)
        {
            var changes = new Changes(store.Database, store.Clock);
            using var together = new Barrier(2);
            var cancelled = new CancellationToken(canceled: true);

            await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
            {
                together.SignalAndWait();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(
                    () => changes.CommitAsync(store.Organization.Id, _ => Task.FromResult(0), cancelled));
            })));

            await changes.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task A_reference_across_organizations_cannot_be_stored()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        var other = await store.AddOrganizationAsync("second");
        var foreign = new Ticket(other.Id, "T-1");
        foreign.Describe("Theirs", null, true, cast.Client.Id);

        var fault = await Record.ExceptionAsync(() => store.Changes.CommitAsync(
            other.Id, change => Task.FromResult(change.Db.Add(foreign)), CancellationToken.None));

        Assert.IsType<DbUpdateException>(fault);
    }

    [Fact]
    public async Task A_context_sees_its_own_organization_only()
    {
        await using var store = await OpenAsync();
        await Cast.SaveAsync(store);
        var other = await store.AddOrganizationAsync("second");

        await using var theirs = store.Database.Open(other.Id);
        await using var nobodys = store.Database.OpenUnbound();

        Assert.Equal(0, await theirs.Technicians.CountAsync());
        Assert.Equal(["second"], await theirs.Organizations.Select(o => o.Slug).ToListAsync());
        Assert.Equal(0, await nobodys.Organizations.CountAsync());
    }

    [Fact]
    public async Task What_is_stored_is_read_back_as_it_was()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        store.Clock.Advance(Duration.FromTicks(17));

        var request = await store.CommitAsync(change => Task.FromResult(cast.Ask(change, 10)));

        await using var db = store.Database.Open(store.Organization.Id);
        var stored = await db.AppointmentRequests.SingleAsync();
        Assert.Equal(request.CreatedAt, stored.CreatedAt);
        Assert.Equal(request.Requester, stored.Requester);
        Assert.Null(stored.DecidedBy);
    }

    private static async Task<(int Revision, int PendingCount)> RevisionAndPendingAsync(Store store)
    {
        var organization = await store.ReadOrganizationAsync();
        return (organization.Revision, organization.PendingCount);
    }
}

public sealed class PostgresChangesTests : ChangesTests
{
    protected override Task<Store> OpenAsync() => Store.OnPostgresAsync();
}

public sealed class SqliteChangesTests : ChangesTests
{
    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("foreign_keys", "1")]
    public async Task A_connection_keeps_what_was_committed_and_lets_readers_pass(string pragma, string value)
    {
        await using var store = await OpenAsync();
        await using var db = store.Database.OpenUnbound();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {pragma}";

        Assert.Equal(value, Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture));
    }

    protected override Task<Store> OpenAsync() => Store.OnSqliteAsync();
}
