using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Slotline.Graph.Tests.Stories;
using Slotline.Persistence.Queries;
using Slotline.Tests.Servers;

namespace Slotline.Graph.Tests.Scheduling;

/// <summary>What a search costs PostgreSQL, over HTTP: however many technicians and days it is about.</summary>
public sealed class SlotStatementsTests
{
    private const string Text =
        """
        query($input: SlotSearchInput!) { slots(input: $input) {
          nextAvailableDate days { date slots { startsAt technicians { name } } } } }
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(90)]
    public async Task At_most_four_when_nothing_is_kept_and_one_or_none_when_it_is(int days)
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var _ = database;
        await using var server = await RunningServer.StartAsync(onPostgres: true, shared: database);
        var client = await server.SignInAsync("client@demo.test");
        var calendars = server.Services.GetRequiredService<Calendars>();
        calendars.BelievesFor = TimeSpan.Zero;
        var today = server.Services.GetRequiredService<IClock>().GetCurrentInstant().InUtc().Date;

        // A day with slots: where there are none, the next date that has some is looked for, by a statement more.
        var from = today.Next(IsoDayOfWeek.Tuesday);
        var to = from.PlusDays(days - 1);
        var input = new Search(await PublicServiceAsync(client), Iso(from), Iso(to));
        using var sent = new SentStatements(database.ConnectionString, ofRequests: true);

        var cold = await SearchAsync(client, input, sent);
        Assert.True(cold.Count is >= 2 and <= 4, string.Join("\n", cold));
        Assert.Single(await SearchAsync(client, input, sent));
        Assert.Single(await SearchAsync(client, input with { To = Iso(to.PlusDays(1)) }, sent));
        Assert.Equal(2, (await SearchAsync(server.Nobody(), input, sent)).Count);
        Assert.Single(await SearchAsync(server.Nobody(), input, sent));

        // As it is without Redis, but for longer than a slow machine takes.
        calendars.BelievesFor = TimeSpan.FromMinutes(10);
        Assert.Empty(await SearchAsync(client, input, sent));
        Assert.Empty(await SearchAsync(server.Nobody(), input, sent));
    }

    private static async Task<IReadOnlyList<string>> SearchAsync(Person person, Search input, SentStatements sent)
    {
        sent.Take();
        var found = await person.AskAsync(Text, new { input });
        Assert.NotEmpty(found["slots"]!["days"]!.AsArray());
        return sent.Take();
    }

    private static async Task<string> PublicServiceAsync(Person person)
    {
        var services = await person.AskAsync("{ services(first: 20) { nodes { id isPublic } } }");
        return (string)services["services"]!["nodes"]!.AsArray().First(one => (bool)one!["isPublic"]!)!["id"]!;
    }

    private static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private sealed record Search(string ServiceId, string From, string To);
}
