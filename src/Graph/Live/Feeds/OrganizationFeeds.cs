using Microsoft.Extensions.Options;
using Slotline.Persistence;

namespace Slotline.Graph.Live.Feeds;

/// <summary>
/// The feeds of the organizations that have subscribers on this node; each lives while somebody follows it.
/// </summary>
internal sealed class OrganizationFeeds : IAsyncDisposable
{
    private readonly SlotlineDatabase _database;
    private readonly IEventBus _bus;
    private readonly LiveOptions _options;
    private readonly ILogger<OrganizationFeeds> _log;
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, Entry> _feeds = [];

    public OrganizationFeeds(
        SlotlineDatabase database, IEventBus bus, IOptions<LiveOptions> options, ILogger<OrganizationFeeds> log)
    {
        (_database, _bus, _options, _log) = (database, bus, options.Value, log);
        _bus.Rung += Hear;
    }

    /// <summary>The organizations that somebody follows.</summary>
    public IReadOnlyList<Guid> Watched
    {
        get
        {
            lock (_gate)
            {
                return [.. _feeds.Keys];
            }
        }
    }

    /// <summary>Follows an organization until the place is disposed.</summary>
    public FeedPlace Follow(Guid organizationId)
    {
        lock (_gate)
        {
            if (!_feeds.TryGetValue(organizationId, out var entry))
            {
                _bus.Watch(organizationId);
                entry = new Entry(new OrganizationFeed(organizationId, _database, _options, _log));
                _feeds.Add(organizationId, entry);
            }

            entry.Followers++;
            return new FeedPlace(entry.Feed, () => Leave(organizationId, entry));
        }
    }

    /// <summary>Passes a ring on to whoever follows the organization.</summary>
    public void Hear(Ring ring) => Find(ring.OrganizationId)?.Hear(ring);

    /// <summary>Passes a commit of this node on, which saves those who keep up the reading.</summary>
    public void Take(Commit commit) => Find(commit.OrganizationId)?.Take(commit);

    public async ValueTask DisposeAsync()
    {
        _bus.Rung -= Hear;
        List<Entry> left;
        lock (_gate)
        {
            left = [.. _feeds.Values];
            _feeds.Clear();
        }

        foreach (var entry in left)
        {
            await entry.Feed.DisposeAsync();
        }
    }

    private OrganizationFeed? Find(Guid organizationId)
    {
        lock (_gate)
        {
            return _feeds.TryGetValue(organizationId, out var entry) ? entry.Feed : null;
        }
    }

    private ValueTask Leave(Guid organizationId, Entry entry)
    {
        lock (_gate)
        {
            if (--entry.Followers > 0 || !_feeds.Remove(organizationId))
            {
                return ValueTask.CompletedTask;
            }

            // Within the lock, so that it cannot overtake the watching of somebody who comes just now.
            _bus.Unwatch(organizationId);
        }

        return entry.Feed.DisposeAsync();
    }

    private sealed class Entry(OrganizationFeed feed)
    {
        public OrganizationFeed Feed => feed;

        public int Followers { get; set; }
    }
}

/// <summary>One follower's place at a feed; given up when it is disposed.</summary>
internal sealed class FeedPlace(OrganizationFeed feed, Func<ValueTask> leave) : IAsyncDisposable
{
    private Func<ValueTask>? _leave = leave;

    public OrganizationFeed Feed => feed;

    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _leave, null)?.Invoke() ?? ValueTask.CompletedTask;
}
