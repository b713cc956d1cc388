using System.Text.Json.Nodes;

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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Staff_are_told_totals_and_counts_without_a_look_at_the_history(bool onPostgres)
    {
        const string Counts =
            """
            query($filter: AppointmentRequestFilter) {
              appointmentRequests(filter: $filter) { totalCount } statusCounts(filter: $filter) { status count } }
            """;
        await using var server = await RunningServer.StartAsync(onPostgres);
        var dispatcher = await server.SignInAsync("dispatcher@demo.test");

        foreach (string[]? status in new string[]?[] { null, ["PENDING"], ["APPROVED", "CANCELLED"], [] })
        {
            // Every request was changed since then, so this one is counted.
            var counted = await dispatcher.AskAsync(
                Counts, new { filter = new { status, updatedSince = "2000-01-01T00:00:00Z" } });
            JsonNode? known = null;
            var statements = await server.Statements.DuringAsync(async () =>
                known = await dispatcher.AskAsync(Counts, new { filter = status is null ? null : new { status } }));

            Assert.Equal(counted.ToJsonString(), known!.ToJsonString());
            Assert.DoesNotContain(
                statements, text => text.Contains("appointment_requests", StringComparison.Ordinal));
        }
    }
}
