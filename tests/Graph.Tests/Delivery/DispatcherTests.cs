using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Notifications;
using Slotline.Domain.Requests;
using Slotline.Graph.Delivery;
using Slotline.Persistence.Tests;

namespace Slotline.Graph.Tests.Delivery;

public sealed class SqliteDispatcherTests : DispatcherTests
{
    protected override Task<Store> OpenAsync() => Store.OnSqliteAsync();
}

public sealed class PostgresDispatcherTests : DispatcherTests
{
    protected override Task<Store> OpenAsync() => Store.OnPostgresAsync();
}

/// <summary>What every database promises: mails leave after the commit, once, and none is lost.</summary>
public abstract class DispatcherTests
{
    protected abstract Task<Store> OpenAsync();

    [Fact]
    public async Task A_mail_leaves_after_the_commit_and_is_recorded()
    {
        await using var store = await OpenAsync();
        var mailer = new KeepingMailer();
        var cast = await Cast.SaveAsync(store);
        await using var node = await MailNode.StartAsync(store, mailer);
        await MailNode.AskAsync(store, cast, 9);
        await MailNode.UntilAsync(store, mails => mails.Count == 2 && mails.All(m => m.State == MailState.Sent));
        Assert.Equal(
            ["ada@first.test", "carla@acme.test"],
            mailer.Kept.Select(message => message.To.Mailboxes.Single().Address).Order(StringComparer.Ordinal));
        var now = store.Clock.GetCurrentInstant();
        Assert.All(
            await MailNode.MailsAsync(store),
            mail => Assert.Equal((1, null, now), (mail.Attempts, mail.LeasedBy, mail.SentAt!.Value)));
    }

    [Fact]
    public async Task What_was_refused_tells_nobody()
    {
        await using var store = await OpenAsync();
        var mailer = new KeepingMailer();
        var cast = await Cast.SaveAsync(store);
        await using var node = await MailNode.StartAsync(store, mailer);
        await Assert.ThrowsAsync<Refusal>(() => store.CommitAsync<AppointmentRequest>(change =>
        {
            cast.Ask(change, 9);
            throw Refusal.Forbidden("Not today.");
        }));
        await MailNode.AskAsync(store, cast, 10);
        await MailNode.UntilAsync(store, mails => mails.All(m => m.State == MailState.Sent));
        Assert.Equal(2, mailer.Kept.Count);
    }

    [Fact]
    public async Task A_failure_is_tried_again_later_and_with_the_same_message_id()
    {
        await using var store = await OpenAsync();
        var mailer = new KeepingMailer();
        var cast = await Cast.SaveAsync(store);
        var tried = new List<string?>();
        mailer.Before = message =>
        {
            tried.Add(message.MessageId);
            return tried.Count > 2 ? Task.CompletedTask : throw new MailFault("The server is down.", false);
        };
        await using var node = await MailNode.StartAsync(store, mailer);
        await MailNode.AskAsync(store, cast, 9);
        await MailNode.UntilAsync(store, mails => mails.All(m => m.LastError == "The server is down."));
        Assert.All(
            await MailNode.MailsAsync(store),
            mail => Assert.InRange((mail.NextAttemptAt - store.Clock.GetCurrentInstant()).TotalSeconds, 23, 37));
        store.Clock.Advance(Duration.FromSeconds(40));
        await MailNode.UntilAsync(store, mails => mails.All(m => m.State == MailState.Sent));
        Assert.Equal(2, tried.Distinct().Count());
        Assert.Equal(2, mailer.Kept.Count);
    }

    [Fact]
    public async Task A_permanent_refusal_is_given_up_and_can_be_retried_by_hand()
    {
        await using var store = await OpenAsync();
        var mailer = new KeepingMailer();
        var cast = await Cast.SaveAsync(store);
        mailer.Before = message => message.To.Mailboxes.Single().Address == "carla@acme.test"
            ? throw new MailFault("550 no such mailbox", isPermanent: true)
            : Task.CompletedTask;
        await using var node = await MailNode.StartAsync(store, mailer);
        await MailNode.AskAsync(store, cast, 9);
        await MailNode.UntilAsync(store, mails => mails.All(m => m.State is MailState.GivenUp or MailState.Sent));
        mailer.Before = _ => Task.CompletedTask;
        await store.CommitAsync(change =>
            change.Db.Mails.Single(mail => mail.State == MailState.GivenUp).Retry(change.Now));
        await MailNode.UntilAsync(store, mails => mails.All(m => m.State == MailState.Sent));
        Assert.Equal(2, mailer.Kept.Count);
    }

    [Fact]
    public async Task Two_nodes_share_the_work_and_send_nothing_twice()
    {
        await using var store = await OpenAsync();
        var mailer = new KeepingMailer();
        var cast = await Cast.SaveAsync(store);
        for (var hour = 0; hour < 60; hour++)
            await MailNode.AskAsync(store, cast, hour);
        var other = new KeepingMailer();
        mailer.After = other.After = _ => Task.Delay(3);
        var options = new DeliveryOptions { MostAtOnce = 3 };
        await using (await MailNode.StartAsync(store, mailer, options: options))
        await using (await MailNode.StartAsync(store, other, options: options))
            await MailNode.UntilAsync(store, mails => mails.All(m => m.State == MailState.Sent));
        var ids = mailer.Kept.Concat(other.Kept).Select(message => message.MessageId).ToList();
        Assert.Equal((120, 120), (ids.Count, ids.Distinct().Count()));
        Assert.All(new[] { mailer, other }, one => Assert.NotEmpty(one.Kept));
    }

    [Fact]
    public async Task What_a_dead_node_had_taken_is_sent_by_another_when_its_lease_ends()
    {
        await using var store = await OpenAsync();
        var mailer = new KeepingMailer();
        var cast = await Cast.SaveAsync(store);
        await MailNode.AskAsync(store, cast, 9);
        var dead = new KeepingMailer { Before = _ => Task.Delay(Timeout.Infinite) };
        var dying = await MailNode.StartAsync(store, dead);
        await MailNode.UntilAsync(store, mails => mails.All(m => m.LeasedBy is not null));
        await using var node = await MailNode.StartAsync(store, mailer);
        await Task.Delay(300);
        Assert.Empty(mailer.Kept);
        store.Clock.Advance(Duration.FromMinutes(5));
        await MailNode.UntilAsync(store, mails => mails.All(m => m.State == MailState.Sent));
        Assert.Equal(2, mailer.Kept.Count);
        Assert.All(await MailNode.MailsAsync(store), mail => Assert.Equal(2, mail.Attempts));
        GC.KeepAlive(dying);
    }

    [Fact]
    public async Task A_mail_that_ends_every_node_is_given_up()
    {
        await using var store = await OpenAsync();
        var mailer = new KeepingMailer();
        var cast = await Cast.SaveAsync(store);
        await MailNode.AskAsync(store, cast, 9);
        var outbox = new Persistence.Outbox(store.Database);
        for (var attempt = 1; attempt <= Mail.MostAttempts; attempt++)
        {
            var now = store.Clock.GetCurrentInstant();
            Assert.Equal(2, (await outbox.ClaimAsync("doomed", 9, now, now + Duration.FromMinutes(5), default)).Count);
            store.Clock.Advance(Duration.FromMinutes(6));
        }

        await using var node = await MailNode.StartAsync(store, mailer);
        await MailNode.UntilAsync(store, mails => mails.All(m => m.State == MailState.GivenUp));
        Assert.Empty(mailer.Kept);
    }

    [Fact]
    public async Task What_became_of_a_mail_is_stored_whole()
    {
        await using var store = await OpenAsync();
        await MailNode.AskAsync(store, await Cast.SaveAsync(store), 9);
        var outbox = new Persistence.Outbox(store.Database);
        var now = store.Clock.GetCurrentInstant();

        var failed = await ClaimAsync();
        failed.Failed("The server's queue is full – später.", false, 0.5, now);
        await StoreAsync(failed);
        store.Clock.Advance(Duration.FromHours(1));
        now = store.Clock.GetCurrentInstant();
        var sent = await ClaimAsync();
        sent.Sent(now);
        await StoreAsync(sent);

        async Task<Mail> ClaimAsync() =>
            (await outbox.ClaimAsync("node", 9, now, now + Duration.FromMinutes(5), default)).MinBy(mail => mail.Id)!;

        async Task StoreAsync(Mail mail)
        {
            Assert.True(await outbox.StoreAsync(mail, "node", default));
            var stored = (await MailNode.MailsAsync(store)).Single(one => one.Id == mail.Id);
            Assert.Equivalent(mail, stored, strict: true);
        }
    }

    [Fact]
    public async Task What_becomes_of_a_mail_counts_only_while_the_lease_is_held()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        await MailNode.AskAsync(store, cast, 9);
        var outbox = new Persistence.Outbox(store.Database);
        var now = store.Clock.GetCurrentInstant();
        var slow = (await outbox.ClaimAsync("slow", 1, now, now + Duration.FromMinutes(5), default)).Single();
        var later = now + Duration.FromMinutes(6);
        var quick = (await outbox.ClaimAsync("quick", 9, later, later + Duration.FromMinutes(5), default))
            .Single(mail => mail.Id == slow.Id);
        slow.Failed("too late", false, 0.5, later);
        Assert.False(await outbox.StoreAsync(slow, "slow", default));
        quick.Sent(later);
        Assert.True(await outbox.StoreAsync(quick, "quick", default));
        Assert.Equal(MailState.Sent, (await MailNode.MailsAsync(store)).Single(mail => mail.Id == slow.Id).State);
    }
}
