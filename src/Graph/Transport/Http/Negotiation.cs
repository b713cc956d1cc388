using System.Globalization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Slotline.Graph.Transport.Http;

/// <summary>What the client takes, by its Accept header.</summary>
/// <param name="Json">The media type for a single answer, or null where neither is taken.</param>
/// <param name="TakesEventStream">Whether a stream of answers may come as server-sent events.</param>
/// <param name="PrefersEventStream">Whether even a single answer is wanted as an event.</param>
/// <param name="PrefersHtml">Whether it is a browser that shows what it gets to a person.</param>
internal sealed record Negotiation(string? Json, bool TakesEventStream, bool PrefersEventStream, bool PrefersHtml)
{
    public const string GraphResponse = "application/graphql-response+json";
    public const string PlainJson = "application/json";
    public const string EventStream = "text/event-stream";
    public const string Html = "text/html";

    private static readonly Negotiation Anything = new(PlainJson, true, false, false);
    private static readonly Negotiation Plain = new(PlainJson, false, false, false);
    private static readonly Negotiation Response = new(GraphResponse, false, false, false);
    private static readonly Negotiation Events = new(null, true, true, false);
    private static readonly Negotiation Nothing = new(null, false, false, false);

    public static Negotiation Of(StringValues accept) => accept.Count switch
    {
        0 => Anything,
        1 => OfOne(accept[0]) ?? Weigh(accept),
        _ => Weigh(accept),
    };

    private static Negotiation? OfOne(string? accept) => accept switch
    {
        null or "" or "*/*" => Anything,
        PlainJson => Plain,
        GraphResponse => Response,
        EventStream => Events,
        _ => null,
    };

    private static Negotiation Weigh(StringValues accept)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges))
            return Nothing;
        var response = Wish.For(GraphResponse, ranges);
        var plain = Wish.For(PlainJson, ranges);
        var events = Wish.For(EventStream, ranges);
        var html = Wish.For(Html, ranges);
        var best = response.Named && response.Quality >= plain.Quality || response.Quality > plain.Quality
            ? response
            : plain;
        var json = best.Quality <= 0 ? null : best == response ? GraphResponse : PlainJson;
        return new Negotiation(
            json,
            events.Quality > 0,
            events.Named && events.Quality > best.Quality,
            html.Named && html.Quality > 0 && html.Quality >= best.Quality && html.Quality >= events.Quality);
    }

    /// <summary>How much one media type is wanted, by the most specific range that covers it.</summary>
    private readonly record struct Wish(string Type, double Quality, int Specificity)
    {
        public bool Named => Specificity == 2;

        public static Wish For(string type, IList<MediaTypeHeaderValue> ranges)
        {
            var wish = new Wish(type, 0, -1);
            foreach (var range in ranges)
            {
                var specificity = Covers(range, type);
                if (specificity > wish.Specificity)
                    wish = new Wish(type, range.Quality ?? 1, specificity);
            }

            return wish;
        }

        private static int Covers(MediaTypeHeaderValue range, string type)
        {
            if (range.MatchesAllTypes)
                return 0;
            if (range.MatchesAllSubTypes)
                return type.StartsWith(range.Type.ToString() + "/", true, CultureInfo.InvariantCulture) ? 1 : -1;
            return range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase) ? 2 : -1;
        }
    }
}
