using Slotline.Domain.Notifications;

namespace Slotline.Domain.Tests.Notifications;

public sealed class NotificationSettingsTests
{
    private readonly NotificationSettings settings = new(Cast.Organization);

    [Fact]
    public void Reminds_a_day_before_unless_told_otherwise() =>
        Assert.Equal(24, settings.ReminderLead!.Value.TotalHours);

    [Theory]
    [InlineData(14)]
    [InlineData(-1)]
    [InlineData(20161)]
    public void Refuses_reminders_too_near_or_too_far(int minutes) =>
        Assert.Equal(["reminderMinutes"], Assert.Throws<Refusal>(() => settings.Remind(minutes)).Field);

    [Fact]
    public void Blank_text_counts_as_none()
    {
        settings.Sign(" ", "", "  \n ");
        Assert.Equal((null, null, null), (settings.SenderName, settings.ReplyTo, settings.Footer));
    }

    [Fact]
    public void Keeps_line_breaks_of_the_footer()
    {
        settings.Sign("Demo IT", "help@demo.test", "Demo IT\n1 Main Street");
        Assert.Equal("Demo IT\n1 Main Street", settings.Footer);
    }

    [Theory]
    [InlineData("Demo\r\nBcc: all@demo.test", null, "senderName")]
    [InlineData(null, "help@demo.test\nBcc: all@demo.test", "replyTo")]
    [InlineData(null, "no address", "replyTo")]
    [InlineData(null, "a@b@c", "replyTo")]
    [InlineData(null, "@demo.test", "replyTo")]
    [InlineData(null, "a..b@demo.test", "replyTo")]
    [InlineData(null, "a@demo..test", "replyTo")]
    [InlineData(null, "a@demo.test,b@demo.test", "replyTo")]
    public void Refuses_what_cannot_stand_in_a_header(string? name, string? replyTo, string field) =>
        Assert.Equal([field], Assert.Throws<Refusal>(() => settings.Sign(name, replyTo, null)).Field);
}
