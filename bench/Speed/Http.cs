using System.Text;
using System.Text.Json;
using Npgsql;

namespace Slotline.Speed;

/// <summary>The first four targets: what reading through the API costs.</summary>
internal static class Http
{
    private const int Connections = 16;

    public const string Page = """
        query ($first: Int) { appointmentRequests(first: $first) { nodes { id reference status requestedStartsAt
          client { name } service { name } ticket { number } preferredTechnician { name } } } }
        """;

    private const string PageSql = """
        SELECT r.id, r.reference, r.status, r.starts_at, c.name, s.name, k.number, t.name
        FROM appointment_requests r JOIN services s ON (s.organization_id, s.id) = (r.organization_id, r.service_id)
        LEFT JOIN clients c ON (c.organization_id, c.id) = (r.organization_id, r.client_id)
        LEFT JOIN tickets k ON (k.organization_id, k.id) = (r.organization_id, r.ticket_id)
        LEFT JOIN technicians t ON (t.organization_id, t.id) = (r.organization_id, r.preferred_technician_id)
        WHERE r.organization_id = $1 ORDER BY r.created_at DESC, r.id DESC LIMIT 26
        """;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    public static async Task AgainstFrameworkAsync()
    {
        await using var engine = Child.Self("engine");
        await using var minimal = Child.Self("minimal");
        var (graph, things) = (await engine.AddressAsync(), await minimal.AddressAsync());
        (int Count, string Size, string Goal)[] answers =
            [(100, "50 KB", "≥ 0.6; ≥ 0.95"), (1, "600 B", "≥ 0.65; ≥ 0.8")];
        foreach (var (count, size, goal) in answers)
        {
            var query = $"query ($n: Int!) {{ things(count: $n) {{ {Thing.Fields} }} }}";
            var ours = Posting(engine, graph, "/graphql", null, Body(query, new { n = count }), Connections);
            var bare = Posting(minimal, things, "/things", null, $"{{\"count\":{count}}}", Connections);
            await Contest.PlayAsync(ours, bare);
            Contest.Row(
                $"H1 an answer of {size}, against a minimal API", ours, bare, s => s.PerSecond, "/s",
                (mine, theirs) => mine / theirs, goal);
        }
    }

    /// <summary>Against one statement that gives the same page, by the driver alone and by yoga.</summary>
    public static async Task QueuePageAsync(Child server, NpgsqlDataSource database, Firm firm, Child? yoga)
    {
        var address = await server.AddressAsync();
        var body = Body(Page, new { first = 25 });
        var ours = Posting(server, address, "/graphql", firm.Token, body, 1);
        var bare = new Contestant(() => Sample.OfAsync(1, Round, async _ =>
        {
            var command = await PreparedAsync(database, firm);
            return (command.Connection!, async () =>
            {
                await using var rows = await command.ExecuteReaderAsync();
                while (await rows.ReadAsync())
                {
                    for (var column = 0; column < rows.FieldCount; column++)
                    {
                        rows.GetValue(column);
                    }
                }
            });
        }));
        await Contest.PlayAsync(ours, bare);
        Contest.Row(
            "H2 queue page of 25, against the bare SQL, p50", ours, bare, s => s.Within(0.5), "ms",
            (mine, theirs) => mine / theirs, "≤ 2; ≤ 1.5");
        if (yoga is null)
        {
            return;
        }

        var many = Posting(server, address, "/graphql", firm.Token, body, Connections);
        var theirs = Posting(yoga, await yoga.AddressAsync(), "/graphql", firm.Token, body, Connections);
        await Contest.PlayAsync(many, theirs);
        Contest.Row(
            "H4 queue page, against yoga with one statement", many, theirs, s => s.PerSecond, "/s",
            (mine, other) => mine / other, "≥ 5; ≥ 8");
    }

    public static async Task PendingCountAsync(Child server, Firm large, Firm small)
    {
        var address = await server.AddressAsync();
        var body = Body("{ pendingCount { count revision } }", new { });
        var ours = Posting(server, address, "/graphql", large.Token, body, 1);
        var shorter = Posting(server, address, "/graphql", small.Token, body, 1);
        await Contest.PlayAsync(ours, shorter);
        Contest.Row(
            $"H3 pendingCount with {large.Requests:#,0} requests, against {small.Requests:#,0}, p50", ours, shorter,
            s => s.Within(0.5), "ms", (mine, theirs) => mine / theirs, "1; 1");
    }

    public static string Body(string query, object variables) => JsonSerializer.Serialize(new { query, variables });

    /// <summary>The same request again and again. What the first answer says is looked at, once.</summary>
    private static Contestant Posting(
        Child server, Uri address, string path, string? token, string body, int connections)
    {
        var isChecked = false;
        return new Contestant(
            () => Sample.OfAsync(connections, Round, async _ =>
            {
                var load = await HttpLoad.ConnectAsync(new Uri(address, path), token);
                var request = load.RequestOf(body);
                var answer = isChecked ? default : await load.SendAsync(request);
                if (answer.Span.IndexOf("\"errors\""u8) >= 0)
                {
                    throw new InvalidOperationException(Encoding.UTF8.GetString(answer.Span));
                }

                isChecked = true;
                return (load, () => load.SendAsync(request).AsTask());
            }),
            () => server.Cpu);
    }

    private static async Task<NpgsqlCommand> PreparedAsync(NpgsqlDataSource database, Firm firm)
    {
        var connection = await database.OpenConnectionAsync();
        var command = new NpgsqlCommand(PageSql, connection) { Parameters = { new() { Value = firm.Id } } };
        await command.PrepareAsync();
        return command;
    }
}
