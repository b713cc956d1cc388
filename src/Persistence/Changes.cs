using System.Collections.Concurrent;
using System.Data.Common;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Directory;

namespace Slotline.Persistence;

/// <summary>
/// The one way to change an organization's rows. Its acts form one serial stream, across all processes: acts that wait
/// together are written in one transaction, which locks the organization's row first. So every act sees what the one
/// before it did, revisions have no gaps, and a commit is paid once for many callers.
/// </summary>
public sealed class Changes(SlotlineDatabase database, IClock clock) : IAsyncDisposable
{
    private const int MostActsInGroup = 64;
    private const int MostWaitingActs = 4096;

    private static readonly TimeSpan LongestGroup = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Guid, Lazy<Queue>> _queues = [];
    private int _underWay;

    /// <summary>
    /// Raised after each commit, outside of any transaction and before the callers are answered, so that no answer
    /// overtakes its ring; handlers must neither block nor throw.
    /// </summary>
    public event Action<Commit>? Committed;

    /// <summary>How many acts wait or are being written just now.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>Runs an act and stores what it changed, or throws its refusal with nothing stored.</summary>
    /// <param name="organizationId">Whose rows.</param>
    /// <param name="run">Loads, tells the domain, answers. Run again alone when the group it was written with
    /// failed.</param>
    /// <param name="cancellationToken">Takes the act out of the queue; once it is running it is finished.</param>
    public async Task<T> CommitAsync<T>(
        Guid organizationId, Func<Change, Task<T>> run, CancellationToken cancellationToken)
    {
        var act = new Act(null, async change => await run(change), cancellationToken);
        return await CommitAsync<T>(organizationId, act, cancellationToken);
    }

    /// <summary>The same in the caller's organization; what they change is in its audit log.</summary>
    public async Task<T> CommitAsync<T>(Caller by, Func<Change, Task<T>> run, CancellationToken cancellationToken)
    {
        var act = new Act(by, async change => await run(change), cancellationToken);
        return await CommitAsync<T>(by.OrganizationId, act, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        var queues = _queues.Values.Select(queue => queue.Value).ToList();
        queues.ForEach(queue => queue.Acts.Writer.TryComplete());
        await Task.WhenAll(queues.Select(queue => queue.Writing));
    }

    private async Task<T> CommitAsync<T>(Guid organizationId, Act act, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _underWay);
        try
        {
            await QueueOf(organizationId).Acts.Writer.WriteAsync(act, cancellationToken);
            return (T)(await act.Outcome.WaitAsync(cancellationToken))!;
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    // Lazy, so that of two who come first together only one begins a writer: another's would wait without an end.
    private Queue QueueOf(Guid organizationId) =>
        _queues.GetOrAdd(organizationId, id => new Lazy<Queue>(() => Begin(id))).Value;

    private Queue Begin(Guid organizationId)
    {
        var acts = Channel.CreateBounded<Act>(new BoundedChannelOptions(MostWaitingActs) { SingleReader = true });
        return new Queue(acts, Task.Run(() => WriteAllAsync(organizationId, acts.Reader)));
    }

    private async Task WriteAllAsync(Guid organizationId, ChannelReader<Act> queue)
    {
        var group = new List<Act>(MostActsInGroup);
        while (await queue.WaitToReadAsync())
        {
            while (group.Count < MostActsInGroup && queue.TryRead(out var act))
            {
                if (!act.IsCancelled())
                {
                    group.Add(act);
                }
            }

            if (!await TryWriteAsync(organizationId, group))
            {
                foreach (var act in group)
                {
                    await TryWriteAsync(organizationId, [act]);
                }
            }

            group.Clear();
        }
    }

    /// <summary>Writes a group; false when a group of several failed and each act is to be tried alone.</summary>
    private async Task<bool> TryWriteAsync(Guid organizationId, List<Act> group)
    {
        using var limit = new CancellationTokenSource(LongestGroup);
        if (!database.IsPostgres)
        {
            await database.WriteTurn.WaitAsync();
        }

        try
        {
            var commit = await WriteAsync(organizationId, group, limit.Token);
            if (commit is not null)
            {
                database.Calendars.Hear(commit);
                Committed?.Invoke(commit);
            }

            group.ForEach(act => act.Tell());
            return true;
        }
        catch (Exception fault) when (group.Count > 1 && Constraints.MayBeOneActsFault(fault))
        {
            return false;
        }
        catch (Exception fault)
        {
            var told = Constraints.AsRefusal(fault) ?? fault;
            group.ForEach(act => act.Fail(told));
            return true;
        }
        finally
        {
            if (!database.IsPostgres)
            {
                database.WriteTurn.Release();
            }
        }
    }

    private async Task<Commit?> WriteAsync(Guid organizationId, List<Act> group, CancellationToken limit)
    {
        await using var db = database.OpenForChange(organizationId);
        await using var transaction = await db.Database.BeginTransactionAsync(limit);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
        db.ChangeTracker.AutoDetectChangesEnabled = false;

        // What a statement of one act breaks, the whole group is rolled back for: nothing returns to a savepoint.
        db.Database.AutoSavepointsEnabled = false;
        var organization = await LockAsync(db, limit);
        var ledger = new Ledger(organization);
        var known = new DirectoryMemory();
        foreach (var act in group)
        {
            var change = new Change(db, organization, Now(), limit)
            {
                Calendars = database.Calendars,
                By = act.By,
                HasNewSettings = ledger.HasNewSettings,
                Known = known,
            };
            if (await act.TryRunAsync(change))
            {
                var isConfigured = ledger.ConfigurationVersion;
                await ledger.SaveAsync(change);
                if (ledger.ConfigurationVersion != isConfigured)
                {
                    organization = await db.Organizations.AsNoTracking().SingleAsync(limit);
                }
            }
            else
            {
                known.Clear();
            }

            db.ChangeTracker.Clear();
        }

        if (ledger.HasChanged)
        {
            await ledger.StoreAsync(db, limit);
        }

        try
        {
            await transaction.CommitAsync(limit);
        }
        catch (Exception fault)
        {
            // Whether it was committed is unknown, so nothing of it may be run again.
            throw new InvalidOperationException("The outcome of the commit is unknown.", fault);
        }

        return ledger.HasChanged || ledger.HasNotifications ? ledger.ToCommit() : null;
    }

    /// <summary>
    /// The organization's row, held until the commit: on SQLite the transaction holds the whole database.
    /// </summary>
    private async Task<Organization> LockAsync(SlotlineContext db, CancellationToken limit)
    {
        if (database.IsPostgres)
        {
            await db.Database.ExecuteSqlAsync(
                $"SELECT 1 FROM organizations WHERE id = {db.OrganizationId} FOR UPDATE", limit);
        }

        return await db.Organizations.AsNoTracking().SingleOrDefaultAsync(limit)
            ?? throw Refusal.NotFound("organization");
    }

    /// <summary>
    /// As fine as both databases keep it, so that what is answered and what is read back are the same.
    /// </summary>
    private Instant Now()
    {
        const long TicksPerMicrosecond = NodaConstants.TicksPerMillisecond / 1000;
        var ticks = clock.GetCurrentInstant().ToUnixTimeTicks();
        return Instant.FromUnixTimeTicks(ticks - ticks % TicksPerMicrosecond);
    }

    /// <summary>The acts of one organization that wait, and the one who writes them.</summary>
    private sealed record Queue(Channel<Act> Acts, Task Writing);

    /// <summary>One caller's act and what becomes of it, which is told only after the commit.</summary>
    private sealed class Act(
        Caller? by, Func<Change, Task<object?>> run, CancellationToken cancellationToken)
    {
        private readonly TaskCompletionSource<object?> _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private object? _result;
        private Exception? _fault;

        public Caller? By { get; } = by;

        public Task<object?> Outcome => _told.Task;

        public bool IsCancelled() =>
            cancellationToken.IsCancellationRequested && _told.TrySetCanceled(cancellationToken);

        /// <summary>
        /// False when it was refused or failed, which concerns its own caller only. What the database says goes
        /// through: the transaction may be of no more use, so it concerns the group.
        /// </summary>
        public async Task<bool> TryRunAsync(Change change)
        {
            (_result, _fault) = (null, null);
            try
            {
                _result = await run(change);
                return true;
            }
            catch (Exception fault) when (fault is not (DbException or OperationCanceledException))
            {
                _fault = fault;
                return false;
            }
        }

        public void Tell()
        {
            if (_fault is not null)
            {
                _told.TrySetException(_fault);
            }
            else
            {
                _told.TrySetResult(_result);
            }
        }

        public void Fail(Exception fault) => _told.TrySetException(fault);
    }
}
