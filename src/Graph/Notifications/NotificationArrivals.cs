using System.Runtime.CompilerServices;
using System.Threading.Channels;
using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Notifications;
using Slotline.Graph.Live;
using Slotline.Graph.Live.Feeds;
using Slotline.Graph.Transport.Http;
using Slotline.Persistence;

namespace Slotline.Graph.Notifications;

/// <summary>
/// Follows people's notifications: each that is written after the following began, once. All who follow on this node
/// share one look into the database, so what an event costs does not grow with them.
/// </summary>
internal sealed class NotificationArrivals(OrganizationFeeds feeds, SlotlineDatabase database, IClock clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, Mailroom> _mailrooms = [];

    public async IAsyncEnumerable<NotificationNode> FollowAsync(
        Caller caller, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (caller.RecipientOf() is not (var kind, { } id))
        {
            // Programs have no portal: nothing ever comes.
            await Task.Delay(Timeout.Infinite, cancellationToken);
            yield break;
        }

        var box = new LetterBox(kind, id);
        var mailroom = Enter(caller.OrganizationId, box);
        try
        {
            box.Begin(await mailroom.ThereAsync(box, cancellationToken).OrComeBackAsync());
            await foreach (var notification in box.Letters.ReadAllAsync(cancellationToken))
            {
                yield return notification;
            }
        }
        finally
        {
            await LeaveAsync(caller.OrganizationId, mailroom, box);
        }
    }

    private Mailroom Enter(Guid organizationId, LetterBox box)
    {
        lock (_gate)
        {
            if (!_mailrooms.TryGetValue(organizationId, out var mailroom) || !mailroom.TryAdd(box))
            {
                _mailrooms[organizationId] = mailroom = new Mailroom(organizationId, feeds, database, clock);
                mailroom.TryAdd(box);
            }

            return mailroom;
        }
    }

    private ValueTask LeaveAsync(Guid organizationId, Mailroom mailroom, LetterBox box)
    {
        lock (_gate)
        {
            if (mailroom.Remove(box) > 0)
            {
                return ValueTask.CompletedTask;
            }

            if (_mailrooms.TryGetValue(organizationId, out var current) && ReferenceEquals(current, mailroom))
            {
                _mailrooms.Remove(organizationId);
            }
        }

        return mailroom.DisposeAsync();
    }
}

/// <summary>One follower: what came for them and what they were shown.</summary>
internal sealed class LetterBox(RecipientKind kind, Guid recipientId)
{
    /// <summary>Somebody who takes none of so many has to come back and ask for the list.</summary>
    private const int MostWaiting = 256;

    private readonly Lock _gate = new();
    private readonly Channel<NotificationNode> _letters = Channel.CreateBounded<NotificationNode>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    private readonly List<NotificationNode> _early = [];
    private Dictionary<Guid, Instant>? _seen;

    public RecipientKind Kind => kind;

    public Guid RecipientId => recipientId;

    public ChannelReader<NotificationNode> Letters => _letters.Reader;

    /// <summary>From now on what comes is new, but for what has been there.</summary>
    public void Begin(IEnumerable<NotificationNode> there)
    {
        lock (_gate)
        {
            _seen = there.ToDictionary(letter => letter.Id, letter => letter.CreatedAt);
            _early.ForEach(Show);
            _early.Clear();
        }
    }

    public void Put(NotificationNode letter)
    {
        lock (_gate)
        {
            if (_seen is null)
            {
                _early.Add(letter);
            }
            else
            {
                Show(letter);
            }
        }
    }

    /// <summary>Forgets what is so old that it is not looked for any more.</summary>
    public void Forget(Instant before)
    {
        lock (_gate)
        {
            foreach (var (id, at) in _seen ?? [])
            {
                if (at < before)
                {
                    _seen!.Remove(id);
                }
            }
        }
    }

    public void Fail(Exception fault) => _letters.Writer.TryComplete(fault);

    private void Show(NotificationNode letter)
    {
        if (_seen!.TryAdd(letter.Id, letter.CreatedAt) && !_letters.Writer.TryWrite(letter))
        {
            Fail(new StreamOverrunException("Too many notifications wait; come back and load them."));
        }
    }
}
