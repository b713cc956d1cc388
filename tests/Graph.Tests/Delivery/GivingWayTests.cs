using Slotline.Domain.Notifications;
using Slotline.Graph.Delivery;
using Slotline.Persistence.Tests;

namespace Slotline.Graph.Tests.Delivery;

/// <summary>Whoever waits for an answer comes before the mails, but no crowd keeps them back for ever.</summary>
public sealed class GivingWayTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Mails_wait_while_many_changes_are_under_way()
    {
        await using var store = await Store.OnPostgresAsync();
        var cast = await Cast.SaveAsync(store);
        var mailer = new KeepingMailer();
        await MailNode.AskAsync(store, cast, 9);
        await using (await CrowdAsync(store))
        {
            await using var waiting = await MailNode.StartAsync(
                store, mailer, options: new DeliveryOptions { LongestGivingWay = Patience });
            await Task.Delay(TimeSpan.FromMilliseconds(500));
            Assert.Empty(mailer.Kept);
        }

        await using var node = await MailNode.StartAsync(store, mailer);
        await MailNode.UntilAsync(store, mails => mails.All(m => m.State == MailState.Sent));
    }

    [Fact]
    public async Task Mails_leave_in_the_end_however_many_changes_are_under_way()
    {
        await using var store = await Store.OnPostgresAsync();
        var cast = await Cast.SaveAsync(store);
        var mailer = new KeepingMailer();
        await MailNode.AskAsync(store, cast, 9);
        await using var crowd = await CrowdAsync(store);
        await using var node = await MailNode.StartAsync(
            store, mailer, options: new DeliveryOptions { LongestGivingWay = TimeSpan.FromMilliseconds(100) });
        await MailNode.UntilAsync(store, mails => mails.All(m => m.State == MailState.Sent));
        Assert.Equal(8, store.Changes.UnderWay);
    }

    /// <summary>Eight changes that are under way until this is disposed of.</summary>
    private static async Task<Crowd> CrowdAsync(Store store)
    {
        var (begun, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        var acts = Enumerable.Range(0, 8).Select(_ => store.CommitAsync(async _ =>
        {
            begun.TrySetResult();
            await end.Task;
            return true;
        })).ToList();
        await begun.Task.WaitAsync(Patience);
        return new Crowd(acts, end);
    }

    private sealed class Crowd(List<Task<bool>> acts, TaskCompletionSource end) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            end.TrySetResult();

            // A slow machine may have ended them before: what became of them is of no matter.
            await Task.WhenAll(acts).ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(Patience);
        }
    }
}
