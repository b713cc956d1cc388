using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Graph.Live;
using Slotline.Graph.Live.Feeds;
using Slotline.Persistence;
using Slotline.Persistence.Tests;

namespace Slotline.Graph.Tests.Live;

/// <summary>
/// The live side of one server, without the server: several of them on one database are several nodes.
/// </summary>
internal sealed class LiveNode : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly OrganizationFeeds _feeds;
    private readonly Watchman _watchman;

    private LiveNode(Store store, IEventBus bus, LiveOptions options)
    {
        Changes = new Changes(store.Database, store.Clock);
        Bus = bus;
        var settled = Options.Create(options);
        _feeds = new OrganizationFeeds(store.Database, bus, settled, NullLogger<OrganizationFeeds>.Instance);
        Events = new RequestEvents(_feeds, store.Database, settled);
        PendingCounts = new PendingCounts(_feeds);
        _watchman = new Watchman(Changes, store.Database, bus, _feeds, settled, NullLogger<Watchman>.Instance);
    }

    public Changes Changes { get; }

    public IEventBus Bus { get; }

    public RequestEvents Events { get; }

    public IAsyncEnumerable<AppointmentRequestEvent> Follow(
        EventScope scope, int? afterRevision, CancellationToken cancellationToken = default) =>
        Events.FollowAsync(new Followed(scope, afterRevision), happened => happened, cancellationToken);

    public PendingCounts PendingCounts { get; }

    public IReadOnlyList<Guid> Watched => _feeds.Watched;

    public static async Task<LiveNode> StartAsync(Store store, IEventBus? bus = null, LiveOptions? options = null)
    {
        var node = new LiveNode(store, bus ?? new InProcessEventBus(), options ?? new LiveOptions());
        await node._watchman.StartAsync(CancellationToken.None);
        return node;
    }

    /// <summary>Waits until so many followers of the organization have nothing more to read.</summary>
    public async Task FollowedByAsync(Store store, int followers)
    {
        await using var place = _feeds.Follow(store.Organization.Id);
        using var patience = new CancellationTokenSource(Patience);
        while (place.Feed.Followers.Size != followers)
        {
            await Task.Delay(10, patience.Token);
        }
    }

    /// <summary>Asks for an appointment by way of this node.</summary>
    public Task<AppointmentRequest> AskAsync(Store store, Cast cast, int hour) =>
        Changes.CommitAsync(
            store.Organization.Id, change => Task.FromResult(cast.Ask(change, hour)), CancellationToken.None)
            .WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        await _watchman.StopAsync(CancellationToken.None).WaitAsync(Patience);
        _watchman.Dispose();
        await Changes.DisposeAsync().AsTask().WaitAsync(Patience);
        await _feeds.DisposeAsync().AsTask().WaitAsync(Patience);
    }

    public static Caller CallerOf(
        Guid organizationId, ActorKind kind, Role? role, Guid? id = null, Guid? clientId = null) => new()
    {
        OrganizationId = organizationId,
        Actor = new Actor(kind, id ?? Guid.CreateVersion7(), "Somebody", null),
        Role = role,
        ClientId = clientId,
        Permissions = Permissions.RequestsRead,
    };

    public static EventScope StaffOf(Store store) =>
        EventScope.Of(CallerOf(store.Organization.Id, ActorKind.StaffMember, Role.Dispatcher));
}

/// <summary>A bus whose rings a test passes on, delays, doubles or loses as it likes.</summary>
internal sealed class TestBus : IEventBus
{
    private readonly Lock _gate = new();
    private List<Ring> _held = [];

    public event Action<Ring>? Rung;

    public bool IsConnected => true;

    public List<Ring> TakeHeld()
    {
        lock (_gate)
        {
            var held = _held;
            _held = [];
            return held;
        }
    }

    public void Publish(Ring ring)
    {
        lock (_gate)
        {
            _held.Add(ring);
        }
    }

    public void Deliver(Ring ring) => Rung?.Invoke(ring);

    public void Watch(Guid organizationId)
    {
        // It delivers what the test tells it to.
    }

    public void Unwatch(Guid organizationId)
    {
        // As above.
    }
}

/// <summary>Reads from endless streams within a time limit.</summary>
internal static class Streams
{
    /// <summary>The next items; fails when they do not come.</summary>
    public static async Task<List<T>> TakeAsync<T>(this IAsyncEnumerator<T> stream, int count)
    {
        var items = new List<T>(count);
        while (items.Count < count)
        {
            Assert.True(await stream.MoveNextAsync().AsTask().WaitAsync(LiveNode.Patience));
            items.Add(stream.Current);
        }

        return items;
    }

    public static async Task<T> NextAsync<T>(this IAsyncEnumerator<T> stream) => (await stream.TakeAsync(1))[0];

    /// <summary>Follows a stream from now on: the first item is asked for before this returns.</summary>
    public static (IAsyncEnumerator<T> Stream, Task<bool> First) Start<T>(
        this IAsyncEnumerable<T> items, CancellationToken cancellationToken = default)
    {
        var stream = items.GetAsyncEnumerator(cancellationToken);
        return (stream, stream.MoveNextAsync().AsTask());
    }

    /// <summary>Waits for the end of a stream whose token was cancelled.</summary>
    public static async Task MustBeCancelledAsync(this Task next) =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(LiveNode.Patience));
}
