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
        SenderName = OneLine(senderName, LongestSenderName, "senderName");
        ReplyTo = AddressOf(replyTo);
        Footer = Limited(footer, LongestFooter, "footer");
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

    private static string? AddressOf(string? text)
    {
        var address = OneLine(text, 254, "replyTo");
        if (address is not null && !LooksLikeAnAddress(address))
            throw Refusal.InvalidInput("This is not an e-mail address.", "replyTo");
        return address;
    }

    private static bool LooksLikeAnAddress(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0
            && at == text.LastIndexOf('@')
            && at < text.Length - 1
            && !text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)
                || character is '<' or '>' or ',' or ';' or '"');
    }

    private static string? OneLine(string? text, int longest, string field)
    {
        var limited = Limited(text, longest, field);
        return limited is null || !limited.Any(char.IsControl)
            ? limited
            : throw Refusal.InvalidInput("This must be one line.", field);
    }

    private static string? Limited(string? text, int longest, string field)
    {
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed))
            return null;
        return trimmed.Length <= longest
            ? trimmed
            : throw Refusal.InvalidInput($"This can be at most {longest} characters long.", field);
    }
}
