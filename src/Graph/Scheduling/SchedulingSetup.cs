using Slotline.Persistence;

namespace Slotline.Graph.Scheduling;

internal static class SchedulingSetup
{
    /// <summary>The slot engine's calendars and searches.</summary>
    public static IServiceCollection AddScheduling(this IServiceCollection services) => services
        .AddSingleton(provider => provider.GetRequiredService<SlotlineDatabase>().Calendars)
        .AddSingleton<SlotSearches>()
        .AddSingleton<OpenPickers>();
}
