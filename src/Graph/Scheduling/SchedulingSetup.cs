using Slotline.Graph.Settings;
using Slotline.Persistence;

namespace Slotline.Graph.Scheduling;

internal static class SchedulingSetup
{
    /// <summary>The slot engine's calendars and searches.</summary>
    public static IServiceCollection AddScheduling(this IServiceCollection services) => services
        .AddSingleton(provider =>
        {
            var calendars = provider.GetRequiredService<SlotlineDatabase>().Calendars;
            calendars.MostRowsKept = provider.GetRequiredService<SlotlineSettings>().SlotRowsKept;
            return calendars;
        })
        .AddSingleton<SlotSearches>()
        .AddSingleton<OpenPickers>();
}
