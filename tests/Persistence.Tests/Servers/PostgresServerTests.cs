using Npgsql;
using Slotline.Tests.Servers;

namespace Slotline.Persistence.Tests.Servers;

public sealed class PostgresServerTests
{
    [Fact]
    public async Task Gives_each_class_a_copy_of_a_template_that_was_prepared_once()
    {
        var server = await PostgresServer.SharedAsync();
        var prepared = 0;
        async Task Prepare(string connectionString)
        {
            Interlocked.Increment(ref prepared);
            await ScalarAsync(connectionString, "CREATE TABLE note (text text); INSERT INTO note VALUES ('template')");
        }

        var databases = await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => server.CreateDatabaseAsync("note", Prepare)));
        await ScalarAsync(databases[0].ConnectionString, "UPDATE note SET text = 'mine'");

        Assert.Equal(1, prepared);
        Assert.Equal("mine", await ScalarAsync(databases[0].ConnectionString, "SELECT text FROM note"));
        Assert.All(databases[1..], other =>
            Assert.Equal("template", ScalarAsync(other.ConnectionString, "SELECT text FROM note").Result));
        foreach (var database in databases)
        {
            await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task Drops_a_database_that_is_still_in_use()
    {
        var server = await PostgresServer.SharedAsync();
        var database = await server.CreateDatabaseAsync();
        await using var open = new NpgsqlConnection(database.ConnectionString);
        await open.OpenAsync();

        await database.DisposeAsync();

        var left = await ScalarAsync(
            server.ConnectionString, $"SELECT count(*) FROM pg_database WHERE datname = '{database.Name}'");
        Assert.Equal(0L, left);
    }

    [Fact]
    public async Task Keeps_what_was_committed_over_a_kill_and_answers_at_the_same_address()
    {
        await using var server = await PostgresServer.StartAsync(durable: true);
        await ScalarAsync(server.ConnectionString, "CREATE TABLE note (text text); INSERT INTO note VALUES ('kept')");

        await server.KillAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ScalarAsync(server.ConnectionString, "SELECT 1"));
        await server.StartAgainAsync();

        Assert.Equal("kept", await ScalarAsync(server.ConnectionString, "SELECT text FROM note"));
        await server.StopAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ScalarAsync(server.ConnectionString, "SELECT 1"));
        await server.StartAgainAsync();
        Assert.Equal("kept", await ScalarAsync(server.ConnectionString, "SELECT text FROM note"));
    }

    [Fact]
    public async Task Can_build_the_exclusion_constraint_that_the_product_needs()
    {
        var server = await PostgresServer.SharedAsync();
        await using var database = await server.CreateDatabaseAsync();

        await ScalarAsync(database.ConnectionString, "CREATE EXTENSION btree_gist");

        Assert.Equal("btree_gist", await ScalarAsync(
            database.ConnectionString, "SELECT extname::text FROM pg_extension WHERE extname = 'btree_gist'"));
    }

    private static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
