using Npgsql;

namespace Slotline.Tests.Servers;

/// <summary>A database of one test class on a shared server; it is dropped when the class is done.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static int count;

    private readonly PostgresServer _server;

    private TestDatabase(PostgresServer server, string name)
    {
        _server = server;
        Name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(_server.ConnectionString)
        {
            Database = name,
            Pooling = true,
        }.ConnectionString;
    }

    public string Name { get; }

    public string ConnectionString { get; }

    public async ValueTask DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await _server.ExecuteAsync($"DROP DATABASE IF EXISTS \"{Name}\" WITH (FORCE)");
    }

    internal static async Task<TestDatabase> CreateAsync(PostgresServer server, string template)
    {
        var number = Interlocked.Increment(ref count);
        var name = $"slotline_test_{Environment.ProcessId}_{Random.Shared.Next():x8}_{number}";
        await server.ExecuteAsync($"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\"");
        return new TestDatabase(server, name);
    }

    /// <summary>For templates, which every class may still want; a server that was given outlives the tests.</summary>
    internal void DropAtExit()
    {
        if (Environment.GetEnvironmentVariable(PostgresServer.Setting) is { Length: > 0 })
        {
            AppDomain.CurrentDomain.ProcessExit += (_, _) => DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(10));
        }
    }
}
