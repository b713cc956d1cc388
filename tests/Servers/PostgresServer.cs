using System.Collections.Concurrent;
using DotNet.Testcontainers.Containers;
using Npgsql;

namespace Slotline.Tests.Servers;

/// <summary>
/// A real PostgreSQL. <see cref="SharedAsync"/> is one for the whole test process, for tests that want a database;
/// <see cref="StartAsync"/> gives one of their own to tests that stop, restart or kill it.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    public const string Setting = "SLOTLINE_TEST_POSTGRES";

    private const int Attempts = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Lazy<Task<PostgresServer>> Shared = new(ConnectOrStartAsync);

    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _templates = new();
    private readonly PostgresProgram? _program;
    private readonly IContainer? _container;

    private PostgresServer(string connectionString, PostgresProgram? program, IContainer? container)
    {
        ConnectionString = connectionString;
        _program = program;
        _container = container;
    }

    /// <summary>To its maintenance database, as a user who may create databases.</summary>
    public string ConnectionString { get; }

    public static Task<PostgresServer> SharedAsync() => Shared.Value;

    /// <summary>A server of the caller's own.</summary>
    /// <param name="durable">Writes reach the disk before a commit answers; slower, for tests that kill it.</param>
    public static async Task<PostgresServer> StartAsync(bool durable = false)
    {
        for (var attempt = 1; ; attempt++)
        {
            var server = await CreateAsync(ServerProcess.FreePort(), durable);
            try
            {
                await server.StartAgainAsync();
                return server;
            }
            catch (InvalidOperationException) when (attempt < Attempts)
            {
                // Another process took the port between our look and the server's start.
                await server.DisposeAsync();
            }
        }
    }

    /// <summary>An empty database of the caller's own.</summary>
    public Task<TestDatabase> CreateDatabaseAsync() => TestDatabase.CreateAsync(this, "template1");

    /// <summary>
    /// A database of the caller's own, copied from a template that <paramref name="prepare"/> filled once for the whole
    /// test process: migrated, or with the demo's data.
    /// </summary>
    /// <param name="template">Names what the template holds, so that tests with the same wish share it.</param>
    /// <param name="prepare">Fills the empty database of the connection string it is given.</param>
    public async Task<TestDatabase> CreateDatabaseAsync(string template, Func<string, Task> prepare)
    {
        var name = await _templates.GetOrAdd(template, _ => new(() => PrepareAsync(prepare))).Value;
        return await TestDatabase.CreateAsync(this, name);
    }

    /// <summary>Stops it in good order; its data and its port stay for <see cref="StartAgainAsync"/>.</summary>
    public Task StopAsync() => _container is null ? Own().StopAsync() : _container.StopAsync();

    /// <summary>Ends it as a power cut would.</summary>
    public Task KillAsync() =>
        _container is null ? Own().KillAsync() : _container.StopAsync();

    public async Task StartAgainAsync()
    {
        if (_container is null)
        {
            await Own().StartAsync();
        }
        else if (_container.State != TestcontainersStates.Running)
        {
            await _container.StartAsync();
        }

        await WaitUntilReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await (_program?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_container?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    internal async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<PostgresServer> ConnectOrStartAsync()
    {
        if (Environment.GetEnvironmentVariable(Setting) is not { Length: > 0 } given)
        {
            return await StartAsync();
        }

        var server = new PostgresServer(Unpooled(given), null, null);
        await server.ExecuteAsync("SELECT 1");
        return server;
    }

    private static async Task<PostgresServer> CreateAsync(int port, bool durable)
    {
        var text = $"Host=127.0.0.1;Port={port};Username=slotline;Password=slotline;Database=postgres";
        if (PostgresProgram.Find(port, durable) is { } program)
        {
            return new PostgresServer(Unpooled(text), program, null);
        }

        var environment = new Dictionary<string, string>
        {
            ["POSTGRES_USER"] = "slotline",
            ["POSTGRES_PASSWORD"] = "slotline",
            ["POSTGRES_DB"] = "postgres",
        };
        var container = await ServerSource.ContainerAsync("PostgreSQL", Setting, () => ServerContainer.StartAsync(
            "postgres:17-alpine", port, 5432, environment, ["postgres", .. PostgresProgram.Options(durable)]));
        return new PostgresServer(Unpooled(text), null, container);
    }

    // A pooled connection would keep a template from being copied and a database from being dropped.
    private static string Unpooled(string text) =>
        new NpgsqlConnectionStringBuilder(text) { Pooling = false, Timeout = 15 }.ConnectionString;

    private async Task<string> PrepareAsync(Func<string, Task> prepare)
    {
        var database = await CreateDatabaseAsync();
        database.DropAtExit();
        var unpooled = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false };
        await prepare(unpooled.ConnectionString);
        NpgsqlConnection.ClearAllPools();
        return database.Name;
    }

    private async Task WaitUntilReadyAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                await ExecuteAsync("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (_program is { HasExited: true })
            {
                throw new InvalidOperationException($"PostgreSQL did not start: {_program.LogTail()}");
            }
            catch (NpgsqlException) when (!patience.IsCancellationRequested)
            {
                await Task.Delay(50);
            }
        }
    }

    private PostgresProgram Own() => _program ?? throw new InvalidOperationException(
        $"The server that {Setting} names is not this test's to stop; take one by {nameof(StartAsync)}.");
}
