using Slotline.Graph.Transport.Browser;
using Slotline.Graph.Transport.Http;
using Slotline.Graph.Transport.Sockets;

namespace Slotline.Graph.Transport;

/// <summary>
/// Adds the transports and puts them at an address. They need, as singletons, an <see cref="IGraphEngine"/> and an
/// <see cref="AuthenticateSocket"/>.
/// </summary>
public static class GraphTransportSetup
{
    public static IServiceCollection AddGraphTransport(
        this IServiceCollection services, Action<GraphTransportOptions>? configure = null)
    {
        services.AddOptions<GraphTransportOptions>()
            .Configure<IConfiguration>(TransportSettings.Read)
            .Configure(options => configure?.Invoke(options));
        services.AddMetrics();
        return services
            .AddSingleton<LiveConnections>()
            .AddSingleton<TransportMetrics>()
            .AddSingleton<EventStreamTransport>()
            .AddSingleton<HttpTransport>()
            .AddSingleton<SocketSurroundings>()
            .AddSingleton<SocketTransport>()
            .AddSingleton<ConsolePage>();
    }

    /// <summary>
    /// Serves GraphQL by POST, GET, server-sent events and WebSocket at one address, and a console to browsers.
    /// </summary>
    public static IEndpointConventionBuilder MapGraphTransport(
        this IEndpointRouteBuilder endpoints, string path = "/graphql")
    {
        var services = endpoints.ServiceProvider;
        var http = services.GetRequiredService<HttpTransport>();
        var sockets = services.GetRequiredService<SocketTransport>();
        var console = services.GetRequiredService<ConsolePage>();
        var pipeline = endpoints.CreateApplicationBuilder();
        pipeline.UseWebSockets();
        pipeline.Run(context => context.WebSockets.IsWebSocketRequest ? sockets.HandleAsync(context)
            : console.IsAskedFor(context.Request) ? console.ServeAsync(context, path)
            : http.HandleAsync(context));
        console.MapResources(endpoints, path);
        return endpoints.Map(path, pipeline.Build()).WithDisplayName("GraphQL");
    }
}
