using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Slotline.Graph.Presence;

/// <summary>
/// Who is at which request, kept in memory only: each node hears of all and lets what is not said again run out by its
/// own clock, so that a window or a node that was cut off leaves nothing behind.
/// </summary>
internal sealed class Rooms(IClock clock, IOptions<PresenceOptions> options)
{
    private readonly ConcurrentDictionary<Guid, Room> _rooms = new();

    /// <summary>Whether this very word was heard before and still holds.</summary>
    public bool Hold(PresenceNotice notice) => RoomOf(notice.OrganizationId).Holds(notice, clock.GetCurrentInstant());

    public void Apply(PresenceNotice notice) => RoomOf(notice.OrganizationId).Apply(notice, clock.GetCurrentInstant());

    /// <summary>
    /// Who is there at once, then whenever that differs from what was told last. A slow reader is told the newest.
    /// </summary>
    public async IAsyncEnumerable<PresenceListNode> FollowAsync(
        Guid organizationId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var room = RoomOf(organizationId);
        IReadOnlyList<PresenceNode>? told = null;
        while (true)
        {
            var now = clock.GetCurrentInstant();
            var (present, until, changed) = room.Look(now);
            if (told is null || !told.SequenceEqual(present))
            {
                yield return new PresenceListNode(told = present);
            }
            else
            {
                await WaitAsync(changed, until - now, cancellationToken);
            }
        }
    }

    private static async Task WaitAsync(Task changed, Duration? most, CancellationToken cancellationToken)
    {
        if (most is not { } wait)
        {
            await changed.WaitAsync(cancellationToken);
            return;
        }

        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(changed, Task.Delay(wait.ToTimeSpan(), waiting.Token));
        await waiting.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private Room RoomOf(Guid organizationId) => _rooms.GetOrAdd(organizationId, _ => new Room(options.Value));
}
