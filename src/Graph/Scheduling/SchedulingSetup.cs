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
            var settings = provider.GetRequiredService<SlotlineSettings>();
            calendars.MostRowsKept = settings.SlotRowsKept;

            // Without Redis there is no other server. Were there one all the same, answers would be a second late.
            calendars.BelievesFor = TimeSpan.FromSeconds(settings.RedisConnection is null ? 1 : 0);
            return calendars;
        })
        .AddSingleton<SlotSearches>()
        .AddSingleton<OpenPickers>();
}
