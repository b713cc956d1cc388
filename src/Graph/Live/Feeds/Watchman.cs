using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Slotline.Persistence;

namespace Slotline.Graph.Live.Feeds;

/// <summary>
/// Rings for this node's commits, and looks by himself, all the time, whether a watched organization has moved on
/// without a ring: one was lost, Redis was away, or the node that committed died before it could tell.
/// </summary>
internal sealed partial class Watchman(
    Changes changes,
    SlotlineDatabase database,
    IEventBus bus,
    OrganizationFeeds feeds,
    IOptions<LiveOptions> options,
    ILogger<Watchman> log) : BackgroundService
{
    private bool _isBlind;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        changes.Committed += Tell;
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        changes.Committed -= Tell;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.LookEvery);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var organizationIds in feeds.Watched.Chunk(options.Value.OrganizationsPerLook))
            {
                await TryLookAsync(organizationIds, stoppingToken);
            }
        }
    }

    private void Tell(Commit commit)
    {
        feeds.Take(commit);
        bus.Publish(new Ring(commit.OrganizationId, commit.Revision, commit.ConfigurationVersion));
    }

    private async Task TryLookAsync(Guid[] organizationIds, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = database.OpenUnbound();
            var rings = await db.Organizations.IgnoreQueryFilters()
                .Where(o => organizationIds.Contains(o.Id))
                .Select(o => new Ring(o.Id, o.Revision, o.ConfigurationVersion))
                .ToListAsync(cancellationToken);
            rings.ForEach(feeds.Hear);
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

    [LoggerMessage(LogLevel.Error, "The organizations could not be looked at; this is tried again until it succeeds.")]
    private static partial void LogBlind(ILogger log, Exception fault);
}
