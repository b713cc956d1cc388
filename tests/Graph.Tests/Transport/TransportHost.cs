using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Slotline.Graph.Transport;
using Slotline.Graph.Transport.Rates;
using Slotline.Graph.Transport.Sockets;

namespace Slotline.Graph.Tests.Transport;

/// <summary>The transports on a real Kestrel, before an engine of a few sentences.</summary>
internal sealed class TransportHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TransportHost(WebApplication app) => _app = app;

    public FakeEngine Engine { get; } = new();

    public LogLines Log { get; } = new();

    /// <summary>Cancel it to end the rights of everybody who came as "Bearer brief".</summary>
    public CancellationTokenSource Session { get; } = new();

    public Uri Address { get; private set; } = null!;

    public Uri Graph => new(Address, "/graphql");

    public IServiceProvider Services => _app.Services;

    public HttpClient Http { get; private set; } = null!;

    public static async Task<TransportHost> StartAsync(
        Action<GraphTransportOptions>? configure = null,
        string? webRoot = null,
        HttpProtocols protocols = HttpProtocols.Http1,
        IRateGate? rates = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { WebRootPath = webRoot });
        TransportHost? host = null;
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        builder.Services.AddSingleton<IGraphEngine>(_ => host!.Engine);
        builder.Services.AddSingleton<AuthenticateSocket>((_, payload, _) => host!.AuthenticateAsync(payload));
        builder.Services.AddScoped<CallerName>();
        if (rates is not null)
            builder.Services.AddSingleton(rates);
        builder.Services.AddGraphTransport(configure);
        var app = builder.Build();
        host = new TransportHost(app);
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(host.Log);
        app.UseFaults();
        app.Use(host.AuthenticateHttp);
        app.MapGraphTransport();
        await app.StartAsync();
        host.Address = new Uri(app.Urls.Single());
        host.Http = new HttpClient { BaseAddress = host.Address };
        return host;
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        Session.Dispose();
    }

    private Task AuthenticateHttp(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Headers.Authorization == "Bearer brief")
            context.Features.Set(new LiveRights("brief", Session.Token));
        return next(context);
    }

    private Task<SocketAdmission> AuthenticateAsync(JsonElement payload)
    {
        var authorization = payload.ValueKind == JsonValueKind.Object
            && payload.TryGetProperty("authorization", out var value) ? value.GetString() : null;
        return Task.FromResult<SocketAdmission>(authorization switch
        {
            null => new SocketAdmitted(LiveRights.Nobody, _ => { }),
            "Bearer ada" => new SocketAdmitted(
                new LiveRights("ada", CancellationToken.None),
                services => services.GetRequiredService<CallerName>().Value = "ada"),
            "Bearer brief" => new SocketAdmitted(new LiveRights("brief", Session.Token), _ => { }),
            "Bearer throws" => throw new InvalidOperationException("a detail of the token store"),
            _ => new SocketRefused("The token is not valid."),
        });
    }
}

/// <summary>Keeps what was logged.</summary>
internal sealed class LogLines(LogLevel least = LogLevel.Warning) : ILoggerProvider, ILogger
{
    private readonly List<string> _lines = [];

    public string Text
    {
        get
        {
            lock (_lines)
                return string.Join('\n', _lines);
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        lock (_lines)
            _lines.Add($"{logLevel}: {formatter(state, exception)} {exception}");
    }

    public void Dispose()
    {
    }
}
