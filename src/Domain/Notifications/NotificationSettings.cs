using NodaTime;

namespace Slotline.Domain.Notifications;

/// <summary>
/// How an organization's mails look and when it reminds people. An organization without a row has the standard.
/// </summary>
public sealed class NotificationSettings
{
    public const int StandardReminderMinutes = 24 * 60;

    /// <summary>Two weeks.</summary>
    public const int MostReminderMinutes = 14 * 24 * 60;

    public const int LongestSenderName = 200;

    public const int LongestFooter = 1000;

    private NotificationSettings()
    {
    }

    /// <summary>The standard settings of an organization.</summary>
    public NotificationSettings(Guid organizationId) => OrganizationId = organizationId;

    public Guid OrganizationId { get; private set; }

    /// <summary>The name mails come from; the organization's where it is null.</summary>
    public string? SenderName { get; private set; }

    /// <summary>Where answers to mails go; the sending address where it is null.</summary>
    public string? ReplyTo { get; private set; }

    /// <summary>Plain text below every mail, such as the address of the firm.</summary>
    public string? Footer { get; private set; }

    /// <summary>How long before the start people are reminded; null: never.</summary>
    public int? ReminderMinutes { get; private set; } = StandardReminderMinutes;

    public Duration? ReminderLead => ReminderMinutes is { } minutes ? Duration.FromMinutes(minutes) : null;

    /// <summary>Changes how mails introduce themselves. Blank text counts as none.</summary>
    /// <exception cref="Refusal">InvalidInput: too long, no address, or line breaks in a header.</exception>
    public void Sign(string? senderName, string? replyTo, string? footer)
    {
        SenderName = Text.OptionalLine(senderName, LongestSenderName, "senderName");
        ReplyTo = string.IsNullOrWhiteSpace(replyTo) ? null : Text.Email(replyTo, "replyTo");
        Footer = FooterOf(footer);
    }

    /// <summary>Changes when people are reminded.</summary>
    /// <param name="minutes">15 to two weeks; null: never.</param>
    /// <exception cref="Refusal">InvalidInput: out of range.</exception>
    public void Remind(int? minutes)
    {
        if (minutes is < 15 or > MostReminderMinutes)
            throw Refusal.InvalidInput("A reminder is sent 15 minutes to 14 days before the start.", "reminderMinutes");
        ReminderMinutes = minutes;
    }

    private static string? FooterOf(string? text)
    {
        var footer = Text.Note(text, "footer");
        return footer is null || footer.Length <= LongestFooter
            ? footer
            : throw Refusal.InvalidInput($"This can be at most {LongestFooter} characters long.", "footer");
    }
}
