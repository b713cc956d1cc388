using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Slotline.Graph.Tests.Transport;
using Slotline.Tests.Servers;

namespace Slotline.Graph.Tests.Stories;

/// <summary>
/// The whole server as Program makes it, on a real port, with the demo's data in a database of its own.
/// </summary>
internal sealed class RunningServer : WebApplicationFactory<Program>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Dictionary<string, string?> _settings;
    private readonly IAsyncDisposable? _database;
    private readonly IClock? _clock;
    private readonly Action<IServiceCollection>? _services;
    private readonly string _folder;

    private RunningServer(
        Dictionary<string, string?> settings,
        IAsyncDisposable? database,
        IClock? clock = null,
        int port = 0,
        Action<IServiceCollection>? services = null)
    {
        _settings = settings;
        _database = database;
        _clock = clock;
        _services = services;
        _folder = System.IO.Directory.CreateTempSubdirectory("slotline-server-").FullName;
        _settings["Data:Directory"] = _folder;

        // The standard address is looked at before the start, and two servers that look at once would see each other.
        _settings["urls"] = "http://127.0.0.1:0";
        foreach (var limit in new[] { "PerUser", "PerAddress", "PerVisitor", "SignIns" })
        {
            // Tests ask faster than people do.
            _settings.TryAdd($"Limits:{limit}", "1000000");
        }

        UseKestrel(port);
    }

    public static async Task<RunningServer> StartAsync(
        bool onPostgres,
        string? redis = null,
        TestDatabase? shared = null,
        Dictionary<string, string?>? more = null,
        int port = 0,
        Action<IServiceCollection>? services = null)
    {
        var database = onPostgres
            && shared is null ? await (await PostgresServer.SharedAsync()).CreateDatabaseAsync() : null;
        var settings = new Dictionary<string, string?>(more ?? []) { ["Demo:Seed"] = "true" };
        if ((shared ?? database) is { } given)
        {
            settings["ConnectionStrings:Database"] = given.ConnectionString;
        }

        if (redis is not null)
        {
            settings["ConnectionStrings:Redis"] = redis;
        }

        var server = new RunningServer(settings, database, port: port, services: services);
        return await server.StartAsync();
    }

    /// <summary>One with a clock of the test's own, and with nothing in it but an organization's first admin.</summary>
    public static async Task<RunningServer> StartEmptyAsync(bool onPostgres, IClock clock, Credentials admin)
    {
        var database = onPostgres ? await (await PostgresServer.SharedAsync()).CreateDatabaseAsync() : null;
        var settings = new Dictionary<string, string?>
        {
            ["Bootstrap:OrganizationName"] = "First",
            ["Bootstrap:AdminEmail"] = admin.Email,
            ["Bootstrap:AdminPassword"] = admin.Password,
        };
        if (database is not null)
        {
            settings["ConnectionStrings:Database"] = database.ConnectionString;
        }

        var server = new RunningServer(settings, database, clock);
        return await server.StartAsync();
    }

    public string Folder => _folder;

    /// <summary>What an operator reads, from Information on.</summary>
    public LogLines Log { get; } = new(LogLevel.Information);

    public StatementCounter Statements { get; } = new();

    public Uri Address => ClientOptions.BaseAddress;

    /// <summary>Somebody who is not signed in.</summary>
    public Person Nobody() => new(CreateClient());

    /// <summary>One of the demo's people, signed in.</summary>
    public Task<Person> SignInAsync(string email) => SignInAsync(new Credentials(email, "slotline-demo-1"));

    public async Task<Person> SignInAsync(Credentials credentials)
    {
        var person = Nobody();
        var data = await person.AskAsync(
            "mutation($input: SignInInput!) { signIn(input: $input) { token errors { code message } } }",
            new { input = credentials });
        person.Token = data["signIn"]!["token"]!.GetValue<string>();
        return person;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync().AsTask().WaitAsync(Patience);
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        System.IO.Directory.Delete(_folder, recursive: true);
    }

    // It starts on a thread of its own: the starting blocks.
    private async Task<RunningServer> StartAsync()
    {
        try
        {
            await Task.Run(StartServer).WaitAsync(Patience);
            return this;
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The server did not start within {Patience}:\n{Log.Text}");
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (name, value) in _settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log));
        builder.ConfigureServices(services => services.AddSingleton<IInterceptor>(Statements));
        if (_services is not null)
        {
            builder.ConfigureServices(_services);
        }

        if (_clock is not null)
        {
            builder.ConfigureServices(services => services.AddSingleton(_clock));
        }
    }
}

/// <summary>What somebody signs in with.</summary>
internal sealed record Credentials(string Email, string Password);

/// <summary>Somebody who posts GraphQL and reads the answers.</summary>
internal sealed class Person(HttpClient http)
{
    public string? Token
    {
        get => http.DefaultRequestHeaders.Authorization?.Parameter;
        set => http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", value);
    }

    /// <summary>The data of an answer that has no errors.</summary>
    public async Task<JsonNode> AskAsync(string query, object? variables = null)
    {
        var answer = await PostAsync(query, variables);
        Assert.True(answer["errors"] is null, answer.ToJsonString());
        return answer["data"]!;
    }

    /// <summary>The whole answer, errors and all.</summary>
    public async Task<JsonNode> PostAsync(string query, object? variables = null)
    {
        using var response = await http.PostAsJsonAsync(
            new Uri("/graphql", UriKind.Relative), new { query, variables }, JsonSerializerOptions.Web);
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
