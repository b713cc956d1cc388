using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Slotline.Persistence;
using Slotline.Persistence.Access;

namespace Slotline.Graph.Access;

/// <summary>
/// Ends what is open by sessions that are over, whichever node ended them: each node compares its own with the
/// database, at once for its own changes and every second for those of others. It also notes which sessions are used,
/// and removes what has ended.
/// </summary>
internal sealed partial class SessionWatch(
    Changes changes,
    SlotlineDatabase database,
    Housekeeping housekeeping,
    Sessions sessions,
    SessionEnds ends,
    IClock clock,
    IOptions<AccessOptions> options,
    ILogger<SessionWatch> log) : BackgroundService
{
    private readonly ConcurrentDictionary<Guid, bool> _changed = [];
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly AccessOptions _options = options.Value;
    private bool _isBlind;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        changes.Committed += Hear;
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        changes.Committed -= Hear;
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var noteAt = clock.GetCurrentInstant() + Duration.FromTimeSpan(_options.NoteUseEvery);
        var tidyAt = Instant.MinValue;
        while (!stoppingToken.IsCancellationRequested)
        {
            await _wake.WaitAsync(_options.LookEvery, stoppingToken);
            await TryAsync(LookAsync, stoppingToken);
            var now = clock.GetCurrentInstant();
            if (now >= noteAt)
            {
                noteAt = now + Duration.FromTimeSpan(_options.NoteUseEvery);
                await TryAsync(NoteUseAsync, stoppingToken);
            }

            if (now >= tidyAt)
            {
                tidyAt = now + Duration.FromTimeSpan(_options.TidyEvery);
                await TryAsync(TidyAsync, stoppingToken);
            }
        }
    }

    /// <summary>Before the one who made the change is answered: what ended is not believed any more.</summary>
    private void Hear(Commit commit)
    {
        if (!commit.HasNewAccess)
        {
            return;
        }

        sessions.Forget(commit.OrganizationId);
        _changed[commit.OrganizationId] = true;
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already, and will see this change too.
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        foreach (var watch in ends.Open)
        {
            watch.EndIfOver(now);
        }

        // What has only just come was looked up then, unless it is known that something has changed since: so a request
        // that is answered at once costs no second look.
        var changed = _changed.Keys.Where(id => _changed.TryRemove(id, out _)).ToHashSet();
        var before = now - Duration.FromTimeSpan(_options.LookEvery);
        // A visitor's link gives the same rights for as long as it lasts.
        var byOrganization = ends.Open
            .Where(watch => !watch.Session.Caller.IsVisitor)
            .Where(watch => watch.Since <= before || changed.Contains(watch.Session.Caller.OrganizationId))
            .ToLookup(watch => watch.Session.Caller.OrganizationId);
        foreach (var ids in byOrganization.Select(group => group.Key).Chunk(_options.SessionsPerLook))
        {
            await using var db = database.OpenUnbound();
            var versions = await db.Organizations.IgnoreQueryFilters().TagWith("The sessions' watch")
                .Where(o => ids.Contains(o.Id))
                .Select(o => new { o.Id, o.AccessVersion }).ToListAsync(cancellationToken);
            foreach (var organization in versions)
            {
                await CompareAsync(
                    [.. byOrganization[organization.Id].Where(w => w.IsOlderThan(organization.AccessVersion))],
                    cancellationToken);
            }
        }
    }

    private async Task CompareAsync(IReadOnlyList<SessionEnds.Watch> doubtful, CancellationToken cancellationToken)
    {
        foreach (var some in doubtful.GroupBy(w => KeyOf(w.Session)).Chunk(_options.SessionsPerLook))
        {
            var held = (await sessions.FindAsync(
                [.. some.Select(group => group.First().Session.TokenHash)], cancellationToken)).ToDictionary(KeyOf);
            foreach (var group in some)
            {
                foreach (var watch in group)
                {
                    watch.Compare(held.GetValueOrDefault(group.Key));
                }
            }
        }
    }

    /// <summary>An open socket is use, too.</summary>
    private async Task NoteUseAsync(CancellationToken cancellationToken)
    {
        var used = sessions.TakeUsed().Concat(ends.Open.Select(watch => watch.Session.TokenHash))
            .DistinctBy(Convert.ToHexStringLower).ToList();
        foreach (var some in used.Chunk(_options.SessionsPerLook))
        {
            await housekeeping.NoteUseAsync(some, clock.GetCurrentInstant(), cancellationToken);
        }
    }

    private Task TidyAsync(CancellationToken cancellationToken) => housekeeping.TidyAsync(
        clock.GetCurrentInstant(), _options.SessionLife.Idle, _options.AuditAge, cancellationToken);

    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken);
            _isBlind = false;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // Looking never ends; a database that is away all night is one line in the log.
            if (!_isBlind)
            {
                LogBlind(log, fault);
            }

            _isBlind = true;
        }
    }

    private static string KeyOf(SignedIn session) => Convert.ToHexStringLower(session.TokenHash);

    [LoggerMessage(LogLevel.Error, "The sessions could not be looked at; this is tried again until it succeeds.")]
    private static partial void LogBlind(ILogger log, Exception fault);
}
