using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Npgsql;

namespace Slotline.Speed;

/// <summary>
/// What the dashboard's questions read of a long history, by the database's own counters: rows by scanning a table, and
/// entries of indexes. A question that grows with the history shows itself here before it is felt.
/// </summary>
internal static class Plans
{
    private const int Times = 3;

    private const string Read = """
        SELECT (SELECT coalesce(sum(seq_tup_read), 0) FROM pg_stat_user_tables
            WHERE relname IN ('appointment_requests', 'appointments', 'events')),
          (SELECT coalesce(sum(idx_tup_read), 0) FROM pg_stat_user_indexes)
        """;

    private const string Nodes =
        "nodes { id reference status requestedStartsAt client { name } service { name } } pageInfo { endCursor }";

    /// <summary>A process of PostgreSQL tells what it has read once it has been idle for a second.</summary>
    private static readonly TimeSpan UntilCounted = TimeSpan.FromMilliseconds(1_500);

    public static async Task RunAsync(Child server, NpgsqlDataSource database, Firm firm)
    {
        using var http = new HttpClient { BaseAddress = await server.AddressAsync() };
        http.DefaultRequestHeaders.Authorization = new("Bearer", firm.Token);
        Console.WriteLine($"""

            ## What questions read of {firm.Requests:#,0} requests

            | question | ms | rows scanned | index entries |
            | --- | --- | --- | --- |
            """);
        foreach (var (what, query) in await QuestionsAsync(http))
        {
            await AskAsync(http, query);
            await AskAsync(http, query);
            await Task.Delay(UntilCounted);
            var before = await CountAsync(database);
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < Times; i++)
            {
                await AskAsync(http, query);
            }

            var time = watch.Elapsed / Times;
            await Task.Delay(UntilCounted);
            var after = await CountAsync(database);
            var (rows, entries) = ((after.Rows - before.Rows) / Times, (after.Entries - before.Entries) / Times);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {time.TotalMilliseconds:0.0} | {rows:#,0} | {entries:#,0} |"));
        }
    }

    private static async Task<IReadOnlyList<(string What, string Query)>> QuestionsAsync(HttpClient http)
    {
        var one = (await AskAsync(http, """
            { appointmentRequests(first: 1, filter: { status: [APPROVED] }) { nodes {
              id reference requestedStartsAt client { id } service { id } appointment { technician { id } } } } }
            """))["appointmentRequests"]!["nodes"]![0]!;
        var (client, service) = (one["client"]!["id"], one["service"]!["id"]);
        var technician = one["appointment"]!["technician"]!["id"];
        static string Page(string arguments) => $"{{ appointmentRequests(first: 25{arguments}) {{ {Nodes} }} }}";
        static string Filtered(string filter) => Page($", filter: {{ {filter} }}");
        static string Total(string filter) => $"{{ appointmentRequests(filter: {{ {filter} }}) {{ totalCount }} }}";
        static string Counts(string filter) => $"{{ statusCounts(filter: {{ {filter} }}) {{ status count }} }}";
        return
        [
            ("queue, newest first", Page("")),
            ("queue, oldest first", Page(", orderBy: { field: CREATED_AT, direction: ASC }")),
            ("queue, its last page", $"{{ appointmentRequests(last: 25) {{ {Nodes} }} }}"),
            ("queue, after its ten thousandth", Page($", after: \"{await FarDownAsync(http)}\"")),
            ("queue, by start", Page(", orderBy: { field: STARTS_AT, direction: DESC }")),
            ("queue, by last change", Page(", orderBy: { field: UPDATED_AT, direction: DESC }")),
            ("queue, pending", Filtered("status: [PENDING]")),
            ("queue, pending by start",
                Page(", filter: { status: [PENDING] }, orderBy: { field: STARTS_AT, direction: ASC }")),
            ("queue, declined or cancelled", Filtered("status: [DECLINED, CANCELLED]")),
            ("queue, of a client", Filtered($"clientId: \"{client}\"")),
            ("queue, pending of a client", Filtered($"clientId: \"{client}\", status: [PENDING]")),
            ("queue, of a service", Filtered($"serviceId: \"{service}\"")),
            ("queue, pending of a service", Filtered($"serviceId: \"{service}\", status: [PENDING]")),
            ("queue, of a technician", Filtered($"technicianId: \"{technician}\"")),
            ("queue, of a span of time", Filtered($"startsFrom: \"{one["requestedStartsAt"]}\"")),
            ("search for a rare word", Filtered("search: \"777123\"")),
            ("search for a reference", Filtered("search: \"rq-500000\"")),
            ("search for a client's name", Filtered("search: \"Client 512\"")),
            ("search for a frequent word", Filtered("search: \"printer\"")),
            ("search for nothing that is there", Filtered("search: \"zzqqzz\"")),
            ("total of everything", "{ appointmentRequests { totalCount } }"),
            ("total, pending", Total("status: [PENDING]")),
            ("total, declined", Total("status: [DECLINED]")),
            ("total of a client", Total($"clientId: \"{client}\"")),
            ("total of a search for a rare word", Total("search: \"777123\"")),
            ("total of a search for a frequent word", Total("search: \"printer\"")),
            ("status counts", "{ statusCounts { status count } }"),
            ("status counts of a client", Counts($"clientId: \"{client}\"")),
            ("status counts of a search for a rare word", Counts("search: \"777123\"")),
            ("a request with its candidates",
                $"{{ appointmentRequest(id: \"{one["id"]}\") {{ candidates {{ isFree technician {{ name }} }} }} }}"),
            ("a request by its reference", $"{{ appointmentRequest(reference: \"{one["reference"]}\") {{ id }} }}"),
            ("a day of the calendar", Day()),
            ("pendingCount", "{ pendingCount { count revision } }"),
        ];
    }

    private static string Day()
    {
        var today = TimeProvider.System.GetUtcNow().Date;
        return string.Create(CultureInfo.InvariantCulture, $$"""
            { appointments(first: 100, filter: {
              from: "{{today:yyyy-MM-dd}}T00:00:00Z", to: "{{today.AddDays(1):yyyy-MM-dd}}T00:00:00Z" }) {
              nodes { startsAt technician { name } } } }
            """);
    }

    private static async Task<string> FarDownAsync(HttpClient http)
    {
        string? cursor = null;
        for (var page = 0; page < 100; page++)
        {
            var after = cursor is null ? "" : $", after: \"{cursor}\"";
            var answer = await AskAsync(
                http, $"{{ appointmentRequests(first: 100{after}) {{ pageInfo {{ endCursor }} }} }}");
            cursor = (string)answer["appointmentRequests"]!["pageInfo"]!["endCursor"]!;
        }

        return cursor!;
    }

    private static async Task<JsonNode> AskAsync(HttpClient http, string query)
    {
        using var response = await http.PostAsJsonAsync(new Uri("/graphql", UriKind.Relative), new { query });
        var answer = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
        return answer["errors"] is null
            ? answer["data"]!
            : throw new InvalidOperationException($"{query}\n{answer.ToJsonString()}");
    }

    private static async Task<(decimal Rows, decimal Entries)> CountAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(Read);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetDecimal(0), row.GetDecimal(1));
    }
}
