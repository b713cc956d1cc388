namespace Slotline.Graph.Tests.Stories;

/// <summary>What the staff's queue costs the database.</summary>
public sealed class QueuePageTests
{
    private const string Page =
        """
        query($first: Int) { appointmentRequests(first: $first) { totalCount pageInfo { hasNextPage endCursor } nodes {
          reference status client { name } service { name } ticket { number } preferredTechnician { name }
          appointment { startsAt technician { name } } } } }
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_page_takes_six_statements_at_most_however_long_it_is(bool onPostgres)
    {
        await using var server = await RunningServer.StartAsync(onPostgres);
        var dispatcher = await server.SignInAsync("dispatcher@demo.test");
        await dispatcher.AskAsync(Page, new { first = 1 });

        var few = await server.Statements.DuringAsync(() => dispatcher.AskAsync(Page, new { first = 5 }));
        var many = await server.Statements.DuringAsync(async () =>
        {
            var data = await dispatcher.AskAsync(Page, new { first = 50 });
            Assert.Equal(50, data["appointmentRequests"]!["nodes"]!.AsArray().Count);
        });

        Assert.True(many.Count <= 6, string.Join("\n\n", many));
        Assert.Equal(few.Count, many.Count);
    }
}
