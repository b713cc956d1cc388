using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain.Notifications;
using Slotline.Graph.Live;
using Slotline.Graph.Live.Feeds;
using Slotline.Persistence;

namespace Slotline.Graph.Notifications;

/// <summary>
/// Looks for the notifications of all who follow theirs in one organization. The organization's feed is the doorbell;
/// what has come is read from the database, in one query however many follow.
/// </summary>
internal sealed class Mailroom : IAsyncDisposable
{
    /// <summary>
    /// A notification is dated before it is committed, and by its own node's clock: it is looked for so far back. What
    /// was seen is remembered for as long.
    /// </summary>
    private static readonly Duration LookBack = Duration.FromMinutes(2);

    /// <summary>Reminders change no request and so ring no bell.</summary>
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(20);

    /// <summary>Many events in a row are one look.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(50);

    private readonly Guid _organizationId;
    private readonly OrganizationFeeds _feeds;
    private readonly SlotlineDatabase _database;
    private readonly IClock _clock;
    private readonly Lock _gate = new();
    private readonly HashSet<LetterBox> _boxes = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _looking;
    private bool _isClosed;

    public Mailroom(Guid organizationId, OrganizationFeeds feeds, SlotlineDatabase database, IClock clock)
    {
        (_organizationId, _feeds, _database, _clock) = (organizationId, feeds, database, clock);
        _looking = Task.Run(LookAsync);
    }

    /// <summary>False where it has failed, and told those who had boxes here.</summary>
    public bool TryAdd(LetterBox box)
    {
        lock (_gate)
        {
            return !_isClosed && _boxes.Add(box);
        }
    }

    /// <summary>How many boxes are left.</summary>
    public int Remove(LetterBox box)
    {
        lock (_gate)
        {
            _boxes.Remove(box);
            return _boxes.Count;
        }
    }

    /// <summary>What has been there for a box, once it is certain that what comes after will be found.</summary>
    public async Task<List<NotificationNode>> ThereAsync(LetterBox box, CancellationToken cancellationToken)
    {
        await _open.Task.WaitAsync(cancellationToken);
        var found = await ReadAsync([box], _clock.GetCurrentInstant() - LookBack, cancellationToken);
        return [.. found.Where(one => one.Kind == box.Kind).Select(one => one.Notification)];
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _looking;
        _ending.Dispose();
    }

    private async Task LookAsync()
    {
        try
        {
            await using var place = _feeds.Follow(_organizationId);
            var state = await place.Feed.FreshAsync(_ending.Token).OrComeBackAsync();
            var looked = _clock.GetCurrentInstant();
            _open.SetResult();
            while (true)
            {
                await WaitAsync(state);
                state = place.Feed.Current;
                var since = looked - LookBack;
                looked = _clock.GetCurrentInstant();
                await DeliverAsync(since).OrComeBackAsync();
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The last follower left.
        }
        catch (Exception fault)
        {
            _open.TrySetException(fault);
            Close().ForEach(box => box.Fail(fault));
        }
    }

    private async Task WaitAsync(FeedState state)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
        await Task.WhenAny(state.Superseded, Task.Delay(LookAnyway, waiting.Token));
        await waiting.CancelAsync();
        await Task.Delay(Gather, _ending.Token);
    }

    private async Task<bool> DeliverAsync(Instant since)
    {
        List<LetterBox> boxes;
        lock (_gate)
        {
            boxes = [.. _boxes];
        }

        var letters = (await ReadAsync(boxes, since, _ending.Token)).ToLookup(one => (one.Kind, one.RecipientId));
        foreach (var box in boxes)
        {
            foreach (var (_, _, notification) in letters[(box.Kind, box.RecipientId)])
            {
                box.Put(notification);
            }

            box.Forget(before: since);
        }

        return letters.Count > 0;
    }

    private async Task<List<Found>> ReadAsync(
        List<LetterBox> boxes, Instant since, CancellationToken cancellationToken)
    {
        var ids = boxes.Select(box => box.RecipientId).Distinct().ToArray();
        await using var db = _database.Open(_organizationId);
        var rows = await db.Notifications
            .Where(row => ids.Contains(row.RecipientId) && row.CreatedAt >= since)
            .OrderBy(row => row.CreatedAt).ThenBy(row => row.Id)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => new Found(row.RecipientKind, row.RecipientId, NotificationNode.Of(row)))];
    }

    private List<LetterBox> Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            return [.. _boxes];
        }
    }

    private sealed record Found(RecipientKind Kind, Guid RecipientId, NotificationNode Notification);
}
