using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Slotline.Domain.Directory;
using Slotline.Graph.Engine;
using Slotline.Graph.Engine.Documents;
using Slotline.Graph.Tests.Engine.Library;
using Slotline.Graph.Transport;

namespace Slotline.Graph.Tests.Engine;

/// <summary>An engine over the library's schema, without any transport.</summary>
public sealed class LibraryHost : IDisposable
{
    private readonly ServiceProvider _services;

    public LibraryHost(Action<GraphEngineOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(Log));
        services.AddSingleton<Shelf>();
        services.AddGraphEngine(typeof(BookQueries).Assembly);
        services.Configure(configure ?? (_ => { }));
        _services = services.BuildServiceProvider();
    }

    public static Caller Ada { get; } = new()
    {
        OrganizationId = Guid.Empty,
        Actor = new Actor(ActorKind.StaffMember, Guid.Empty, "Ada", "ada@example.test"),
    };

    public RecordedLog Log { get; } = new();

    public Shelf Shelf => _services.GetRequiredService<Shelf>();

    public IServiceProvider Services => _services;

    public int CachedDocuments => Documents.Count;

    public long CachedBytes => Documents.Bytes;

    public string Sdl => SchemaText.Print(_services);

    public async Task<Answer> AskAsync(
        string query,
        object? variables = null,
        Caller? caller = null,
        string? operationName = null,
        bool isReadOnly = false,
        CancellationToken cancellationToken = default)
    {
        await using var scope = _services.CreateAsyncScope();
        var outcome = await StartAsync(
            scope.ServiceProvider, query, variables, caller, operationName, isReadOnly, cancellationToken);
        var answer = Assert.IsType<GraphAnswer>(outcome);
        var buffer = new ArrayBufferWriter<byte>();
        answer.WriteTo(buffer);
        return new Answer(answer.Status, Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    public Task<GraphOutcome> StartAsync(
        IServiceProvider scope,
        string query,
        object? variables = null,
        Caller? caller = null,
        string? operationName = null,
        bool isReadOnly = false,
        CancellationToken cancellationToken = default)
    {
        scope.GetRequiredService<CurrentCaller>().Value = caller;
        var request = new GraphRequest(
            query,
            operationName,
            variables is null ? default : JsonSerializer.SerializeToElement(variables),
            default,
            null);
        return _services.GetRequiredService<IGraphEngine>()
            .ExecuteAsync(request, new GraphCall(scope, isReadOnly), cancellationToken);
    }

    private DocumentCache Documents => _services.GetRequiredService<DocumentCache>();

    public void Dispose() => _services.Dispose();
}

/// <summary>A response, easy to look into.</summary>
public sealed record Answer(GraphStatus Status, string Text)
{
    public JsonElement Json { get; } = JsonDocument.Parse(Text).RootElement;

    public JsonElement Data => Json.GetProperty("data");

    public JsonElement[] Errors => Json.TryGetProperty("errors", out var errors) ? [.. errors.EnumerateArray()] : [];

    public string? Code => Errors is [var only] ? only.GetProperty("extensions").GetProperty("code").GetString() : null;

    public string? Field => Errors is [var only] && only.GetProperty("extensions").TryGetProperty("field", out var path)
        ? path.GetString()
        : null;
}

/// <summary>What was logged.</summary>
public sealed class RecordedLog : ILoggerProvider, ILogger
{
    public List<(string Message, Exception? Exception)> Entries { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter) => Entries.Add((formatter(state, exception), exception));

    public void Dispose()
    {
    }
}
