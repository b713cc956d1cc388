using Microsoft.EntityFrameworkCore;
using MimeKit;
using Slotline.Domain;
using Slotline.Domain.Notifications;
using Slotline.Domain.Requests;
using Slotline.Graph.Delivery;
using Slotline.Persistence.Tests;
using Xunit.Abstractions;

namespace Slotline.Graph.Tests.Delivery;

/// <summary>
/// 500 decisions while the mail server refuses, hangs, breaks off and goes down, and one of our nodes dies in the
/// middle: every expected mail arrives, none for what was rolled back, none twice except where nobody can know.
/// </summary>
public sealed class DeliveryUnderFaultsTests(ITestOutputHelper output)
{
    private const int Decisions = 500;
    private const int RolledBack = 50;
    private const double ClockFactor = 300;

    private static readonly DeliveryOptions Options = new()
    {
        LookEvery = TimeSpan.FromMilliseconds(50),
        CommandTimeout = TimeSpan.FromSeconds(2),
        SendTimeout = TimeSpan.FromSeconds(3),
        Lease = TimeSpan.FromHours(3),
        MostAtOnce = 10,
    };

    [Fact]
    public async Task Every_mail_arrives_on_sqlite()
    {
        await using var store = await Store.OnSqliteAsync();
        await RunAsync(store);
    }

    [Fact]
    public async Task Every_mail_arrives_on_postgres()
    {
        await using var store = await Store.OnPostgresAsync();
        await RunAsync(store);
    }

    private async Task RunAsync(Store store)
    {
        var clock = new HurriedClock(Store.Now, ClockFactor);
        var cast = await Cast.SaveAsync(store);
        await using var server = new SmtpCatcher().Start();
        server.MoodFor = _ => MoodOf(Random.Shared.Next(100));
        var dying = new DyingMailer(MailNode.MailerFor(server, Options, clock), 60);
        var first = await MailNode.StartAsync(store, dying, clock, Options);
        var decide = DecideAsync(store, cast);
        await dying.Died;

        // The dead node is not stopped: it answers to nothing any more, and another one starts in its place.
        await using var second = await MailNode.StartAsync(
            store, MailNode.MailerFor(server, Options, clock), clock, Options);
        await server.StopAsync();
        await Task.Delay(TimeSpan.FromMinutes(1) / ClockFactor * 5);
        server.Start();
        var expected = await decide;
        await MailNode.UntilAsync(
            store, mails => mails.Count >= expected.Count && mails.All(mail => mail.State == MailState.Sent));
        Report(server, expected, await MailNode.MailsAsync(store), dying.LostIds);
        GC.KeepAlive(first);
    }

    private static SmtpMood MoodOf(int chance) => chance switch
    {
        < 6 => SmtpMood.RefuseForNow,
        < 12 => SmtpMood.ShutDown,
        < 13 => SmtpMood.Hang,
        < 19 => SmtpMood.BreakWithinData,
        < 24 => SmtpMood.BreakAfterData,
        _ => SmtpMood.Accept,
    };

    /// <summary>Asks, decides, and answers who has to hear of what, as the product's table says.</summary>
    private static async Task<List<string>> DecideAsync(Store store, Cast cast)
    {
        var expected = new List<string>();
        for (var i = 0; i < Decisions; i++)
        {
            var request = await MailNode.AskAsync(store, cast, i);
            expected.Add($"carla@acme.test {request.Reference} RequestReceived");
            expected.Add($"ada@first.test {request.Reference} RequestReceived");
            if (i % (Decisions / RolledBack) == 0)
                await RollBackAsync(store, cast, request.Id);
            if (i % 3 == 0)
            {
                await DeclineAsync(store, cast, request.Id);
                expected.Add($"carla@acme.test {request.Reference} RequestDeclined");
                continue;
            }

            var technician = i % 2 == 0 ? cast.Ana : cast.Ben;
            await store.CommitAsync(change => cast.ApproveAsync(change, request.Id, technician));
            expected.Add($"carla@acme.test {request.Reference} RequestApproved");
            expected.Add($"{technician.Email} {request.Reference} AppointmentAssigned");
        }

        return expected;
    }

    /// <summary>The side of a race that loses: it decided, and nothing of it was stored.</summary>
    private static async Task RollBackAsync(Store store, Cast cast, Guid id)
    {
        await Assert.ThrowsAsync<Refusal>(() => store.CommitAsync<AppointmentRequest>(async change =>
        {
            var request = await change.Db.AppointmentRequests.Include(r => r.Service).SingleAsync(r => r.Id == id);
            request.Decline("ROLLED BACK", cast.Dispatcher.Actor, change.Now);
            throw new Refusal(RefusalCode.StaleVersion, "Somebody was faster.");
        }));
    }

    private static Task<AppointmentRequest> DeclineAsync(Store store, Cast cast, Guid id) =>
        store.CommitAsync(async change =>
        {
            var request = await change.Db.AppointmentRequests.Include(r => r.Service).SingleAsync(r => r.Id == id);
            request.Decline("Nobody is free.", cast.Dispatcher.Actor, change.Now);
            return request;
        });

    private void Report(
        SmtpCatcher server, List<string> expected, IReadOnlyList<Mail> mails, IReadOnlySet<string> lostIds)
    {
        var byId = mails.ToDictionary(mail => $"{mail.Key}@demo.test");
        var caught = server.Caught.GroupBy(mail => mail.Message.MessageId!).ToDictionary(g => g.Key, g => g.ToList());
        var arrived = caught.Keys.Select(id => byId[id])
            .Select(mail => $"{mail.Address} {mail.Facts.Reference} {mail.Kind}").ToList();
        var repeated = caught.Where(copies => copies.Value.Count > 1).ToList();

        // A copy may be repeated for each time that the server took it and could not say so, or that we died before
        // writing down what it said.
        var unexplained = repeated.Count(copies =>
            copies.Value.Count(copy => copy.IsKnown) - (lostIds.Contains(copies.Key) ? 1 : 0) > 1);
        var rolledBack = server.Caught.Count(mail =>
            mail.Message.TextBody!.Contains("ROLLED BACK", StringComparison.Ordinal));
        var moods = string.Join(", ", server.Shown.OrderBy(m => m.Key).Select(m => $"{m.Key} {m.Value}"));
        output.WriteLine(
            $"{Decisions} decisions, {RolledBack} rolled back; the server's moods: {moods}\n"
            + $"expected {expected.Count}, arrived {arrived.Count}, missing {expected.Except(arrived).Count()}, "
            + $"unexpected {arrived.Except(expected).Count()}, of what was rolled back {rolledBack}\n"
            + $"arrived twice: {repeated.Count} where nobody could know, {unexplained} elsewhere; "
            + $"most attempts {mails.Max(mail => mail.Attempts)}");
        Assert.Equal(expected.Order(StringComparer.Ordinal), arrived.Order(StringComparer.Ordinal));
        Assert.Equal((0, 0), (rolledBack, unexplained));
        Assert.True(server.Shown.Count >= 6, "The server was too friendly for this test to mean anything.");
    }

    /// <summary>Sends some mails and then dies: after the server took one, before anybody wrote that down.</summary>
    private sealed class DyingMailer(IMailer mailer, int mailsToLive) : IMailer
    {
        private readonly TaskCompletionSource died = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly HashSet<string> lost = [];
        private int sent;

        public Task Died => died.Task;

        public IReadOnlySet<string> LostIds => lost;

        public async Task SendAsync(MimeMessage message, CancellationToken cancellationToken)
        {
            await mailer.SendAsync(message, cancellationToken);
            if (++sent == mailsToLive)
            {
                lost.Add(message.MessageId!);
                died.SetResult();
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
            }
        }

        public ValueTask DisposeAsync() => mailer.DisposeAsync();
    }
}
