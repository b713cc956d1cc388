using System.Diagnostics;

namespace Slotline.Graph.Tests.Transport;

internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Waits for what another thread is about to do, and fails where it does not.</summary>
    public static async Task TrueAsync(Func<bool> condition, string what, TimeSpan? every = null)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < Patience, $"Not within {Patience}: {what}");
            await Task.Delay(every ?? TimeSpan.FromMilliseconds(10));
        }
    }
}
