using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Slotline.Tests.Servers;

namespace Slotline.Graph.Tests.Engine.Paging;

public sealed class PagingOnSqliteTests : PagingSpecification
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"slotline-{Guid.CreateVersion7():N}.db");

    protected override Task<DbContextOptions<ItemsContext>> CreateAsync() =>
        Task.FromResult(new DbContextOptionsBuilder<ItemsContext>().UseSqlite($"Data Source={_file}").Options);

    protected override Task DropAsync()
    {
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
        return Task.CompletedTask;
    }
}

public sealed class PagingOnPostgresTests : PagingSpecification
{
    private TestDatabase? _database;

    protected override async Task<DbContextOptions<ItemsContext>> CreateAsync()
    {
        _database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        return new DbContextOptionsBuilder<ItemsContext>()
            .UseNpgsql(_database.ConnectionString, npgsql => npgsql.UseNodaTime()).Options;
    }

    protected override async Task DropAsync() => await _database!.DisposeAsync();
}
