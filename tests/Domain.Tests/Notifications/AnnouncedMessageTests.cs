using Slotline.Domain.Notifications;

namespace Slotline.Domain.Tests.Notifications;

public sealed class AnnouncedMessageTests
{
    [Fact]
    public void The_same_event_and_person_have_the_same_key_whenever_it_is_computed()
    {
        var told = Cast.Event(Occasion.Cancelled);
        var later = Cast.Now + NodaTime.Duration.FromHours(1);
        Assert.Equal(
            Announcements.Of(told, Cast.Now).Mails.Select(mail => mail.Key),
            Announcements.Of(told, later).Mails.Select(mail => mail.Key));
    }

    [Fact]
    public void Keys_differ_by_person_by_version_and_by_occasion()
    {
        var keys = Enum.GetValues<Occasion>()
            .SelectMany(occasion => new[] { 1, 2 }.Select(version => Cast.Event(occasion) with
            {
                RequestVersion = version,
                Facts = Cast.Booked with { Sequence = version },
            }))
            .SelectMany(told => Announcements.Of(told, Cast.Now).Mails)
            .Select(mail => mail.Key)
            .ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
    }

    [Fact]
    public void A_reminder_keeps_its_key_when_only_a_note_changed_the_version()
    {
        var told = Cast.Event(Occasion.ReminderDue);
        Assert.Equal(
            Announcements.Of(told, Cast.Now).Mails.Select(mail => mail.Key),
            Announcements.Of(told with { RequestVersion = 9 }, Cast.Now).Mails.Select(mail => mail.Key));
    }

    [Fact]
    public void A_key_can_stand_in_a_message_id() =>
        Assert.All(
            Announcements.Of(Cast.Event(Occasion.Cancelled) with { Requester = Cast.Visitor }, Cast.Now).Mails,
            mail => Assert.Matches("^[A-Za-z0-9.]{1,100}$", mail.Key));

    [Fact]
    public void A_mail_carries_its_readers_language_and_zone_and_is_due_at_once()
    {
        var mail = Announcements.Of(Cast.Event(Occasion.Declined) with { Requester = Cast.Visitor }, Cast.Now).Mails[0];
        Assert.Equal(
            ("vic@visitor.test", "en", "Europe/Berlin", MailState.Queued, Cast.Now),
            (mail.Address, mail.Locale, mail.TimeZoneId, mail.State, mail.NextAttemptAt));
    }

    [Fact]
    public void Facts_come_back_from_json_as_they_were()
    {
        var facts = Cast.Booked with { Reason = "Line\nbreak \"quoted\" <b>", PreviousStartsAt = Cast.Now };
        Assert.Equal(facts, NotificationFacts.FromJson(facts.ToJson()));
    }

    [Fact]
    public void Facts_of_a_newer_version_with_more_in_them_are_read()
    {
        var json = Cast.Facts.ToJson();
        Assert.Equal(Cast.Facts, NotificationFacts.FromJson(json[..^1] + ",\"Mood\":\"good\"}"));
    }
}
