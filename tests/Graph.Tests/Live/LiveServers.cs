using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using NodaTime;
using Slotline.Domain.Access;
using Slotline.Domain.Directory;
using Slotline.Graph.Access;
using Slotline.Graph.Tests.Settings;
using Slotline.Persistence.Tests;
using Slotline.Tests.Servers;

namespace Slotline.Graph.Tests.Live;

/// <summary>Several real servers, each a process, on one real PostgreSQL and one real Redis.</summary>
internal sealed class LiveServers : IAsyncDisposable
{
    private static readonly Instant FarFuture = Instant.FromUtc(2100, 1, 1, 0, 0);

    private readonly HttpClient _http = new();
    private readonly ServerStart?[] _servers;
    private readonly Uri?[] _addresses;
    private readonly string _redis;

    private LiveServers(int count, Store store, Cast cast, RedisServer redis)
    {
        (_servers, _addresses) = (new ServerStart?[count], new Uri?[count]);
        (Store, Cast, Redis, _redis) = (store, cast, redis, redis.NewConnectionString());
    }

    public Store Store { get; }

    public Cast Cast { get; }

    public RedisServer Redis { get; }

    public string DispatchersToken { get; private set; } = "";

    public static async Task<LiveServers> StartAsync(int count)
    {
        var store = await Store.OnPostgresAsync();
        var servers = new LiveServers(count, store, await Cast.SaveAsync(store), await RedisServer.StartAsync());
        try
        {
            var dora = new StaffMember(store.Organization.Id, "Dora", "dora@live.test", Role.Dispatcher);
            await store.CommitAsync(change => change.Db.Add(dora));
            servers.DispatchersToken = await servers.SignInAsync(
                new Account(store.Organization.Id, dora.Email, dora.Id, null));
            await Task.WhenAll(Enumerable.Range(0, count).Select(servers.StartServerAsync));
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    /// <summary>Where a server listens, while it lives.</summary>
    public Uri? AddressOf(int server) => _addresses[server];

    public async Task StartServerAsync(int server)
    {
        var database = new NpgsqlConnectionStringBuilder(Store.ConnectionString) { MaxPoolSize = 15 };
        var start = new ServerStart(
            ("ConnectionStrings__Database", database.ConnectionString),
            ("ConnectionStrings__Redis", _redis),
            ("Transport__MaxConnectionsPerAddress", "10000"),
            ("Transport__MaxConnectionsPerUser", "10000"),
            ("Limits__PerUser", "1000000"),
            ("Limits__PerAddress", "1000000"));
        _servers[server] = start;
        _addresses[server] = await start.AddressAsync();
    }

    /// <summary>Ends a server as a power cut would.</summary>
    public async Task KillServerAsync(int server)
    {
        _addresses[server] = null;
        await _servers[server]!.DisposeAsync();
        _servers[server] = null;
    }

    /// <summary>Opens a session for an account, and gives its token.</summary>
    public async Task<string> SignInAsync(Account account)
    {
        var token = SessionToken.New();
        await Store.CommitAsync(change => change.Db.AddRange(
            account, new Session(account, SessionToken.Hash(token), FarFuture)));
        return token;
    }

    /// <summary>Posts an operation and answers what its only field does.</summary>
    /// <exception cref="TimeoutException">The server says that it took too long.</exception>
    public async Task<JsonElement> PostAsync(
        int server, string query, object variables, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_addresses[server]!, "/graphql"))
        {
            Content = JsonContent.Create(new { query, variables }),
        };
        request.Headers.Authorization = new("Bearer", DispatchersToken);
        using var response = await _http.SendAsync(request, cancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        if (answer.TryGetProperty("errors", out var errors))
        {
            Assert.Contains("\"TIMEOUT\"", errors.ToString(), StringComparison.Ordinal);
            throw new TimeoutException(errors.ToString());
        }

        return answer.GetProperty("data").EnumerateObject().Single().Value;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await (server?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        _http.Dispose();
        await Redis.DisposeAsync();
        await Store.DisposeAsync();
    }
}
