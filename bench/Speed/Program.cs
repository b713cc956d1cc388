using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Slotline.Speed;
using Slotline.Tests.Servers;

switch (args)
{
    case ["serve", var mode]:
        await Served.RunAsync(mode);
        break;
    case ["seed", var connectionString]:
        await Seed.FillAsync(connectionString, Firms.Large, Firms.Small);
        break;
    case ["reads", var filled] when filled.Contains('=', StringComparison.Ordinal):
        Contest.Head("The API");
        await Everything.ReadAsync(filled);
        break;
    case ["reads", var requests]:
        Firms.Shorten(int.Parse(requests, CultureInfo.InvariantCulture));
        await Everything.RunAsync(["reads"]);
        break;
    case ["--at-rest"]:
        await AtRest.RunAsync();
        break;
    case ["--soak", var minutes]:
        await AtRest.SoakAsync(TimeSpan.FromMinutes(int.Parse(minutes, CultureInfo.InvariantCulture)));
        break;
    default:
        await Everything.RunAsync(args);
        break;
}

namespace Slotline.Speed
{
    internal static class Firms
    {
        public static Firm Large { get; private set; } = new("large", 1_000_000, 100_000, 100);

        public static Firm Small { get; } = new("little", 1_000, 100, 10);

        /// <summary>A shorter history, for a try.</summary>
        public static void Shorten(int requests) => Large = new("large", requests, requests / 10, 100);
    }

    /// <summary>All of it in one run, each with its baseline in turn.</summary>
    internal static class Everything
    {
        public static async Task RunAsync(string[] parts)
        {
            bool Wants(string part) => parts.Length == 0 || parts.Contains(part);
            Contest.Head("The API");
            if (Wants("framework"))
            {
                await Http.AgainstFrameworkAsync();
            }

            await using var postgres = await PostgresServer.StartAsync(durable: true);
            if (Wants("reads"))
            {
                await ReadsAsync(postgres);
            }

            if (Wants("writes"))
            {
                await WritesAsync(postgres);
            }
        }

        private static async Task ReadsAsync(PostgresServer postgres)
        {
            await using var created = await postgres.CreateDatabaseAsync();
            var watch = Stopwatch.StartNew();
            await Seed.FillAsync(created.ConnectionString, Firms.Large, Firms.Small);
            await Console.Error.WriteLineAsync($"Seeded {Firms.Large.Requests} requests in {watch.Elapsed}.");
            await ReadAsync(created.ConnectionString);
        }

        /// <summary>Of a database that is filled already.</summary>
        public static async Task ReadAsync(string connectionString)
        {
            await using var database = NpgsqlDataSource.Create(connectionString);
            await using var server = Child.Slotline(("ConnectionStrings__Database", connectionString));
            await using var yoga = Yoga.Start(connectionString, Firms.Large);
            await Http.QueuePageAsync(server, database, Firms.Large, yoga);
            await Http.PendingCountAsync(server, Firms.Large, Firms.Small);
            await Plans.RunAsync(server, database, Firms.Large);
        }

        private static async Task WritesAsync(PostgresServer postgres)
        {
            Contest.Head("Writes");
            await using var created = await postgres.CreateDatabaseAsync();
            var firm = await SmallFirm.FillAsync(created.ConnectionString);
            await using var database = NpgsqlDataSource.Create(created.ConnectionString);
            await using (var server = Child.Slotline(("ConnectionStrings__Database", created.ConnectionString)))
            {
                await Writes.AskingAsync(server, firm, database);
                await Writes.RacingAsync(server, firm, database);
            }

            var folder = Directory.CreateTempSubdirectory("slotline-speed-").FullName;
            await Writes.OnSqliteAsync(folder);
            Directory.Delete(folder, recursive: true);
        }
    }
}
