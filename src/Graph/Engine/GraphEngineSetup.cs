using System.Reflection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Slotline.Domain.Directory;
using Slotline.Graph.Engine.Building;
using Slotline.Graph.Engine.Documents;
using Slotline.Graph.Engine.Execution;
using Slotline.Graph.Transport;

namespace Slotline.Graph.Engine;

/// <summary>Adds the engine to the server.</summary>
public static class GraphEngineSetup
{
    /// <param name="services">The server's services.</param>
    /// <param name="assemblies">Where the marked classes are; this assembly when none is named.</param>
    public static IServiceCollection AddGraphEngine(this IServiceCollection services, params Assembly[] assemblies)
    {
        services.AddOptions<GraphEngineOptions>();
        services.TryAddSingleton(provider => SchemaFactory.Build(
            assemblies.Length > 0 ? assemblies : [typeof(GraphEngineSetup).Assembly],
            provider,
            provider.GetRequiredService<IServiceProviderIsService>().IsService));
        services.TryAddSingleton<DocumentCache>();
        services.TryAddSingleton<IGraphEngine, GraphEngine>();
        services.TryAddScoped<CurrentCaller>();

        // Transient, so that one who signs in within an operation is the caller of the rest of it.
        services.TryAddTransient<Caller>(provider => provider.GetRequiredService<CurrentCaller>().Value!);
        return services;
    }
}
