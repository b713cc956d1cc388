using Microsoft.EntityFrameworkCore.Diagnostics;
using Slotline.Graph.Settings;
using Slotline.Persistence;

namespace Slotline.Graph;

internal static class PersistenceSetup
{
    /// <summary>The database, and the one way to change it.</summary>
    public static IServiceCollection AddPersistence(this IServiceCollection services) => services
        .AddSingleton(provider => new SlotlineDatabase(
            provider.GetRequiredService<SlotlineSettings>().DatabaseConnection, provider.GetServices<IInterceptor>()))
        .AddSingleton<Changes>();

    /// <summary>Brings the database to this version's model, before anything is served.</summary>
    public static Task UpdateSchemaAsync(this WebApplication app) => SchemaUpdate.ApplyAsync(
        app.Services.GetRequiredService<SlotlineDatabase>(), app.Lifetime.ApplicationStopping);
}
