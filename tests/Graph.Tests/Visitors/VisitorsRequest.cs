using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using NodaTime;
using NodaTime.Text;
using Slotline.Graph.Settings;
using Slotline.Graph.Tests.Stories;
using Slotline.Graph.Tests.Transport;

namespace Slotline.Graph.Tests.Visitors;

/// <summary>Somebody who is not signed in books on a demo firm's page, and reads their mails.</summary>
internal static class VisitorsRequest
{
    public const string Ask =
        """
        mutation($input: RequestAppointmentInput!) { requestAppointment(input: $input) {
          appointmentRequest { id reference version } errors { code field message } } }
        """;

    /// <summary>A public service of the firm.</summary>
    public static async Task<string> PublicServiceAsync(this RunningServer server, string slug)
    {
        var page = await server.Nobody().AskAsync(
            "query($slug: String!) { organization(slug: $slug) { services { nodes { id autoApprove } } } }",
            new { slug });
        return (string)page["organization"]!["services"]!["nodes"]!.AsArray()
            .First(service => !(bool)service!["autoApprove"]!)!["id"]!;
    }

    /// <summary>The last free time of the next three weeks; <paramref name="back"/> counts from there.</summary>
    public static async Task<string> FreeTimeAsync(this RunningServer server, string serviceId, int back = 0)
    {
        var today = server.Services.GetRequiredService<IClock>().GetCurrentInstant().InUtc().Date;
        var found = await server.Nobody().AskAsync(
            "query($input: SlotSearchInput!) { slots(input: $input) { days { slots { startsAt } } } }",
            new { input = new { serviceId, from = Iso(today), to = Iso(today.PlusDays(20)), timeZone = "UTC" } });
        return found["slots"]!["days"]!.AsArray().SelectMany(day => day!["slots"]!.AsArray())
            .Select(slot => (string)slot!["startsAt"]!).Reverse().ElementAt(back * 8);
    }

    public static async Task<JsonNode> AskAsVisitorAsync(
        this RunningServer server, string serviceId, string startsAt, string email)
    {
        var answer = await server.Nobody().PostAsync(Ask, new
        {
            input = new
            {
                serviceId, startsAt, timeZone = "Europe/Berlin", visitor = new { name = "Vic Visitor", email },
            },
        });
        return answer["data"]!["requestAppointment"]!;
    }

    /// <summary>The token of the link in a mail to an address that says something.</summary>
    public static async Task<string> LinkInMailAsync(
        this RunningServer server, string address, string saying, string page)
    {
        var start = $"/{page}/";
        var text = (await server.MailAsync(address, saying)).TextBody!;
        var at = text.IndexOf(start, StringComparison.Ordinal);
        Assert.True(at >= 0, text);
        return text[(at + start.Length)..].Split('\n')[0].Trim();
    }

    /// <summary>Waits for a mail to an address that says something.</summary>
    public static async Task<MimeMessage> MailAsync(this RunningServer server, string address, string saying)
    {
        MimeMessage? found = null;
        await Eventually.TrueAsync(
            () => (found = server.MailsTo(address).LastOrDefault(
                mail => mail.TextBody!.Contains(saying, StringComparison.Ordinal))) is not null,
            $"a mail to {address} that says {saying}");
        return found!;
    }

    public static IReadOnlyList<MimeMessage> MailsTo(this RunningServer server, string address)
    {
        var folder = server.Services.GetRequiredService<SlotlineSettings>().Mail.Directory;
        return System.IO.Directory.Exists(folder)
            ? [.. System.IO.Directory.GetFiles(folder, "*.eml").Order(StringComparer.Ordinal)
                .Select(file => MimeMessage.Load(file))
                .Where(mail => mail.To.Mailboxes.Single().Address == address)]
            : [];
    }

    /// <summary>Somebody who sends a token as the link's page does.</summary>
    public static Person With(this RunningServer server, string token)
    {
        var person = server.Nobody();
        person.Token = token;
        return person;
    }

    private static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);
}
