using Slotline.Domain.Notifications;
using Slotline.Graph.Delivery;
using Slotline.Graph.Delivery.Wording;
using Snapshooter.Xunit;

namespace Slotline.Graph.Tests.Delivery;

public sealed class MailTextTests
{
    private static readonly Author Author = new(Languages.Standard);

    private static readonly PublicLinks Links =
        new(new Uri("https://booking.demo.test/"), (_, _) => ValueTask.FromResult("slv_token"));

    public static TheoryData<NotificationKind, Audience, string> EveryMessage
    {
        get
        {
            var data = new TheoryData<NotificationKind, Audience, string>();
            foreach (var (kind, audience) in Letters.Kinds)
            {
                data.Add(kind, audience, "en");
                data.Add(kind, audience, "de");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(EveryMessage))]
    public void Reads_well_in_each_language(NotificationKind kind, Audience audience, string locale)
    {
        var parts = Render(Letters.Of(kind, audience, locale), "Demo IT & Friends\n1 Main Street, New York");
        var notice = Author.Write(Letters.Of(kind, audience, locale)).Message.Notice;
        Snapshot.Match(
            $"Subject: {parts.Subject}\nNotice: {notice}\n\n{parts.Text}\n\n{parts.Html}",
            $"Mail.{kind}.{audience}.{locale}");
    }

    [Fact]
    public void Every_language_has_every_message_and_no_other_language_lacks_a_word() =>
        Assert.All(Languages.Standard.All, language =>
            Assert.All(Letters.Kinds, message => Assert.True(
                language.Has(message.Kind, message.Audience), $"{language.Tag} lacks {message}")));

    [Fact]
    public void Every_mail_that_can_be_announced_has_words() =>
        Assert.All(
            Enum.GetValues<Occasion>().SelectMany(Announced),
            message => Assert.Contains(message, Letters.Kinds));

    [Theory]
    [InlineData("fr")]
    [InlineData("xx-nonsense-0")]
    [InlineData("")]
    public void A_missing_language_falls_back_to_english_with_english_dates(string locale)
    {
        var letter = Letters.Of(NotificationKind.RequestApproved, Audience.Requester, "en") with { Locale = locale };
        Assert.Equal("Confirmed: On-site visit, Tue, Nov 24, 12:30 PM EST", Render(letter).Subject);
    }

    [Theory]
    [InlineData("de-AT", "Bestätigt: On-site visit, Di, 24. Nov., 12:30 EST")]
    [InlineData("de-XX", "Bestätigt: On-site visit, Di, 24. Nov., 12:30 EST")]
    [InlineData("en-GB", "Confirmed: On-site visit, Tue, 24 Nov, 12:30 EST")]
    public void A_region_gets_its_language_and_its_customs(string locale, string subject)
    {
        var letter = Letters.Of(NotificationKind.RequestApproved, Audience.Requester, "en") with { Locale = locale };
        Assert.Equal(subject, Render(letter).Subject);
    }

    [Fact]
    public void Html_escapes_what_people_wrote_and_text_and_subject_do_not()
    {
        var letter = Letters.Of(NotificationKind.AppointmentAssigned, Audience.Technician, "en");
        letter = letter with
        {
            ReaderName = "O'Neil & <Sons>",
            Facts = letter.Facts with
            {
                ServiceName = "Fix <b>& \"check\"</b>",
                Description = "<script>alert(1)</script>",
            },
        };
        var parts = Render(letter, "<i>Demo</i>");
        Assert.Contains("Fix <b>& \"check\"</b>", parts.Subject, StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script>", parts.Text, StringComparison.Ordinal);
        Assert.Contains("Hello O'Neil & <Sons>,", parts.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", parts.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<Sons>", parts.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>", parts.Html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", parts.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("&amp;lt;", parts.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Visit\r\nBcc: everybody@demo.test")]
    [InlineData("Visit\nX-Evil: 1")]
    [InlineData("Visit\u2028Bcc: x\u0000\u0007")]
    public void A_subject_is_one_line_whatever_a_service_is_called(string service)
    {
        var letter = Letters.Of(NotificationKind.RequestApproved, Audience.Requester, "en");
        var subject = Render(letter with { Facts = letter.Facts with { ServiceName = service } }).Subject;
        Assert.DoesNotContain(subject, character => char.IsControl(character) || character == '\u2028');
        Assert.StartsWith("Confirmed: Visit ", subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Win a prize at evil.example", false)]
    [InlineData("https://evil.example/", false)]
    [InlineData("www.evil", false)]
    [InlineData("me@evil", false)]
    [InlineData("Dr. Clara B. Client-O'Neil", true)]
    [InlineData("李小龙", true)]
    public void A_name_that_mail_programs_would_turn_into_a_link_is_not_repeated(string name, bool isRepeated)
    {
        var letter = Letters.Of(NotificationKind.RequestReceived, Audience.Requester, "en") with { ReaderName = name };
        Assert.Equal(isRepeated, Render(letter).Text.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public void A_reader_does_not_write_templates()
    {
        var letter = Letters.Of(NotificationKind.RequestApproved, Audience.Requester, "en");
        var parts = Render(letter with { Facts = letter.Facts with { ServiceName = "{{ reason }}{% if 1 %}" } });
        Assert.Contains("{{ reason }}{% if 1 %}", parts.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_adds_a_language()
    {
        var files = Languages.BuiltIn();
        foreach (var (name, text) in files.Where(file => file.Key.StartsWith("en/", StringComparison.Ordinal)).ToList())
            files["fr/" + name[3..]] = text.Replace("Confirmed:", "Confirmé :", StringComparison.Ordinal);
        var letter = Letters.Of(NotificationKind.RequestApproved, Audience.Requester, "fr-CA");
        Assert.StartsWith(
            "Confirmé : On-site visit, mar., 24 nov.",
            new Author(new Languages(files)).Write(letter).Message.Subject,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subject: Hi\ntitle: Hi\n\nHello", "'notice:' is missing")]
    [InlineData("subject: {{ broken\ntitle: Hi\nnotice: Hi", "en/RequestApproved.Requester.txt")]
    [InlineData("subject\ntitle: Hi\nnotice: Hi", "is not 'key: text'")]
    public void A_malformed_template_stops_the_start_and_is_named(string text, string complaint)
    {
        var files = Languages.BuiltIn();
        files["en/RequestApproved.Requester.txt"] = text;
        Assert.Contains(
            complaint, Assert.Throws<FormatException>(() => new Languages(files)).Message, StringComparison.Ordinal);
    }

    private static MailParts Render(Letter letter, string? footer = null) => MailLayout.Render(
        Author.Write(letter),
        letter,
        letter.Audience == Audience.Account
            ? Links.ToAccount(letter.Kind, "slt_secret")
            : Links.ToRequest(letter.Audience, letter.Facts.Reference),
        footer);

    private static IEnumerable<(NotificationKind, Audience)> Announced(Occasion occasion)
    {
        var person = Letters.Person(RecipientKind.StaffMember, 40, "Paul Person");
        var messages = Announcements.Of(
            new Announcement
            {
                OrganizationId = Guid.Empty,
                Occasion = occasion,
                RequestVersion = 1,
                Actor = null,
                Facts = Letters.Moved,
                Requester = Letters.Person(RecipientKind.Contact, 41, "Carl Client"),
                PreferredTechnician = person,
                Technician = person,
                PreviousTechnician = occasion == Occasion.Reassigned
                    ? Letters.Person(RecipientKind.StaffMember, 42, "Other Person")
                    : null,
                Staff = [new(Letters.Person(RecipientKind.StaffMember, 43, "Ada Admin"), Domain.Directory.Role.Admin)],
            },
            NodaTime.Instant.FromUtc(2026, 1, 1, 0, 0));
        return messages.Mails.Select(mail => (mail.Kind, mail.Audience))
            .Concat(messages.Notifications.Select(row => (row.Kind, row.Audience)));
    }
}
