using System.Text;
using MimeKit;
using MimeKit.Text;
using Slotline.Domain.Notifications;
using Slotline.Graph.Delivery.Calendars;
using Slotline.Graph.Delivery.Wording;

namespace Slotline.Graph.Delivery;

/// <summary>Makes the message that goes on the wire out of a row of the outbox.</summary>
internal sealed class MailComposer(Author author, MailboxAddress from)
{
    /// <param name="mail">The row.</param>
    /// <param name="settings">How the organization signs; null where it never said.</param>
    /// <param name="link">Straight to what it is about.</param>
    /// <exception cref="MailFault">The recipient's address is none; permanent.</exception>
    public MimeMessage Compose(Mail mail, NotificationSettings? settings, Uri link)
    {
        var letter = Letter.Of(mail);
        var composition = author.Write(letter);
        var parts = MailLayout.Render(composition, letter, link, settings?.Footer);
        var sender = new Sender(settings?.SenderName ?? mail.Facts.OrganizationName, from.Address);
        var message = new MimeMessage
        {
            MessageId = $"{mail.Key}@{from.Domain}",
            Subject = parts.Subject,
            Date = mail.CreatedAt.ToDateTimeOffset(),
        };
        message.From.Add(new MailboxAddress(CalendarText.Name(sender.Name), from.Address));
        message.To.Add(AddressOf(mail));
        if (settings?.ReplyTo is { } replyTo)
            message.ReplyTo.Add(MailboxAddress.Parse(replyTo));

        // One conversation a request, and no answers from answering machines.
        if (mail.RequestId is { } requestId)
            message.References.Add($"{requestId:N}.request@{from.Domain}");
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        message.Body = BodyOf(mail, parts, composition, sender, link);
        return message;
    }

    private static MailboxAddress AddressOf(Mail mail) =>
        MailboxAddress.TryParse(mail.Address, out var address) && address.Address == mail.Address
            ? new MailboxAddress(CalendarText.Name(mail.Name), mail.Address)
            : throw new MailFault($"'{mail.Address}' is not an e-mail address.", isPermanent: true);

    /// <summary>
    /// Text and HTML are two forms of one message. The calendar file is there twice, as other calendars send it: as a
    /// third form, which mail programs act on, and as an attachment, which people can open.
    /// </summary>
    private static MimeEntity BodyOf(
        Mail mail, MailParts parts, Composition composition, Sender sender, Uri link)
    {
        var forms = new MultipartAlternative
        {
            TextOf(TextFormat.Plain, parts.Text),
            TextOf(TextFormat.Html, parts.Html),
        };
        if (mail.Calendar == CalendarMethod.None)
            return forms;
        var calendar = CalendarFile.Of(mail, composition, sender, link);
        forms.Add(PartOf(calendar, "text", "calendar", mail.Calendar));
        var attachment = PartOf(calendar, "application", "ics", mail.Calendar);
        attachment.IsAttachment = true;
        attachment.FileName = "invite.ics";
        return new Multipart("mixed") { forms, attachment };
    }

    private static TextPart TextOf(TextFormat format, string text) =>
        new(format) { Text = text, ContentTransferEncoding = ContentEncoding.QuotedPrintable };

    private static MimePart PartOf(string calendar, string type, string subtype, CalendarMethod method)
    {
        var content = new MemoryStream(Encoding.UTF8.GetBytes(calendar));
        var part = new MimePart(type, subtype)
        {
            Content = new MimeContent(content),
            ContentTransferEncoding = ContentEncoding.Base64,
        };
        part.ContentType.Charset = "utf-8";
        part.ContentType.Parameters.Add("method", method == CalendarMethod.Cancel ? "CANCEL" : "REQUEST");
        return part;
    }
}
