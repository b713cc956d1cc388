namespace Slotline.Graph.Live;

/// <summary>What the live side keeps and how often it looks.</summary>
public sealed class LiveOptions
{
    /// <summary>
    /// How often the organizations with subscribers are compared with the database, which finds what no ring told of:
    /// the longest that an event stays unseen, but for the reading itself.
    /// </summary>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How many of an organization's last events are kept in memory; who is further behind reads the database.
    /// </summary>
    public int EventsKept { get; set; } = 256;

    /// <summary>How many events are read from the database at a time.</summary>
    public int PageSize { get; set; } = 200;

    /// <summary>How many organizations are compared in one query.</summary>
    public int OrganizationsPerLook { get; set; } = 1_000;

    /// <summary>
    /// How many different slot searches of an organization are kept true at a time, per process; visitors may take half
    /// of them.
    /// </summary>
    public int MostOpenSearches { get; set; } = 1_000;
}
