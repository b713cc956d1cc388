using System.Text;
using Npgsql;

namespace Slotline.Speed;

/// <summary>The four targets of writing: many who ask at once, many who want one slot.</summary>
internal static class Writes
{
    private const int Callers = 32;
    private const int Races = 5;

    private const string Approve = """
        mutation ($input: ApproveAppointmentRequestInput!) { approveAppointmentRequest(input: $input) {
          appointmentRequest { status } errors { code } } }
        """;

    private const string NaiveTables = """
        CREATE TABLE naive_counters (organization uuid PRIMARY KEY, revision int NOT NULL, pending int NOT NULL);
        CREATE TABLE naive_requests (id uuid PRIMARY KEY, organization uuid NOT NULL, starts_at timestamptz NOT NULL,
          revision int NOT NULL, description text NOT NULL);
        CREATE TABLE naive_outbox (
          id uuid PRIMARY KEY, organization uuid NOT NULL, request uuid NOT NULL, body text NOT NULL);
        CREATE TABLE naive_bookings (technician uuid NOT NULL, during tstzrange NOT NULL,
          EXCLUDE USING gist (technician WITH =, during WITH &&));
        INSERT INTO naive_counters VALUES ('00000000-0000-0000-0000-000000000001', 0, 0)
        """;

    private const string NaiveAsk = """
        WITH counted AS (UPDATE naive_counters SET revision = revision + 1, pending = pending + 1
            WHERE organization = '00000000-0000-0000-0000-000000000001' RETURNING organization, revision),
          asked AS (INSERT INTO naive_requests
            SELECT $1, organization, now() + interval '2 days', revision, $2 FROM counted)
        INSERT INTO naive_outbox SELECT gen_random_uuid(), organization, $1, $2 FROM counted
        """;

    private const string NaiveLook = """
        SELECT count(*) FROM naive_bookings WHERE technician = '00000000-0000-0000-0000-000000000002'
          AND during && tstzrange($1, $1 + interval '1 hour')
        """;

    private const string NaiveBook = """
        INSERT INTO naive_bookings VALUES (
          '00000000-0000-0000-0000-000000000002', tstzrange($1, $1 + interval '1 hour'))
        """;

    private const string Waiting = "SELECT count(*) FROM mails WHERE state = 'Queued'";

    private const string Deadlocks = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()";

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);

    /// <summary>A process of PostgreSQL tells what happened once it has been idle for a second.</summary>
    private static readonly TimeSpan UntilCounted = TimeSpan.FromMilliseconds(1_500);

    /// <summary>Asking through the API, against three rows written by the driver alone.</summary>
    public static async Task AskingAsync(Child server, SmallFirm firm, NpgsqlDataSource database)
    {
        await ExecuteAsync(database, NaiveTables);
        var ours = Asking(server, await server.AddressAsync(), firm) with { Settle = () => MailedAsync(database) };
        var naive = new Contestant(() => Sample.OfAsync(Callers, Round, async _ =>
        {
            var connection = await database.OpenConnectionAsync();
            var command = new NpgsqlCommand(NaiveAsk, connection)
            {
                Parameters = { new NpgsqlParameter<Guid>(), new() { Value = "The printer stopped." } },
            };
            await command.PrepareAsync();
            return (connection, () =>
            {
                command.Parameters[0].Value = Guid.CreateVersion7();
                return command.ExecuteNonQueryAsync();
            });
        }));

        // What a new database comes to know of its tables within a minute, which is as long as all this takes.
        await ours.RunAsync();
        await ExecuteAsync(database, "ANALYZE");
        await Contest.PlayAsync(ours, naive);
        Contest.Row(
            "W1 32 callers asking, against one naive statement each", ours, naive, s => s.PerSecond, "/s",
            (mine, theirs) => mine / theirs, "≥ 4; ≥ 10");
        Contest.Row(
            "W2 the same, p99", ours, naive, s => s.Within(0.99), "ms", (mine, theirs) => mine / theirs,
            "≤ 20 ms; ≤ 5 ms");
    }

    /// <summary>Many who approve different requests for the same hour of the same technician.</summary>
    public static async Task RacingAsync(Child server, SmallFirm firm, NpgsqlDataSource database)
    {
        var address = await server.AddressAsync();
        var hour = 4_100;
        var won = 0;
        var deadlocks = await CountAsync(database, Deadlocks);
        var ours = new Contestant(
            () => ApprovingAsync(address, firm, hour += 2, () => Interlocked.Increment(ref won)), () => server.Cpu);
        var bare = new Contestant(() =>
        {
            hour += 2;
            return Sample.OfAsync(Callers, TimeSpan.Zero, caller => BookingAsync(database, hour));
        });
        for (var race = 0; race < Races; race++)
        {
            await ours.RoundAsync();
        }

        await Task.Delay(UntilCounted);
        deadlocks = await CountAsync(database, Deadlocks) - deadlocks;
        var theirs = await CountAsync(database, Deadlocks);
        for (var race = 0; race < Races; race++)
        {
            await bare.RoundAsync();
        }

        await Task.Delay(UntilCounted);
        theirs = await CountAsync(database, Deadlocks) - theirs;

        var overlaps = await CountAsync(database, """
            SELECT count(*) FROM appointments a JOIN appointments b ON a.technician_id = b.technician_id AND a.id < b.id
              AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at AND 'Cancelled' NOT IN (a.status, b.status)
            WHERE a.organization_id = $1
            """, firm.Id);
        Contest.Row(
            $"W3 32 approvers, one slot: {Races} races, {won} won, {overlaps} overlaps, {deadlocks} deadlocks; "
            + $"against a transaction that looks and books, {theirs} deadlocks", ours, bare,
            s => s.PerSecond, "/s", (mine, other) => mine / other, "0, 0, ≥ 500; 0, 0, ≥ 1,000");
    }

    /// <summary>A request of each caller for one hour, and then all who approve theirs at once.</summary>
    private static async Task<Sample> ApprovingAsync(Uri address, SmallFirm firm, int hour, Action win)
    {
        using var asking = await HttpLoad.ConnectAsync(new Uri(address, "/graphql"), firm.Token);
        var requests = new List<string>();
        for (var i = 0; i < Callers; i++)
        {
            requests.Add(IdIn(await asking.SendAsync(asking.RequestOf(firm.AskBody(hour)))));
        }

        return await Sample.OfAsync(Callers, TimeSpan.Zero, async caller =>
        {
            var load = await HttpLoad.ConnectAsync(new Uri(address, "/graphql"), firm.Token);
            var request = load.RequestOf(Http.Body(Approve, new
            {
                input = new { id = requests[caller], expectedVersion = 1, technicianId = firm.Technician },
            }));
            return (load, async () =>
            {
                if ((await load.SendAsync(request)).Span.IndexOf("\"APPROVED\""u8) >= 0)
                {
                    win();
                }
            });
        });
    }

    /// <summary>As an application books that leaves the rest to the constraint: look, insert, commit.</summary>
    private static async Task<(IDisposable Connection, Func<Task> Operation)> BookingAsync(
        NpgsqlDataSource database, int hour)
    {
        var connection = await database.OpenConnectionAsync();
        NpgsqlCommand Prepared(string sql) => new(sql, connection)
        {
            Parameters = { new() { Value = DateTimeOffset.UnixEpoch.AddHours(hour).UtcDateTime } },
        };
        var (look, book) = (Prepared(NaiveLook), Prepared(NaiveBook));
        await look.PrepareAsync();
        await book.PrepareAsync();
        return (connection, async () =>
        {
            await using var transaction = await connection.BeginTransactionAsync();
            try
            {
                if ((long)(await look.ExecuteScalarAsync())! == 0)
                {
                    await book.ExecuteNonQueryAsync();
                }

                await transaction.CommitAsync();
            }
            catch (PostgresException)
            {
                // Lost the race, or a deadlock: the answer is the measurement.
            }
        });
    }

    /// <summary>Until the mails of a round have left.</summary>
    private static async Task MailedAsync(NpgsqlDataSource database)
    {
        while (await CountAsync(database, Waiting) > 0)
        {
            await Task.Delay(100);
        }
    }

    /// <summary>The same asking on SQLite: nobody starves.</summary>
    public static async Task OnSqliteAsync(string folder)
    {
        var connectionString = $"Data Source={Path.Combine(folder, "speed.db")}";
        var firm = await SmallFirm.FillAsync(connectionString);
        await using var server = Child.Slotline(("ConnectionStrings__Database", connectionString));
        var ours = Asking(server, await server.AddressAsync(), firm);
        await Contest.PlayAsync(ours);
        Contest.Row(
            "W4 32 callers asking on SQLite, longest wait", ours, null, s => s.Within(1), "ms", (_, _) => 0,
            "≤ 50 ms; ≤ 20 ms");
        Contest.Row("W4 the same, throughput", ours, null, s => s.PerSecond, "/s", (_, _) => 0, "–");
    }

    private static Contestant Asking(Child server, Uri address, SmallFirm firm) => new(
        () => Sample.OfAsync(Callers, Round, async _ =>
        {
            var load = await HttpLoad.ConnectAsync(new Uri(address, "/graphql"), firm.Token);
            return (load, async () => IdIn(await load.SendAsync(load.RequestOf(firm.AskBody()))));
        }),
        () => server.Cpu);

    /// <summary>The id in an answer; an answer without one fails the run.</summary>
    private static string IdIn(ReadOnlyMemory<byte> answer)
    {
        var text = Encoding.UTF8.GetString(answer.Span);
        const string Field = "\"id\":\"";
        var start = text.IndexOf(Field, StringComparison.Ordinal) + Field.Length;
        return start >= Field.Length
            ? text[start..text.IndexOf('"', start)]
            : throw new InvalidOperationException(text);
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<long> CountAsync(NpgsqlDataSource database, string sql, Guid? id = null)
    {
        await using var command = database.CreateCommand(sql);
        if (id is not null)
        {
            command.Parameters.Add(new() { Value = id });
        }

        return (long)(await command.ExecuteScalarAsync())!;
    }
}
