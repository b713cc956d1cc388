using System.Text.RegularExpressions;

namespace Slotline.Graph.Delivery.Wording;

/// <summary>Finds the words for a message, in its reader's language and their time.</summary>
internal sealed partial class Author(Languages languages)
{
    private const int LongestGreeting = 80;

    public Composition Write(Letter letter)
    {
        var language = languages.For(letter.Locale);
        var clock = new ReadersClock(language.Culture, letter.TimeZoneId, letter.Facts.OrganizationTimeZoneId);
        var message = language.Message(letter.Kind, letter.Audience).Fill(ValuesOf(letter, clock));
        return new Composition(language, message, Details.Of(letter, language, clock));
    }

    /// <summary>Everything a translator can use, by the names they use it by.</summary>
    private static Dictionary<string, string?> ValuesOf(Letter letter, ReadersClock clock)
    {
        var facts = letter.Facts;
        var start = facts.StartsAt ?? facts.RequestedStartsAt;
        var before = facts.PreviousStartsAt ?? facts.PreviousRequestedStartsAt;
        return new Dictionary<string, string?>
        {
            ["name"] = NameForGreeting(letter.ReaderName),
            ["organization"] = facts.OrganizationName,
            ["service"] = facts.ServiceName,
            ["reference"] = facts.Reference,
            ["requester"] = facts.RequesterName,
            ["client"] = facts.ClientName ?? facts.RequesterName,
            ["technician"] = facts.TechnicianName,
            ["previous_technician"] = facts.PreviousTechnicianName,
            ["preferred_technician"] = facts.PreferredTechnicianName,
            ["start"] = clock.Short(start),
            ["requested_start"] = clock.Short(facts.RequestedStartsAt),
            ["previous_start"] = before is { } moved ? clock.Short(moved) : null,
            ["own_start"] = clock.Short(before ?? start),
            ["is_other_time"] = facts.StartsAt is not null && start != facts.RequestedStartsAt ? "yes" : null,
            ["is_booked"] = facts.AppointmentId is null ? null : "yes",
            ["reason"] = facts.Reason,
            ["actor"] = facts.ActorName,
            ["at"] = clock.Short(facts.RequestedStartsAt),
            ["link_until"] = facts.LinkExpiresAt is { } until ? clock.Short(until) : null,
        };
    }

    /// <summary>
    /// A visitor's name is whatever somebody typed, and goes to whatever address they typed: a name that a mail program
    /// would turn into a link is not repeated, so that the booking page cannot be used to send advertisements.
    /// </summary>
    private static string? NameForGreeting(string name) =>
        name.Length is > 0 and <= LongestGreeting && !LooksLikeALink().IsMatch(name) ? name : null;

    [GeneratedRegex(@"[:/@\\]|\.\p{L}{2}|www\.", RegexOptions.IgnoreCase)]
    private static partial Regex LooksLikeALink();
}

/// <summary>What a mail says, before it has a form.</summary>
internal sealed record Composition(Language Language, Message Message, IReadOnlyList<Detail> Details);
