using System.Globalization;
using NodaTime.Text;
using Npgsql;
using Slotline.Tests.Servers;

namespace Slotline.SlotLoad;

/// <summary>Searches for slots, warm and cold, beside reading the same rows, in turns; prints the table.</summary>
internal sealed record Comparison(int Rounds, double Seconds)
{
    private const int Callers = 16;
    private const int RowsKept = 500_000;

    // AlgaPSA's own slot engine on its own tables, called in process, on two shared cores of such a machine, at another
    // time: what each of its calls took in milliseconds, and how many it answered a second for 16 callers.
    private static readonly Dictionary<(int Technicians, int Days, int Callers), double> Alga = new()
    {
        [(25, 1, 1)] = 15.9, [(25, 31, 1)] = 396, [(100, 31, 1)] = 2_130, [(100, 31, Callers)] = 0.52,
    };

    private readonly Dictionary<Cell, List<Sample>> _samples = [];

    public async Task RunAsync()
    {
        var postgres = await PostgresServer.StartAsync(durable: true);
        await using var redis = await RedisServer.StartAsync();
        var folder = Directory.CreateTempSubdirectory("slotline-bench-").FullName;
        var servers = new List<Server>();
        try
        {
            var cells = new List<(Cell Cell, Load Load)>();
            foreach (var technicians in (int[])[25, 100])
            {
                cells.AddRange(await OpenAsync(postgres, redis, folder, technicians, servers));
                await Console.Error.WriteLineAsync($"{technicians} technicians are at work.");
            }

            for (var round = 0; round <= Rounds; round++)
            {
                foreach (var (cell, load) in cells)
                {
                    var sample = await load.RunAsync(cell.Callers, TimeSpan.FromSeconds(Seconds));
                    // The first round warms up.
                    if (round > 0) _samples[cell].Add(sample);
                }

                await Console.Error.WriteLineAsync($"Round {round} of {Rounds} is done.");
            }

            Print();
        }
        finally
        {
            servers.ForEach(server => server.Dispose());
            await postgres.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<List<(Cell, Load)>> OpenAsync(
        PostgresServer postgres, RedisServer redis, string folder, int technicians, List<Server> servers)
    {
        var database = await postgres.CreateDatabaseAsync();
        var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var clock = source.CreateCommand("SELECT (now() AT TIME ZONE 'UTC')::date::text");
        var today = LocalDatePattern.Iso.Parse((string)(await clock.ExecuteScalarAsync())!).Value;
        var firm = new Firm(database.ConnectionString, technicians, today);
        var warm = await Server.StartAsync(database.ConnectionString, folder, RowsKept);
        servers.Add(warm);
        await firm.FillAsync();
        var oneOfMany = await Server.StartAsync(
            database.ConnectionString, folder, RowsKept, redis.NewConnectionString());
        servers.Add(oneOfMany);
        var cold = await Server.StartAsync(database.ConnectionString, folder, rowsKept: 0);
        servers.Add(cold);
        var cells = new List<(Cell, Load)>();
        foreach (var days in (int[])[1, 31])
        {
            Load[] loads =
            [
                await Load.OfAsync("warm, visitor", warm, firm, days, signedIn: false),
                await Load.OfAsync("warm, signed in", warm, firm, days, signedIn: true),
                await Load.OfAsync("warm, signed in, Redis", oneOfMany, firm, days, signedIn: true),
                await Load.OfAsync("cold, signed in", cold, firm, days, signedIn: true),
                Load.Naive("only reading the rows", source, firm, days),
            ];
            foreach (var load in loads)
            {
                foreach (var callers in (int[])[1, Callers])
                {
                    var cell = new Cell(technicians, days, callers, load.Name);
                    _samples[cell] = [];
                    cells.Add((cell, load));
                }
            }
        }

        return cells;
    }

    private void Print()
    {
        Say("| technicians, days, callers | what | p50, ms | a second | against Alga's | CPU, ms each |");
        Say("| --- | --- | --- | --- | --- | --- |");
        foreach (var (cell, samples) in _samples)
        {
            var (medians, rates) = (samples.Select(one => one.Median), samples.Select(one => one.PerSecond));
            Say($"| {cell.Technicians}, {cell.Days}, {cell.Callers} | {cell.Name} | {Range(medians)} | {Range(rates)} "
                + $"| {AgainstAlga(cell, samples)} | {Range(samples.Select(one => one.Computed))} |");
        }
    }

    private static string AgainstAlga(Cell cell, List<Sample> samples) =>
        !Alga.TryGetValue((cell.Technicians, cell.Days, cell.Callers), out var alga) ? "–"
            : cell.Callers == 1 ? $"{alga / Median(samples.Select(one => one.Median)):N0}×"
            : $"{Median(samples.Select(one => one.PerSecond)) / alga:N0}×";

    private static double Median(IEnumerable<double> values)
    {
        var all = values.Order().ToList();
        return all[all.Count / 2];
    }

    private static string Range(IEnumerable<double> values) =>
        $"{Short(Median(values))} [{Short(values.Min())}..{Short(values.Max())}]";

    private static string Short(double value) =>
        value.ToString(value < 10 ? "0.###" : "N0", CultureInfo.InvariantCulture);

    private static void Say(string line) => Console.WriteLine(line);

    private sealed record Cell(int Technicians, int Days, int Callers, string Name);
}
