using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Slotline.Graph.Engine;
using Slotline.Tests.Servers;

namespace Slotline.Graph.Tests.Stories;

/// <summary>A query that nobody waits for any more does not go on in the database.</summary>
public sealed class SlowStatementTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private TestDatabase _database = null!;
    private NpgsqlConnection _watch = null!;

    public async Task InitializeAsync()
    {
        _database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        _watch = new NpgsqlConnection(_database.ConnectionString);
        await _watch.OpenAsync();
    }

    public async Task DisposeAsync()
    {
        await _watch.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task It_is_cancelled_when_its_client_leaves()
    {
        await using var server = await RunningServer.StartAsync(onPostgres: true, shared: _database);
        var person = await server.SignInAsync("dispatcher@demo.test");
        await using var lockHolder = await LockAsync();
        using var leaving = new CancellationTokenSource();
        var asked = AskAsync(server, person, leaving.Token);
        await WaitingAsync(statements: 1);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await WaitingAsync(statements: 0);
    }

    [Fact]
    public async Task It_is_cancelled_when_it_takes_too_long()
    {
        await using var server = await RunningServer.StartAsync(
            onPostgres: true,
            shared: _database,
            services: services => services.Configure<GraphEngineOptions>(
                options => options.Timeout = TimeSpan.FromSeconds(3)));
        var person = await server.SignInAsync("dispatcher@demo.test");
        await using var lockHolder = await LockAsync();

        var answer = await AskAsync(server, person, CancellationToken.None);

        Assert.Contains("\"TIMEOUT\"", answer, StringComparison.Ordinal);
        await WaitingAsync(statements: 0);
    }

    private static async Task<string> AskAsync(RunningServer server, Person person, CancellationToken cancellationToken)
    {
        using var http = server.CreateClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", person.Token);
        using var response = await http.PostAsJsonAsync(
            new Uri("/graphql", UriKind.Relative), new { query = "{ savedReplies { title } }" }, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <summary>Nobody reads saved replies until what is answered is disposed.</summary>
    private async Task<NpgsqlConnection> LockAsync()
    {
        var holder = new NpgsqlConnection(_database.ConnectionString + ";Pooling=false");
        await holder.OpenAsync();
        await using var command = new NpgsqlCommand(
            """BEGIN; LOCK TABLE "saved_replies" IN ACCESS EXCLUSIVE MODE""", holder);
        await command.ExecuteNonQueryAsync();
        return holder;
    }

    private async Task WaitingAsync(int statements)
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var command = new NpgsqlCommand(
            """
            SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
            AND state = 'active' AND wait_event_type = 'Lock' AND query LIKE '%saved_replies%'
            """, _watch);
        while ((long)(await command.ExecuteScalarAsync(patience.Token))! != statements)
            await Task.Delay(50, patience.Token);
    }
}
