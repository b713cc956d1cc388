using System.Net;
using Slotline.Graph.Transport.Http;

namespace Slotline.Graph.Tests.Transport;

/// <summary>Which media type an answer has, by what the client says it takes.</summary>
public sealed class AcceptNegotiationTests
{
    private const string Response = "application/graphql-response+json";
    private const string Plain = "application/json";

    [Theory]
    [InlineData(null, Plain)]
    [InlineData("", Plain)]
    [InlineData("*/*", Plain)]
    [InlineData("application/*", Plain)]
    [InlineData(Plain, Plain)]
    [InlineData("APPLICATION/JSON", Plain)]
    [InlineData("application/json; charset=utf-8", Plain)]
    [InlineData(Response, Response)]
    [InlineData("application/graphql-response+json, application/json", Response)]
    [InlineData("application/json, application/graphql-response+json", Response)]
    [InlineData("application/json, application/graphql-response+json;q=0.9", Plain)]
    [InlineData("application/graphql-response+json;q=0.5, application/json;q=0.4", Response)]
    [InlineData("application/graphql-response+json;q=0, */*", Plain)]
    [InlineData("application/json;q=0, */*;q=0.1", Response)]
    [InlineData("application/json, */*;q=0.1", Plain)]
    [InlineData("application/graphql-response+json, */*;q=0.1", Response)]
    [InlineData("text/html, */*;q=0.1", Plain)]
    [InlineData("text/event-stream;q=0.5, application/json", Plain)]
    [InlineData("application/graphql-response+json, application/json, text/event-stream, multipart/mixed", Response)]
    public void An_answer_is_of_the_type_that_is_wanted_most(string? accept, string expected) =>
        Assert.Equal(expected, Negotiation.Of(accept).Json);

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/*")]
    [InlineData("image/png, application/xml;q=0.3")]
    [InlineData("application/json;q=0")]
    [InlineData("*/*;q=0")]
    [InlineData("not a media type")]
    public void Where_neither_type_is_taken_there_is_none(string accept) =>
        Assert.Null(Negotiation.Of(accept).Json);

    [Theory]
    [InlineData("text/event-stream", true, true)]
    [InlineData("text/event-stream, application/json", true, false)]
    [InlineData("text/event-stream, application/json;q=0.5", true, true)]
    [InlineData("*/*", true, false)]
    [InlineData(Plain, false, false)]
    [InlineData("text/event-stream;q=0, */*", false, false)]
    public void Events_are_for_those_who_take_them(string accept, bool takes, bool prefers)
    {
        var negotiation = Negotiation.Of(accept);
        Assert.Equal(takes, negotiation.TakesEventStream);
        Assert.Equal(prefers, negotiation.PrefersEventStream);
    }

    [Theory]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", true)]
    [InlineData("text/html", true)]
    [InlineData("*/*", false)]
    [InlineData("application/json, text/html;q=0.9", false)]
    [InlineData("text/html;q=0", false)]
    public void A_browser_is_known_by_its_wish_for_a_page(string accept, bool expected) =>
        Assert.Equal(expected, Negotiation.Of(accept).PrefersHtml);

    [Fact]
    public async Task What_nobody_can_be_given_is_406()
    {
        await using var host = await TransportHost.StartAsync();
        using var response = await host.QueryAsync("{ a }", "image/png");
        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
        Assert.Equal("BAD_REQUEST", (await response.OnlyErrorAsync()).Code);
    }
}
