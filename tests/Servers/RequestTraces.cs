using System.Diagnostics;

namespace Slotline.Tests.Servers;

/// <summary>
/// Makes each HTTP request that this process serves an activity, so that what it causes can be told from what a server
/// does by itself.
/// </summary>
internal static class RequestTraces
{
    private static readonly Lazy<ActivityListener> Listener = new(Listen);

    /// <summary>From here on.</summary>
    public static void Begin() => _ = Listener.Value;

    private static ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
