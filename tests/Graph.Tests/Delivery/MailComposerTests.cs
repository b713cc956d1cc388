using MimeKit;
using Slotline.Domain.Notifications;
using Slotline.Graph.Delivery;
using Slotline.Graph.Delivery.Wording;

namespace Slotline.Graph.Tests.Delivery;

public sealed class MailComposerTests
{
    private static readonly MailboxAddress From = new("Slotline", "booking@demo.test");

    [Fact]
    public void A_booking_comes_with_its_calendar_file_as_a_form_and_as_an_attachment()
    {
        var message = Compose(Letters.Mail());
        Assert.Equal(
            ["text/plain", "text/html", "text/calendar", "application/ics"],
            message.BodyParts.Select(part => part.ContentType.MimeType));
        var forms = message.BodyParts.Where(part => part.ContentType.Parameters.Contains("method"));
        Assert.All(forms, part => Assert.Equal("REQUEST", part.ContentType.Parameters["method"]));
        Assert.Equal("invite.ics", Assert.Single(message.Attachments).ContentDisposition?.FileName);
    }

    [Fact]
    public void A_mail_without_a_booking_has_no_calendar_file()
    {
        var message = Compose(Letters.Mail(Occasion.Declined, facts: Letters.Asked));
        Assert.Equal(["text/plain", "text/html"], message.BodyParts.Select(part => part.ContentType.MimeType));
    }

    [Fact]
    public void The_message_id_is_the_same_whenever_the_mail_is_composed()
    {
        var mail = Letters.Mail();
        Assert.Equal($"{mail.Key}@demo.test", Compose(mail).MessageId);
        Assert.Equal(Compose(mail).MessageId, Compose(mail).MessageId);
    }

    [Fact]
    public void Mails_about_one_request_are_one_conversation() =>
        Assert.Equal(
            Compose(Letters.Mail()).References,
            Compose(Letters.Mail(Occasion.Rescheduled, facts: Letters.Moved)).References);

    [Fact]
    public void It_comes_from_the_organization_unless_that_signs_otherwise()
    {
        Assert.Equal("Demo IT & Friends", Compose(Letters.Mail()).From.Mailboxes.Single().Name);
        var settings = new NotificationSettings(Guid.Empty);
        settings.Sign("The Help Desk", "help@demo.test", "1 Main Street");
        var message = Compose(Letters.Mail(), settings);
        Assert.Equal(
            ("The Help Desk", "booking@demo.test", "help@demo.test"),
            (message.From.Mailboxes.Single().Name, message.From.Mailboxes.Single().Address,
                message.ReplyTo.Mailboxes.Single().Address));
        Assert.Contains("1 Main Street", message.TextBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Clara\r\nBcc: all@demo.test")]
    [InlineData("\"Clara\" <evil@demo.test>,")]
    public async Task A_readers_name_adds_no_header_and_no_recipient(string name)
    {
        var reader = Letters.Person(RecipientKind.Contact, 10, "Clara") with { Name = name };
        using var bytes = new MemoryStream();
        await Compose(Letters.Mail(requester: reader)).WriteToAsync(bytes);
        bytes.Position = 0;
        var read = await MimeMessage.LoadAsync(bytes);
        Assert.Equal("clara@demo.test", Assert.Single(read.To.Mailboxes).Address);
        Assert.Empty(read.Bcc);
    }

    [Theory]
    [InlineData("no address")]
    [InlineData("a@demo.test, b@demo.test")]
    [InlineData("a@demo.test>\r\nRCPT TO:<b@demo.test")]
    public void What_is_no_address_is_given_up(string address)
    {
        var reader = Letters.Person(RecipientKind.Contact, 10, "Clara") with { Email = address };
        Assert.True(Assert.Throws<MailFault>(() => Compose(Letters.Mail(requester: reader))).IsPermanent);
    }

    [Fact]
    public async Task A_visitors_link_carries_their_token_and_nobody_elses_does()
    {
        var links = new PublicLinks(
            new Uri("https://booking.demo.test"), (token, _) => ValueTask.FromResult($"{token.Purpose}{token.Id:N}"));
        var visitor = Letters.Mail(requester: Letters.Person(RecipientKind.Visitor, 0, "Vic"));
        Assert.Equal(
            $"https://booking.demo.test/manage/slv_{visitor.RequestId:N}",
            (await links.OfAsync(visitor, default)).AbsoluteUri);
        Assert.Equal(
            "https://booking.demo.test/portal/requests/AR-7K3M-92QX",
            (await links.OfAsync(Letters.Mail(), default)).AbsoluteUri);
        Assert.Equal(
            "https://booking.demo.test/requests/AR-7K3M-92QX",
            (await links.OfAsync(Letters.Mail(audience: Audience.Technician), default)).AbsoluteUri);
    }

    [Fact]
    public async Task Without_a_mail_server_each_mail_is_one_file_even_when_it_is_sent_again()
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("slotline-mail-").FullName;
        try
        {
            await using var mailer = new FileMailer(Path.Combine(directory, "mail"));
            await mailer.SendAsync(Compose(Letters.Mail()), default);
            await mailer.SendAsync(Compose(Letters.Mail()), default);
            await mailer.SendAsync(Compose(Letters.Mail(Occasion.Declined, facts: Letters.Asked)), default);
            var files = System.IO.Directory.GetFiles(Path.Combine(directory, "mail"));
            Assert.Equal(2, files.Length);
            Assert.All(files, file => Assert.EndsWith(".eml", file, StringComparison.Ordinal));
            var read = await Task.WhenAll(files.Select(file => MimeMessage.LoadAsync(file)));
            Assert.All(read, message => Assert.Equal("clara@demo.test", message.To.Mailboxes.Single().Address));
        }
        finally
        {
            System.IO.Directory.Delete(directory, recursive: true);
        }
    }

    private static MimeMessage Compose(Mail mail, NotificationSettings? settings = null) =>
        new MailComposer(new Author(Languages.Standard), From)
            .Compose(mail, settings, new Uri("https://booking.demo.test/portal/requests/AR-7K3M-92QX"));
}
