using NodaTime;

namespace Slotline.Domain.Notifications;

/// <summary>
/// When a mail that failed is tried again: after 30 seconds, then each time three times as long, at most ten hours.
/// Twelve attempts take about two days, so that a mail server may be down for a day and nothing is lost.
/// </summary>
public static class MailRetries
{
    private const double Factor = 3;

    private const double Spread = 0.2;

    private static readonly Duration First = Duration.FromSeconds(30);

    private static readonly Duration Longest = Duration.FromHours(10);

    /// <summary>How long to wait after a number of failed attempts.</summary>
    /// <param name="attempts">1 or more.</param>
    /// <param name="chance">0 to 1, exclusive: moves the wait by up to a fifth either way.</param>
    public static Duration DelayAfter(int attempts, double chance)
    {
        var grown = First.TotalSeconds * Math.Pow(Factor, attempts - 1);
        var seconds = Math.Min(grown, Longest.TotalSeconds);
        return Duration.FromSeconds(seconds * (1 - Spread + 2 * Spread * chance));
    }
}
