using Microsoft.EntityFrameworkCore;
using Npgsql;
using Slotline.Domain.Directory;
using Slotline.Tests.Servers;

namespace Slotline.Persistence.Tests;

/// <summary>
/// What PostgreSQL itself keeps apart: statements here are raw, without any filter of ours. The user who signs in is a
/// superuser, as in the composed product.
/// </summary>
public sealed class RowSecurityTests : IAsyncLifetime
{
    /// <summary>What is the server's, of no organization.</summary>
    private static readonly string[] OfTheServer = ["protection_keys", "sign_in_locks"];

    private Store _store = null!;
    private Organization _other = null!;

    public async Task InitializeAsync()
    {
        _store = await Store.OnPostgresAsync();
        _other = await _store.AddOrganizationAsync("second");
        foreach (var id in new[] { _store.Organization.Id, _other.Id })
        {
            await _store.Changes.CommitAsync(
                id,
                change =>
                {
                    change.Db.Add(new Client(id, "Acme"));
                    return Task.FromResult(true);
                },
                default);
        }
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task Every_table_of_the_model_has_the_wall_and_forces_it_on_its_owner()
    {
        await using var db = _store.Database.OpenUnbound();
        var tables = db.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).Distinct()
            .Except(OfTheServer).Order().ToList();

        var walled = await db.Database.SqlQueryRaw<string>(
            "SELECT relname AS \"Value\" FROM pg_class WHERE relrowsecurity AND relforcerowsecurity").ToListAsync();

        Assert.Equal(tables, walled.Order(StringComparer.CurrentCulture));
    }

    [Fact]
    public async Task A_raw_query_sees_the_rows_of_its_own_organization_only()
    {
        await using var db = _store.Database.Open(_store.Organization.Id);

        Assert.Equal([_store.Organization.Id], await IdsAsync(db, "SELECT id AS \"Value\" FROM organizations"));
        Assert.Equal(
            [_store.Organization.Id], await IdsAsync(db, "SELECT organization_id AS \"Value\" FROM clients"));
        Assert.Equal(
            [], await IdsAsync(db, $"SELECT id AS \"Value\" FROM clients WHERE organization_id = '{_other.Id}'"));
    }

    [Fact]
    public async Task A_raw_change_reaches_no_row_of_another_organization()
    {
        await using var db = _store.Database.Open(_store.Organization.Id);

        Assert.Equal(1, await db.Database.ExecuteSqlRawAsync("UPDATE clients SET name = 'Taken'"));
        Assert.Equal(1, await db.Database.ExecuteSqlRawAsync("DELETE FROM clients"));

        await using var theirs = _store.Database.Open(_other.Id);
        Assert.Equal("Acme", (await theirs.Clients.SingleAsync()).Name);
    }

    [Fact]
    public async Task A_row_cannot_be_put_into_another_organization()
    {
        await using var db = _store.Database.Open(_store.Organization.Id);
        db.Add(new Client(_other.Id, "Smuggled"));

        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
        Assert.Equal(
            PostgresErrorCodes.InsufficientPrivilege, ((PostgresException)refused.GetBaseException()).SqlState);

        var moved = await Assert.ThrowsAsync<PostgresException>(
            () => db.Database.ExecuteSqlAsync($"UPDATE clients SET organization_id = {_other.Id}"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, moved.SqlState);
    }

    [Fact]
    public async Task Nobody_sees_nothing_and_a_context_of_no_organization_finds_by_name()
    {
        await using var nobody = _store.Database.Open(Guid.Empty);
        await using var unbound = _store.Database.OpenUnbound();

        Assert.Equal([], await IdsAsync(nobody, "SELECT id AS \"Value\" FROM organizations"));
        Assert.Equal(2, (await IdsAsync(unbound, "SELECT id AS \"Value\" FROM organizations")).Count);
    }

    [Fact]
    public async Task A_statement_that_says_nothing_sees_nothing_whoever_used_its_connection_before()
    {
        var one = new NpgsqlConnectionStringBuilder(_store.ConnectionString) { MaxPoolSize = 1 }.ConnectionString;
        await using var database = new SlotlineDatabase(one);
        await using (var before = database.OpenUnbound())
        {
            Assert.Equal(2, await before.Organizations.IgnoreQueryFilters().CountAsync());
        }

        await using var db = database.Open(_store.Organization.Id);
        await db.Database.OpenConnectionAsync();
        await using var silent = db.Database.GetDbConnection().CreateCommand();
        silent.CommandText = "SELECT count(*) FROM organizations";

        Assert.Equal(0L, await silent.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_transaction_works_for_one_organization_from_its_first_statement_to_its_last()
    {
        await using var db = _store.Database.Open(_store.Organization.Id);
        for (var i = 0; i < 2; i++)
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Add(new Client(_store.Organization.Id, $"Client {i}"));
            await db.SaveChangesAsync();
            Assert.Equal(2 + i, await db.Database.ExecuteSqlRawAsync("UPDATE clients SET name = name"));
            await transaction.CommitAsync();
        }
    }

    [Fact]
    public async Task An_owner_who_may_not_make_roles_is_bound_as_well()
    {
        var server = await PostgresServer.SharedAsync();
        await using var empty = await server.CreateDatabaseAsync();
        var name = $"owner_{Guid.CreateVersion7():N}";
        await RunAsync(
            empty.ConnectionString,
            $"""
            CREATE EXTENSION btree_gist;
            CREATE ROLE {name} LOGIN PASSWORD 'owner';
            GRANT ALL ON SCHEMA public TO {name}
            """);
        var asOwner = new NpgsqlConnectionStringBuilder(empty.ConnectionString)
        {
            Username = name,
            Password = "owner",
            Pooling = false,
        }.ConnectionString;
        try
        {
            await using var database = new SlotlineDatabase(asOwner);
            await SchemaUpdate.ApplyAsync(database, default);
            var first = new Organization("First", "first", "UTC", Store.Now);
            var second = new Organization("Second", "second", "UTC", Store.Now);
            await using var unbound = database.OpenUnbound();
            unbound.AddRange(first, second);
            await unbound.SaveChangesAsync();

            await using var db = database.Open(first.Id);
            Assert.Equal(
                [name],
                await db.Database.SqlQueryRaw<string>("SELECT current_user::text AS \"Value\"").ToListAsync());
            Assert.Equal([first.Id], await IdsAsync(db, "SELECT id AS \"Value\" FROM organizations"));
        }
        finally
        {
            await RunAsync(empty.ConnectionString, $"DROP OWNED BY {name}; DROP ROLE {name}");
        }
    }

    private static Task<List<Guid>> IdsAsync(SlotlineContext db, string sql) =>
        db.Database.SqlQueryRaw<Guid>(sql).ToListAsync();

    private static async Task RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
