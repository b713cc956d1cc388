using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Slotline.Domain;
using Slotline.Domain.Directory;

namespace Slotline.Persistence.Tests;

/// <summary>Acts that are written together read the directory once, and never what another left behind.</summary>
public abstract class SharedReadingTests
{
    protected abstract Task<Store> OpenAsync();

    [Fact]
    public async Task A_row_is_read_once_for_all_acts_of_a_group()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        var statements = new Statements();
        await using var database = new SlotlineDatabase(store.ConnectionString, statements);
        await using var changes = new Changes(database, store.Clock);

        var names = await TogetherAsync(store, changes, Enumerable.Repeat(AskAsync, 10));

        Assert.All(names, name => Assert.Equal("Carla", name));
        Assert.Equal(1, statements.Count("contacts"));

        async Task<string> AskAsync(Change change)
        {
            cast.Ask(change, 10);
            return (await change.FindAsync<Contact>(cast.Contact.Id))!.Name;
        }
    }

    [Fact]
    public async Task What_one_act_changes_the_next_one_sees()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        await using var changes = new Changes(store.Database, store.Clock);

        var seen = await TogetherAsync(store, changes, [
            async change => (await change.FindAsync<Contact>(cast.Contact.Id))!.Name,
            async change =>
            {
                (await change.Db.Contacts.SingleAsync()).Rename("Colin");
                return "changed";
            },
            async change => (await change.FindAsync<Contact>(cast.Contact.Id))!.Name,
        ]);

        Assert.Equal(["Carla", "changed", "Colin"], seen);
    }

    [Fact]
    public async Task What_a_refused_act_had_changed_the_next_one_does_not_see()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        await using var changes = new Changes(store.Database, store.Clock);

        var seen = await TogetherAsync(store, changes, [
            async change => (await change.FindAsync<Contact>(cast.Contact.Id))!.Name,
            async change =>
            {
                (await change.FindAsync<Contact>(cast.Contact.Id))!.Rename("Colin");
                throw Refusal.InvalidInput("No.", "name");
            },
            async change => (await change.FindAsync<Contact>(cast.Contact.Id))!.Name,
        ]);

        Assert.Equal(["Carla", "refused", "Carla"], seen);
    }

    /// <summary>Runs acts as one group: they wait behind another, which ends when all of them are there.</summary>
    private static async Task<string[]> TogetherAsync(
        Store store, Changes changes, IEnumerable<Func<Change, Task<string>>> acts)
    {
        var areAllThere = new TaskCompletionSource();
        var first = changes.CommitAsync(
            store.Organization.Id,
            async _ =>
            {
                await areAllThere.Task;
                return true;
            },
            CancellationToken.None);
        var together = acts.Select(act => changes.CommitAsync(store.Organization.Id, act, CancellationToken.None))
            .ToList();
        areAllThere.SetResult();
        await first;
        return await Task.WhenAll(together.Select(async act =>
        {
            try
            {
                return await act;
            }
            catch (Refusal)
            {
                return "refused";
            }
        }));
    }

    /// <summary>Counts what is read from a table.</summary>
    private sealed class Statements : DbCommandInterceptor
    {
        private readonly List<string> _seen = [];

        public int Count(string table)
        {
            lock (_seen)
            {
                return _seen.Count(text => text.Contains($"FROM {table} ", StringComparison.Ordinal)
                    || text.Contains($"FROM \"{table}\" ", StringComparison.Ordinal));
            }
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default)
        {
            lock (_seen)
            {
                _seen.Add(command.CommandText);
            }

            return ValueTask.FromResult(result);
        }
    }
}

public sealed class PostgresSharedReadingTests : SharedReadingTests
{
    protected override Task<Store> OpenAsync() => Store.OnPostgresAsync();
}

public sealed class SqliteSharedReadingTests : SharedReadingTests
{
    protected override Task<Store> OpenAsync() => Store.OnSqliteAsync();
}
