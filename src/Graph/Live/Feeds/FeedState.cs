using Slotline.Graph.Requests;

namespace Slotline.Graph.Live.Feeds;

/// <summary>How far an organization had come at one moment.</summary>
internal sealed class FeedState(int revision, int pendingCount, int configurationVersion)
{
    private readonly TaskCompletionSource _superseded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Of its last event.</summary>
    public int Revision { get; } = revision;

    /// <summary>How many requests waited for a decision after that event; one object for all who are told.</summary>
    public PendingCountNode Pending { get; } = new(pendingCount, revision);

    /// <summary>Of its settings.</summary>
    public int ConfigurationVersion { get; } = configurationVersion;

    /// <summary>
    /// Completed as soon as there is a newer state; those who wait go on in jobs of their own. For the few: the many
    /// wait among the feed's followers.
    /// </summary>
    public Task Superseded => _superseded.Task;

    public void Supersede() => _superseded.TrySetResult();
}
