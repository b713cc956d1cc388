using NodaTime;
using Slotline.Domain.Notifications;

namespace Slotline.Domain.Tests.Notifications;

public sealed class MailTests
{
    private static readonly Instant Now = Cast.Now;

    [Fact]
    public void Twelve_attempts_take_about_two_days()
    {
        var total = Enumerable.Range(1, Mail.MostAttempts - 1)
            .Select(attempt => MailRetries.DelayAfter(attempt, 0.5))
            .Aggregate(Duration.Zero, (sum, delay) => sum + delay);
        Assert.InRange(total.TotalHours, 44, 52);
    }

    [Fact]
    public void Waits_grow_and_are_spread_by_a_fifth_either_way()
    {
        Assert.Equal(Duration.FromSeconds(24), MailRetries.DelayAfter(1, 0));
        Assert.Equal(Duration.FromSeconds(30), MailRetries.DelayAfter(1, 0.5));
        Assert.Equal(Duration.FromSeconds(36), MailRetries.DelayAfter(1, 1));
        Assert.Equal(Duration.FromSeconds(90), MailRetries.DelayAfter(2, 0.5));
        Assert.Equal(Duration.FromHours(10), MailRetries.DelayAfter(11, 0.5));
    }

    [Fact]
    public void A_mail_that_a_server_took_is_sent_and_free_of_its_lease()
    {
        var mail = NewMail();
        mail.Lease("node-1", Now + Duration.FromMinutes(5));
        mail.Sent(Now);
        Assert.Equal(
            (MailState.Sent, Now, 1, null, null),
            (mail.State, mail.SentAt, mail.Attempts, mail.LeasedBy, mail.LastError));
    }

    [Fact]
    public void A_mail_that_failed_waits_for_its_next_attempt()
    {
        var mail = NewMail();
        mail.Lease("node-1", Now + Duration.FromMinutes(5));
        mail.Failed("connection refused", isPermanent: false, 0.5, Now);
        Assert.Equal(
            (MailState.Queued, Now + Duration.FromSeconds(30), "connection refused", null),
            (mail.State, mail.NextAttemptAt, mail.LastError, mail.LeasedUntil));
    }

    [Fact]
    public void A_permanent_refusal_is_given_up_at_once()
    {
        var mail = NewMail();
        mail.Lease("node-1", Now);
        mail.Failed("550 no such user", isPermanent: true, 0.5, Now);
        Assert.Equal((MailState.GivenUp, 1), (mail.State, mail.Attempts));
    }

    [Fact]
    public void The_twelfth_failure_is_the_last()
    {
        var mail = NewMail();
        for (var attempt = 1; attempt <= Mail.MostAttempts; attempt++)
        {
            Assert.Equal(MailState.Queued, mail.State);
            mail.Lease("node-1", Now);
            mail.Failed("timed out", isPermanent: false, 0.5, Now);
        }

        Assert.Equal(MailState.GivenUp, mail.State);
    }

    [Fact]
    public void Only_a_mail_that_was_given_up_can_be_tried_again()
    {
        var mail = NewMail();
        Assert.Equal(RefusalCode.InvalidInput, Assert.Throws<Refusal>(() => mail.Retry(Now)).Code);
        mail.Failed("550", isPermanent: true, 0.5, Now);
        mail.Retry(Now + Duration.FromHours(1));
        Assert.Equal(
            (MailState.Queued, 0, Now + Duration.FromHours(1)), (mail.State, mail.Attempts, mail.NextAttemptAt));
    }

    [Fact]
    public void A_long_error_is_cut()
    {
        var mail = NewMail();
        mail.Failed(new string('x', 9000), isPermanent: true, 0.5, Now);
        Assert.Equal(500, mail.LastError!.Length);
    }

    private static Mail NewMail() => Announcements.Of(Cast.Event(Occasion.Declined, isBooked: false), Now).Mails[0];
}
