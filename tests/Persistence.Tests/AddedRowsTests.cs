using Microsoft.EntityFrameworkCore;
using Slotline.Domain.Requests;
using Slotline.Persistence.Queries;

namespace Slotline.Persistence.Tests;

public sealed class SqliteAddedRowsTests : AddedRowsTests
{
    protected override Task<Store> OpenAsync() => Store.OnSqliteAsync();
}

public sealed class PostgresAddedRowsTests : AddedRowsTests
{
    protected override Task<Store> OpenAsync() => Store.OnPostgresAsync();
}

/// <summary>What acts add is stored by plain statements; what else they do is the mapper's to store.</summary>
public abstract class AddedRowsTests
{
    /// <summary>In the order in which they can be deleted.</summary>
    private static readonly string[] Tables = ["mails", "notifications", "events", "appointment_requests"];

    protected abstract Task<Store> OpenAsync();

    [Fact]
    public async Task Every_column_is_what_the_mapper_would_have_stored()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        await store.CommitAsync(change => cast.Ask(change, 9));
        var request = await store.CommitAsync(change => Task.FromResult(cast.Ask(change, 10)));
        await store.CommitAsync(async change =>
        {
            (await change.Db.AppointmentRequests.Include(r => r.Service).SingleAsync(r => r.Id == request.Id))
                .Decline("No \"printer\" — ever.", cast.Dispatcher.Actor, change.Now);
            return true;
        });
        var stored = await DumpAsync(store);

        await using var db = store.Database.Open(store.Organization.Id);
        object[] rows =
        [
            .. await db.AppointmentRequests.ToListAsync(), .. await db.Events.ToListAsync(),
            .. await db.Notifications.ToListAsync(), .. await db.Mails.ToListAsync(),
        ];
        foreach (var table in Tables)
        {
            await AskAsync(store, $"DELETE FROM {table}");
        }

        db.AddRange(rows);
        await db.SaveChangesAsync();

        Assert.Equal(2 + 3, stored.Count(row => row.StartsWith("appointment_requests", StringComparison.Ordinal)
            || row.StartsWith("events", StringComparison.Ordinal)));
        Assert.Equal(await DumpAsync(store), stored);
    }

    [Fact]
    public async Task A_request_is_stored_so_and_a_change_of_one_is_not()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        var id = await store.CommitAsync(async change =>
        {
            var request = cast.Ask(change, 9);
            Assert.True(await AddedRows.TryStoreAsync(change.Db, change.CancellationToken));
            change.Db.ChangeTracker.Clear();
            return request.Id;
        });
        await store.CommitAsync(async change =>
        {
            var request = await change.Db.AppointmentRequests.Include(r => r.Service).SingleAsync(r => r.Id == id);
            request.Cancel(null, change.Organization.Defaults, cast.Dispatcher, change.Now);
            change.Db.ChangeTracker.DetectChanges();
            Assert.False(await AddedRows.TryStoreAsync(change.Db, change.CancellationToken));
            return true;
        });
    }

    [Fact]
    public async Task Each_status_is_counted_as_requests_come_to_it_and_leave_it()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        var ids = new List<Guid>();
        for (var hour = 0; hour < 10; hour++)
        {
            var at = hour;
            ids.Add(await store.CommitAsync(change => Task.FromResult(cast.Ask(change, at).Id)));
        }

        foreach (var id in ids.Take(3))
        {
            await store.CommitAsync(change => cast.ApproveAsync(change, id, cast.Ana));
        }

        await EachAsync(ids.Skip(3).Take(2), (r, change) => r.Decline(null, cast.Dispatcher.Actor, change.Now));
        await EachAsync([ids[0], ids[5]],
            (r, change) => r.Cancel(null, change.Organization.Defaults, cast.Dispatcher, change.Now));

        var organization = await store.ReadOrganizationAsync();
        Assert.Equal(
            (4, 2, 2, 2),
            (organization.PendingCount, organization.ApprovedCount, organization.DeclinedCount,
                organization.CancelledCount));

        async Task EachAsync(IEnumerable<Guid> some, Action<AppointmentRequest, Change> verb)
        {
            foreach (var id in some)
            {
                await store.CommitAsync(async change =>
                {
                    verb(
                        await change.Db.AppointmentRequests
                            .Include(r => r.Service).Include(r => r.Appointment!.Technician)
                            .SingleAsync(r => r.Id == id),
                        change);
                    return true;
                });
            }
        }
    }

    private static async Task<IReadOnlyList<string>> DumpAsync(Store store)
    {
        var rows = new List<string>();
        foreach (var table in Tables)
        {
            rows.AddRange((await AskAsync(store, $"SELECT * FROM {table}"))
                .Select(row => $"{table}: {row}").Order(StringComparer.Ordinal));
        }

        return rows;
    }

    private static async Task<IReadOnlyList<string>> AskAsync(Store store, string text)
    {
        await using var db = store.Database.OpenUnbound();
        return await PlainStatement.RunAsync<IReadOnlyList<string>>(
            db,
            text,
            _ => { },
            async reader =>
            {
                var rows = new List<string>();
                while (await reader.ReadAsync())
                {
                    rows.Add(string.Join(", ", Enumerable.Range(0, reader.FieldCount).Select(column =>
                        $"{reader.GetName(column)}={(reader.IsDBNull(column) ? "NULL" : reader.GetValue(column))}")));
                }

                return rows;
            },
            CancellationToken.None);
    }
}
