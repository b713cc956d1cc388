namespace Slotline.Graph.Presence;

/// <summary>How long a word about where somebody is holds, and how much of it is kept.</summary>
public sealed class PresenceOptions
{
    /// <summary>
    /// How long an announcement holds. Windows say it anew every third of that; one that was cut off is gone after it.
    /// </summary>
    public TimeSpan Lasts { get; set; } = TimeSpan.FromSeconds(24);

    /// <summary>In how many windows one person may be; the one heard of longest ago gives way.</summary>
    public int MostWindows { get; set; } = 8;
}
