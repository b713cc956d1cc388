using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Slotline.Domain.Requests;
using Slotline.Graph.Engine.Subscriptions;
using Slotline.Persistence;

namespace Slotline.Graph.Live.Feeds;

/// <summary>
/// What one organization's subscribers follow on this node. It reads the events from the database in the order of
/// their revisions, so nothing can be missing, doubled or out of order, whatever becomes of the rings; it keeps the
/// last of them, so that those who keep up read nothing themselves.
/// </summary>
internal sealed partial class OrganizationFeed : IAsyncDisposable
{
    private readonly Guid _organizationId;
    private readonly SlotlineDatabase _database;
    private readonly LiveOptions _options;
    private readonly ILogger _log;
    private readonly AppointmentRequestEvent?[] _kept;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly Task _reading;
    private TaskCompletionSource<FeedState>? _asked;
    private bool _isUnsure;
    private volatile FeedState? _state;

    public OrganizationFeed(Guid organizationId, SlotlineDatabase database, LiveOptions options, ILogger log)
    {
        (_organizationId, _database, _options, _log) = (organizationId, database, options, log);
        _kept = new AppointmentRequestEvent?[options.EventsKept];
        _reading = Task.Run(ReadAllAsync);
    }

    /// <summary>Who follows it; woken after each move of <see cref="Current"/>.</summary>
    public Crowd Followers { get; } = new();

    /// <summary>The newest state that this node knows; known from the first <see cref="FreshAsync"/> on.</summary>
    public FeedState Current => _state ?? throw new InvalidOperationException("The feed has not been read yet.");

    /// <summary>A state that is at least as new as the database was when this was called.</summary>
    public Task<FeedState> FreshAsync(CancellationToken cancellationToken)
    {
        Task<FeedState> fresh;
        lock (_gate)
        {
            _asked ??= new TaskCompletionSource<FeedState>(TaskCreationOptions.RunContinuationsAsynchronously);
            fresh = _asked.Task;
        }

        _wake.Writer.TryWrite(true);
        return fresh.WaitAsync(cancellationToken);
    }

    /// <summary>Looks into the database if there is something that was not seen yet.</summary>
    public void Hear(Ring ring)
    {
        var state = _state;
        var isAhead = state is null || ring.ConfigurationVersion > state.ConfigurationVersion
            || ring.Revision > state.Revision + _kept.Length;
        if (isAhead)
        {
            Volatile.Write(ref _isUnsure, true);
        }

        if (isAhead || ring.Revision > state!.Revision)
        {
            _wake.Writer.TryWrite(true);
        }
    }

    /// <summary>
    /// Takes over what this node has just committed, where it follows on what is known; else a ring makes the feed
    /// read.
    /// </summary>
    public void Take(Commit commit)
    {
        lock (_gate)
        {
            if (_state is { } state && commit.Events is [var first, ..] && first.Revision <= state.Revision + 1)
            {
                Keep(commit.Events);
            }
        }
    }

    /// <summary>The event of a revision, while it is among the last that are kept.</summary>
    public AppointmentRequestEvent? Kept(int revision)
    {
        var kept = Volatile.Read(ref _kept[revision % _kept.Length]);
        return kept?.Revision == revision ? kept : null;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _reading;
        _ending.Dispose();
    }

    private async Task ReadAllAsync()
    {
        try
        {
            while (await _wake.Reader.WaitToReadAsync(_ending.Token) && _wake.Reader.TryRead(out _))
            {
                await LookAsync(_ending.Token);
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // Nobody follows it any more.
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource<FeedState>? asked;
        lock (_gate)
        {
            (asked, _asked) = (_asked, null);
        }

        try
        {
            if (Interlocked.Exchange(ref _isUnsure, false) || asked is not null || _state is null)
            {
                await CatchUpAsync(cancellationToken);
            }
            else
            {
                await ReadOnAsync(cancellationToken);
            }

            asked?.TrySetResult(Current);
        }
        catch (Exception fault)
        {
            asked?.TrySetException(fault);
            Volatile.Write(ref _isUnsure, true);
            cancellationToken.ThrowIfCancellationRequested();

            // Whoever asked is told; those who only wait are served by the next look, a second later at most.
            LogUnread(_log, _organizationId, fault);
        }
    }

    /// <summary>
    /// Reads the events after the last one that is known: what a ring usually tells of, in one query. That there are
    /// none makes a ring a wrong one.
    /// </summary>
    private async Task ReadOnAsync(CancellationToken cancellationToken)
    {
        await using var db = _database.Open(_organizationId);
        List<AppointmentRequestEvent> page;
        do
        {
            page = await ReadPageAsync(db, Current.Revision, cancellationToken);
            if (page.Count > 0)
            {
                lock (_gate)
                {
                    Keep(page);
                }
            }
        }
        while (page.Count == _options.PageSize);
    }

    private Task<List<AppointmentRequestEvent>> ReadPageAsync(
        SlotlineContext db, int after, CancellationToken cancellationToken) =>
        db.Events.Where(e => e.Revision > after).OrderBy(e => e.Revision).Take(_options.PageSize)
            .ToListAsync(cancellationToken);

    /// <summary>
    /// Reads what is new, and at first what is kept: those who come to this node because another one died find what
    /// they missed in memory. More than is kept is passed over; those who want it read it themselves.
    /// </summary>
    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await using var db = _database.Open(_organizationId);
        var reached = await db.Organizations
            .Select(o => new { o.Revision, o.PendingCount, o.ConfigurationVersion })
            .SingleAsync(cancellationToken);
        var read = Math.Max(_state?.Revision ?? 0, reached.Revision - _kept.Length);
        while (read < reached.Revision)
        {
            var page = await ReadPageAsync(db, read, cancellationToken);
            if (page.Count == 0)
            {
                throw new InvalidOperationException($"There are no events from {read} to {reached.Revision}.");
            }

            lock (_gate)
            {
                Keep(page);
            }

            read = page[^1].Revision;
        }

        lock (_gate)
        {
            Reach(reached.Revision, reached.PendingCount, reached.ConfigurationVersion);
        }
    }

    /// <summary>Keeps those of the events that are new. Only within the gate, as all that moves the state.</summary>
    private void Keep(IReadOnlyList<AppointmentRequestEvent> events)
    {
        var known = _state?.Revision ?? 0;
        foreach (var happened in events)
        {
            if (happened.Revision > known)
            {
                Volatile.Write(ref _kept[happened.Revision % _kept.Length], happened);
            }
        }

        Reach(events[^1].Revision, events[^1].PendingCount, _state?.ConfigurationVersion ?? 0);
    }

    /// <summary>
    /// Moves on, never back: what was read a while ago may have been overtaken by a commit of this node.
    /// </summary>
    private void Reach(int revision, int pendingCount, int configurationVersion)
    {
        var before = _state;
        var isAhead = before is null || revision > before.Revision;
        if (!isAhead && configurationVersion <= before!.ConfigurationVersion)
        {
            return;
        }

        _state = new FeedState(
            isAhead ? revision : before!.Revision,
            isAhead ? pendingCount : before!.Pending.Count,
            Math.Max(configurationVersion, before?.ConfigurationVersion ?? 0));
        before?.Supersede();
        Followers.WakeAll();
    }

    [LoggerMessage(
        LogLevel.Warning, "The events of organization {OrganizationId} could not be read; they are tried again.")]
    private static partial void LogUnread(ILogger log, Guid organizationId, Exception fault);
}
