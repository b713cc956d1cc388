using Microsoft.Extensions.Options;
using NodaTime;
using Slotline.Persistence;

namespace Slotline.Graph.Delivery;

/// <summary>
/// Looks for reminders that are due, on every node; the database sees to it that each is written once.
/// </summary>
internal sealed class ReminderWatch(
    Reminders reminders, IClock clock, IOptions<DeliveryOptions> options, ILogger<ReminderWatch> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.RemindEvery);
        do
        {
            try
            {
                await reminders.WriteDueAsync(clock.GetCurrentInstant(), stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(fault, "Reminders could not be written in this round.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
