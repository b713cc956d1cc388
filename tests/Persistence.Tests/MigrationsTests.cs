using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Slotline.Tests.Servers;

namespace Slotline.Persistence.Tests;

/// <summary>
/// A database that an older version filled keeps every row when this version takes it over. The rows are those of a
/// database of today, as far as the older version had their tables and columns.
/// </summary>
public abstract class MigrationsTests
{
    /// <summary>One with rows of a firm at work.</summary>
    protected abstract Task<Store> OpenAsync();

    /// <summary>An empty database, and what takes it away again.</summary>
    protected abstract Task<(string ConnectionString, IAsyncDisposable Removal)> EmptyAsync();

    protected abstract string TablesSql { get; }

    protected abstract string ColumnsSql(string table);

    protected abstract string RowsSql(string table, string columns);

    /// <summary>Fills a table of one database by what the other holds, whatever the order of the tables.</summary>
    protected abstract Task CopyAsync(DbConnection into, Store from, string table, string columns, string rows);

    [Fact]
    public async Task Each_older_version_s_rows_are_all_there_afterwards()
    {
        await using var today = await OpenAsync();
        var cast = await Cast.SaveAsync(today);
        var request = await today.CommitAsync(change => Task.FromResult(cast.Ask(change, 10)));
        await today.CommitAsync(change => Task.FromResult(cast.Ask(change, 14)));
        await today.CommitAsync(change => cast.ApproveAsync(change, request.Id, cast.Ana));
        await using var db = today.Database.OpenSchema();

        var older = db.Database.GetMigrations().SkipLast(1).ToList();
        Assert.NotEmpty(older);
        foreach (var version in older)
        {
            await TakeOverAsync(today, version);
        }
    }

    private async Task TakeOverAsync(Store today, string version)
    {
        var (connectionString, removal) = await EmptyAsync();
        await using var removed = removal;
        await using var database = new SlotlineDatabase(connectionString);
        await using var source = today.Database.OpenSchema();
        await source.Database.OpenConnectionAsync();
        var from = source.Database.GetDbConnection();
        var kept = new List<(string Table, string Columns, string Rows)>();
        await using (var db = database.OpenSchema())
        {
            await db.Database.OpenConnectionAsync();
            await db.GetService<IMigrator>().MigrateAsync(version);
            var into = db.Database.GetDbConnection();
            foreach (var table in await ReadAsync(into, TablesSql))
            {
                var columns = (await ReadAsync(into, ColumnsSql(table)))
                    .Intersect(await ReadAsync(from, ColumnsSql(table))).ToList();
                var list = string.Join(", ", columns.Select(column => $"\"{column}\""));
                var rows = columns.Count == 0 ? "" : string.Join('\n', await ReadAsync(from, RowsSql(table, list)));
                if (rows.Length > 0)
                {
                    await CopyAsync(into, today, table, list, rows);
                    kept.Add((table, list, rows));
                }
            }
        }

        Assert.InRange(kept.Count, 8, int.MaxValue);
        await SchemaUpdate.ApplyAsync(database, CancellationToken.None);

        await using var after = database.OpenSchema();
        await after.Database.OpenConnectionAsync();
        Assert.False(after.Database.HasPendingModelChanges());
        foreach (var (table, columns, rows) in kept)
        {
            var now = await ReadAsync(after.Database.GetDbConnection(), RowsSql(table, columns));
            Assert.Equal($"{version} {table}: {rows}", $"{version} {table}: {string.Join('\n', now)}");
        }
    }

    protected static async Task<List<string>> ReadAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync())
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }

    protected static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}

public sealed class PostgresMigrationsTests : MigrationsTests
{
    protected override string TablesSql =>
        """
        SELECT table_name::text FROM information_schema.tables
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> '__EFMigrationsHistory'
        """;

    protected override string ColumnsSql(string table) =>
        $"""
        SELECT column_name::text FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = '{table}' AND is_generated = 'NEVER'
        """;

    protected override string RowsSql(string table, string columns) =>
        $"SELECT row_to_json(t)::text FROM (SELECT {columns} FROM \"{table}\") t ORDER BY 1";

    protected override Task<Store> OpenAsync() => Store.OnPostgresAsync();

    protected override async Task<(string ConnectionString, IAsyncDisposable Removal)> EmptyAsync()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        return (database.ConnectionString, database);
    }

    protected override Task CopyAsync(DbConnection into, Store from, string table, string columns, string rows)
    {
        var json = $"[{rows.Replace('\n', ',')}]".Replace("'", "''", StringComparison.Ordinal);
        return RunAsync(
            into,
            $"""
            SET session_replication_role = replica;
            INSERT INTO "{table}" ({columns})
                SELECT {columns} FROM json_populate_recordset(NULL::"{table}", '{json}');
            SET session_replication_role = DEFAULT;
            """);
    }
}

public sealed class SqliteMigrationsTests : MigrationsTests
{
    protected override string TablesSql =>
        """
        SELECT name FROM sqlite_master
        WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\_\_EF%' ESCAPE '\'
        """;

    protected override string ColumnsSql(string table) =>
        $"SELECT name FROM pragma_table_xinfo('{table}') WHERE hidden = 0";

    protected override string RowsSql(string table, string columns) =>
        $"""
        SELECT {string.Join(" || ' ' || ", columns.Split(", ").Select(column => $"quote({column})"))}
        FROM "{table}" ORDER BY 1
        """;

    protected override Task<Store> OpenAsync() => Store.OnSqliteAsync();

    protected override Task<(string ConnectionString, IAsyncDisposable Removal)> EmptyAsync()
    {
        var file = Path.Combine(Path.GetTempPath(), $"slotline-{Guid.CreateVersion7():N}.db");
        return Task.FromResult<(string, IAsyncDisposable)>(($"Data Source={file}", new Removal(file)));
    }

    protected override async Task CopyAsync(
        DbConnection into, Store from, string table, string columns, string rows)
    {
        var file = from.ConnectionString["Data Source=".Length..];
        await RunAsync(into, $"PRAGMA foreign_keys = OFF; ATTACH '{file}' AS today");
        await RunAsync(into, $"INSERT INTO main.\"{table}\" ({columns}) SELECT {columns} FROM today.\"{table}\"");
        await RunAsync(into, "DETACH today; PRAGMA foreign_keys = ON");
    }

    private sealed class Removal(string file) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            File.Delete(file);
            return ValueTask.CompletedTask;
        }
    }
}
