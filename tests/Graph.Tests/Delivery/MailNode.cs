using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MimeKit;
using NodaTime;
using Slotline.Domain.Notifications;
using Slotline.Domain.Requests;
using Slotline.Graph.Delivery;
using Slotline.Graph.Delivery.Wording;
using Slotline.Graph.Settings;
using Slotline.Graph.Visitors;
using Slotline.Persistence;
using Slotline.Persistence.Tests;

namespace Slotline.Graph.Tests.Delivery;

/// <summary>A clock that runs faster than the wall's, so that two days of retries pass in minutes.</summary>
internal sealed class HurriedClock(Instant start, double factor) : IClock
{
    private readonly long began = Stopwatch.GetTimestamp();

    public Instant GetCurrentInstant() =>
        start + Duration.FromTimeSpan(Stopwatch.GetElapsedTime(began) * factor);
}

/// <summary>What one node sends mails with; several on one database are several nodes.</summary>
internal sealed class MailNode : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    private readonly Dispatcher dispatcher;

    private MailNode(Store store, IMailer mailer, IClock clock, DeliveryOptions options)
    {
        dispatcher = new Dispatcher(
            new Outbox(store.Database),
            store.Changes,
            new MailComposer(
                new Author(Languages.Standard),
                new MailboxAddress("Slotline", "booking@demo.test")),
            new PublicLinks(
                new Uri("https://booking.demo.test"),
                new VisitorLinks(store.Database, new VisitorKeys(store.Database, store.Changes), clock).SignAsync),
            mailer,
            clock,
            Options.Create(options),
            NullLogger<Dispatcher>.Instance);
    }

    public static async Task<MailNode> StartAsync(
        Store store, IMailer mailer, IClock? clock = null, DeliveryOptions? options = null)
    {
        options ??= new DeliveryOptions { LookEvery = TimeSpan.FromMilliseconds(100) };
        var node = new MailNode(store, mailer, clock ?? store.Clock, options);
        await node.dispatcher.StartAsync(CancellationToken.None);
        return node;
    }

    public static SmtpMailer MailerFor(SmtpCatcher server, DeliveryOptions options, IClock clock) => new(
        new MailSettings(
            "127.0.0.1", server.Port, null, null, new MailboxAddress("Slotline", "booking@demo.test"),
            MailSecurity.None, "unused"),
        options,
        clock);

    public async ValueTask DisposeAsync()
    {
        await dispatcher.StopAsync(CancellationToken.None);
        dispatcher.Dispose();
    }

    /// <summary>Waits until all mails of the store are as they should be.</summary>
    public static async Task UntilAsync(Store store, Func<IReadOnlyList<Mail>, bool> isSo)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var mails = await MailsAsync(store);
            if (isSo(mails))
                return;
            Assert.True(
                watch.Elapsed < Patience,
                string.Join('\n', mails.GroupBy(m => (m.State, m.LastError)).Select(g => $"{g.Key}: {g.Count()}")));
            await Task.Delay(50);
        }
    }

    public static async Task<IReadOnlyList<Mail>> MailsAsync(Store store)
    {
        await using var db = store.Database.Open(store.Organization.Id);
        return [.. db.Mails.OrderBy(mail => mail.Id)];
    }

    /// <summary>A request by the cast's contact, which tells two people by mail: the contact and the admin.</summary>
    public static Task<AppointmentRequest> AskAsync(Store store, Cast cast, int hour) =>
        store.CommitAsync(change => Task.FromResult(cast.Ask(change, hour)));
}

/// <summary>A mailer that keeps what it is given, and does what a test wants.</summary>
internal sealed class KeepingMailer : IMailer
{
    private readonly Lock gate = new();
    private readonly List<MimeMessage> kept = [];

    /// <summary>Runs before a mail is kept.</summary>
    public Func<MimeMessage, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs after it.</summary>
    public Func<MimeMessage, Task> After { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<MimeMessage> Kept
    {
        get
        {
            lock (gate)
                return [.. kept];
        }
    }

    public async Task SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        await Before(message);
        lock (gate)
            kept.Add(message);
        await After(message);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
