using System.Text.RegularExpressions;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using NodaTime;
using Slotline.Domain.Notifications;
using Slotline.Persistence;

namespace Slotline.Graph.Delivery;

/// <summary>
/// Sends the outbox's mails, on every node. Nothing is sent inside a transaction: a mail is taken by a lease, sent, and
/// what became of it is stored. If the node dies in between, the lease ends and another node sends the mail again, with
/// the same Message-ID; that is the one case in which a mail can arrive twice. While many people wait for their changes
/// to be written, mails give way to them.
/// </summary>
internal sealed partial class Dispatcher(
    Outbox outbox,
    Changes changes,
    MailComposer composer,
    PublicLinks links,
    IMailer mailer,
    IClock clock,
    IOptions<DeliveryOptions> options,
    ILogger<Dispatcher> log) : BackgroundService
{
    private static readonly TimeSpan StoreAgainAfter = TimeSpan.FromMilliseconds(500);

    /// <summary>How many changes under way are a crowd that mails give way to.</summary>
    private const int Crowd = 4;

    // What is due and could not be taken is being taken by another node at this moment.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);

    private readonly string node = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.CreateVersion7():N}";
    private readonly DeliveryOptions options = options.Value;
    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Looks at once, without waiting for its turn.</summary>
    public void Wake() => wake.Writer.TryWrite(true);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        changes.Committed += Hear;
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        changes.Committed -= Hear;
        await base.StopAsync(cancellationToken);
        await mailer.DisposeAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await SendDueAsync(stoppingToken) < options.MostAtOnce)
                    await WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // The database is away or something is wrong with this round; mails keep, so the next one tries again.
                log.LogError(fault, "Mails could not be sent in this round.");
                await PauseAsync(stoppingToken);
            }
        }
    }

    /// <summary>Takes what is due and sends it; answers how many were taken.</summary>
    private async Task<int> SendDueAsync(CancellationToken stoppingToken)
    {
        await GiveWayAsync(stoppingToken);
        var until = clock.GetCurrentInstant() + Duration.FromTimeSpan(options.Lease);
        var mails = await outbox.ClaimAsync(
            node, options.MostAtOnce, clock.GetCurrentInstant(), until, stoppingToken);
        var settings = new Dictionary<Guid, NotificationSettings?>();
        foreach (var mail in mails)
        {
            if (stoppingToken.IsCancellationRequested || !HasTimeLeft(until))
                mail.PutBack();
            else
                await DeliverAsync(mail, settings);

            // One by one: a node that dies now sends at most this one again.
            await StoreAsync(mail, until);
        }

        return mails.Count;
    }

    /// <summary>Waits while many changes are under way, but not for ever: mails keep leaving under any load.</summary>
    private async Task GiveWayAsync(CancellationToken stoppingToken)
    {
        for (var waited = TimeSpan.Zero;
            waited < options.LongestGivingWay && changes.UnderWay >= Crowd;
            waited += ShortestPause)
        {
            await Task.Delay(ShortestPause, stoppingToken);
        }
    }

    private async Task DeliverAsync(Mail mail, Dictionary<Guid, NotificationSettings?> settings)
    {
        if (mail.HasNoAttemptLeft)
        {
            mail.Failed("The server was stopped in the middle of each attempt.", true, 0, clock.GetCurrentInstant());
            return;
        }

        try
        {
            if (mail.Kind == NotificationKind.AppointmentReminder
                && !await outbox.IsReminderTrueAsync(mail, clock.GetCurrentInstant(), CancellationToken.None))
            {
                mail.Withdraw("The appointment was moved or cancelled, or has begun.");
                return;
            }

            if (mail.Facts.LinkExpiresAt is { } end && end <= clock.GetCurrentInstant())
            {
                mail.Withdraw("The link that it carries has expired.");
                return;
            }

            var signature = await SettingsOfAsync(mail.OrganizationId, settings);
            var link = await links.OfAsync(mail, CancellationToken.None);

            // Once handed to the mailer, it is not interrupted by our stopping: a cut connection is what makes a mail's
            // fate unknown. The mailer has a time limit of its own.
            await mailer.SendAsync(composer.Compose(mail, signature, link), CancellationToken.None);
            mail.Sent(clock.GetCurrentInstant());
        }
        catch (MailFault fault)
        {
            mail.Failed(fault.Message, fault.IsPermanent, Chance(), clock.GetCurrentInstant());
            log.LogWarning(
                "Mail {MailId} was not sent ({State}): {Reason}", mail.Id, mail.State, ForLog(fault.Message));
        }
        catch (Exception fault)
        {
            // A defect of ours, or the database is away; the other mails must not wait for it to be mended.
            mail.Failed($"The mail could not be written: {fault.Message}", false, Chance(), clock.GetCurrentInstant());
            log.LogError(fault, "Mail {MailId} could not be written.", mail.Id);
        }
    }

    /// <summary>Mail servers like to repeat the address, in lines of their own; the log is to have neither.</summary>
    internal static string ForLog(string reason) => Address().Replace(reason, "‹address›").ReplaceLineEndings(" ");

    [GeneratedRegex(@"[^\s<>]+@[^\s<>]+")]
    private static partial Regex Address();

    /// <summary>How an organization signs; read once for the mails of a round.</summary>
    private async Task<NotificationSettings?> SettingsOfAsync(
        Guid organizationId, Dictionary<Guid, NotificationSettings?> known)
    {
        if (!known.TryGetValue(organizationId, out var settings))
        {
            settings = await outbox.FindSettingsAsync(organizationId, CancellationToken.None);
            known.Add(organizationId, settings);
        }

        return settings;
    }

    /// <summary>
    /// Stores what became of a mail, again and again while the lease lasts: what was sent and not recorded would be
    /// sent once more.
    /// </summary>
    private async Task StoreAsync(Mail mail, Instant until)
    {
        while (true)
        {
            try
            {
                if (!await outbox.StoreAsync(mail, node, CancellationToken.None))
                    log.LogWarning("Mail {MailId} was another node's before this one was done with it.", mail.Id);
                return;
            }
            catch (Exception fault) when (clock.GetCurrentInstant() < until)
            {
                log.LogWarning(fault, "What became of mail {MailId} could not be stored; trying again.", mail.Id);
                await Task.Delay(StoreAgainAfter);
            }
        }
    }

    private bool HasTimeLeft(Instant until) =>
        clock.GetCurrentInstant() + Duration.FromTimeSpan(options.SendTimeout) < until;

    private void Hear(Commit commit)
    {
        if (commit.HasNotifications)
            Wake();
    }

    /// <summary>Until somebody wakes it, the next mail is due, or it is time to look anyway.</summary>
    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        var pause = options.LookEvery;
        if (await outbox.NextDueAsync(stoppingToken) is { } due)
        {
            var left = (due - clock.GetCurrentInstant()).ToTimeSpan();
            pause = left < ShortestPause ? ShortestPause : left < pause ? left : pause;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        limit.CancelAfter(pause);
        try
        {
            await wake.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            // Time to look.
        }
    }

    private async Task PauseAsync(CancellationToken stoppingToken) =>
        await Task.Delay(options.LookEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static double Chance() => Random.Shared.NextDouble();
}
