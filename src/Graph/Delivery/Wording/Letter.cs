using Slotline.Domain.Notifications;

namespace Slotline.Graph.Delivery.Wording;

/// <summary>A message and its reader, before it has words.</summary>
internal sealed record Letter(
    NotificationKind Kind,
    Audience Audience,
    NotificationFacts Facts,
    string ReaderName,
    string Locale,
    string TimeZoneId)
{
    public static Letter Of(Mail mail) =>
        new(mail.Kind, mail.Audience, mail.Facts, mail.Name, mail.Locale, mail.TimeZoneId);
}
