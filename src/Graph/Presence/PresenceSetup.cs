namespace Slotline.Graph.Presence;

internal static class PresenceSetup
{
    /// <summary>Who is at which request; by way of Redis where the live side has it.</summary>
    public static IServiceCollection AddPresence(this IServiceCollection services)
    {
        services.AddOptions<PresenceOptions>();
        return services
            .AddSingleton<Rooms>()
            .AddSingleton<PresenceWire>()
            .AddHostedService(provider => provider.GetRequiredService<PresenceWire>());
    }
}
