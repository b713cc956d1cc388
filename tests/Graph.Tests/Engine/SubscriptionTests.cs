using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Slotline.Graph.Transport;

namespace Slotline.Graph.Tests.Engine;

public sealed class SubscriptionTests : IDisposable
{
    private readonly LibraryHost _library = new();

    [Fact]
    public async Task Each_event_is_executed_when_it_is_asked_for()
    {
        await using var scope = _library.Services.CreateAsyncScope();
        var stream = Assert.IsType<GraphStream>(await _library.StartAsync(
            scope.ServiceProvider, "subscription { bookAdded(count: 3) { number book { title author { name } } } }"));

        var answers = new List<string>();
        await foreach (var response in stream.Responses)
        {
            answers.Add(Encoding.UTF8.GetString(response.Span));
            Assert.Equal(answers.Count, _library.Shelf.Counts);
        }

        Assert.Equal(
            [
                """{"data":{"bookAdded":{"number":0,"book":{"title":"Book 01","author":{"name":"Lem"}}}}}""",
                """{"data":{"bookAdded":{"number":1,"book":{"title":"Book 02","author":{"name":"Orwell"}}}}}""",
                """{"data":{"bookAdded":{"number":2,"book":{"title":"Book 03","author":{"name":"Lem"}}}}}""",
            ],
            answers);
    }

    [Fact]
    public async Task A_source_that_fails_ends_the_stream_with_a_masked_error()
    {
        await using var scope = _library.Services.CreateAsyncScope();
        var stream = Assert.IsType<GraphStream>(await _library.StartAsync(
            scope.ServiceProvider, "subscription { bookAdded(count: 13) { number } }"));

        var last = "";
        await foreach (var response in stream.Responses)
            last = Encoding.UTF8.GetString(response.Span);

        Assert.Contains("INTERNAL_SERVER_ERROR", last, StringComparison.Ordinal);
        Assert.DoesNotContain("thirteen", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_to_subscribe_is_an_answer()
    {
        var answer = await _library.AskAsync("subscription { refusedAtOnce { number } }");

        Assert.Equal((GraphStatus.BadRequest, "INVALID_INPUT", "when"), (answer.Status, answer.Code, answer.Field));
        Assert.False(answer.Json.TryGetProperty("data", out _));
    }

    [Theory]
    [InlineData("subscription { bookAdded @skip(if: true) { number } }")]
    [InlineData(
        "subscription { ...a } fragment a on Subscription { ...b } "
        + "fragment b on Subscription { bookAdded { number } x: bookAdded { number } }")]
    [InlineData("subscription { ...a } fragment a on Subscription { ...b } fragment b on Subscription { __typename }")]
    public async Task Exactly_one_event_source_is_subscribed_to(string query)
    {
        var answer = await _library.AskAsync(query);

        Assert.Equal((GraphStatus.BadRequest, "GRAPHQL_VALIDATION_FAILED"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_reader_that_stands_still_stops_the_source()
    {
        await using var scope = _library.Services.CreateAsyncScope();
        var stream = Assert.IsType<GraphStream>(await _library.StartAsync(
            scope.ServiceProvider, "subscription { bookAdded(count: 50) { number book { author { name } } } }"));
        await using var reader = stream.Responses.GetAsyncEnumerator();

        await reader.MoveNextAsync();
        await reader.MoveNextAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(100));

        Assert.Equal(2, _library.Shelf.Counts);
    }

    public void Dispose() => _library.Dispose();
}
