using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Slotline.Domain.Notifications;

namespace Slotline.Graph.Delivery.Wording;

/// <summary>Gives a mail its form: plain text, and HTML in which every value is escaped exactly once.</summary>
internal sealed class MailLayout
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly Liquid HtmlTemplate = Load();

    /// <param name="composition">What it says.</param>
    /// <param name="letter">What kind of message it is.</param>
    /// <param name="link">Straight to what it is about.</param>
    /// <param name="footer">The organization's own words below every mail; null for none.</param>
    public static MailParts Render(Composition composition, Letter letter, Uri link, string? footer)
    {
        var language = composition.Language;
        var why = language.Word(letter.Audience switch
            {
                Audience.Requester => "why_requester",
                Audience.Account => "why_account",
                _ => "why_staff",
            })
            .Replace("{organization}", letter.Facts.OrganizationName, StringComparison.Ordinal);
        var open = language.Word(letter switch
        {
            { Kind: NotificationKind.ConfirmationWanted } => "open_confirm",
            { Audience: Audience.Requester } => "open_portal",
            { Audience: Audience.Account } => "open_account",
            _ => "open_dashboard",
        });
        return new MailParts(
            composition.Message.Subject,
            Text(composition, link, open, why, footer),
            RenderHtml(composition, letter, link, open, why, footer));
    }

    private static string Text(Composition composition, Uri link, string open, string why, string? footer)
    {
        var message = composition.Message;
        var text = new StringBuilder();
        text.Append(message.Title).Append('\n').Append('=', message.Title.Length).Append("\n\n");
        foreach (var paragraph in message.Paragraphs)
            text.Append(paragraph).Append("\n\n");
        var width = composition.Details.Select(detail => detail.Label.Length).DefaultIfEmpty().Max() + 3;
        foreach (var detail in composition.Details)
            AppendDetail(text, detail, width);
        if (composition.Details.Count > 0)
            text.Append('\n');
        text.Append(open).Append(":\n").Append(link.AbsoluteUri).Append("\n\n-- \n");
        if (footer is not null)
            text.Append(footer.ReplaceLineEndings("\n")).Append("\n\n");
        return text.Append(why).Append('\n').ToString();
    }

    private static void AppendDetail(StringBuilder text, Detail detail, int width)
    {
        text.Append($"{detail.Label}:".PadRight(width));
        text.AppendJoin("\n" + new string(' ', width), detail.Lines);
        if (detail.Note is not null)
            text.Append(' ').Append(detail.Note);
        text.Append('\n');
    }

    private static string RenderHtml(
        Composition composition, Letter letter, Uri link, string open, string why, string? footer)
    {
        var message = composition.Message;
        return HtmlTemplate.Render(new Dictionary<string, object?>
        {
            ["lang"] = Escape(composition.Language.Tag),
            ["dir"] = composition.Language.Culture.TextInfo.IsRightToLeft ? "rtl" : "ltr",
            ["organization"] = Escape(letter.Facts.OrganizationName),
            ["subject"] = Escape(message.Subject),
            ["title"] = Escape(message.Title),
            ["preview"] = Escape(message.Notice),
            ["tone"] = ToneOf(letter.Kind),
            ["paragraphs"] = message.Paragraphs.Select(Escape).ToArray(),
            ["details"] = composition.Details.Select(ToHtml).ToArray(),
            ["open"] = Escape(open),
            ["link"] = Escape(link.AbsoluteUri),
            ["why"] = Escape(why),
            ["footer"] = footer is null ? null : Lines(footer.ReplaceLineEndings("\n").Split('\n')),
        });
    }

    private static Dictionary<string, object> ToHtml(Detail detail) => new()
    {
        ["label"] = Escape(detail.Label),
        ["text"] = Lines(detail.Lines),
        ["past"] = detail.IsPast,
        ["note"] = detail.Note is null ? "" : " " + Escape(detail.Note),
    };

    private static string Lines(IEnumerable<string> lines) => string.Join("<br>", lines.Select(Escape));

    /// <summary>The one place where text becomes HTML. The layout prints what it is given as it is.</summary>
    private static string Escape(string text) => Html.Encode(text);

    /// <summary>
    /// The colour of the bar at the top; it repeats what the headline says and is never the only sign.
    /// </summary>
    private static string ToneOf(NotificationKind kind) => kind switch
    {
        NotificationKind.RequestApproved or NotificationKind.AppointmentAssigned => "good",
        NotificationKind.RequestDeclined or NotificationKind.RequestCancelled
            or NotificationKind.AppointmentUnassigned => "off",
        NotificationKind.AppointmentRescheduled => "moved",
        _ => "plain",
    };

    private static Liquid Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Templates/layout.html")
            ?? throw new InvalidOperationException("The layout of mails is not in the assembly.");
        using var reader = new StreamReader(stream);
        return Liquid.Parse("layout.html", reader.ReadToEnd());
    }
}

/// <summary>A mail ready to be sent.</summary>
internal sealed record MailParts(string Subject, string Text, string Html);
