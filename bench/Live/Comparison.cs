using System.Diagnostics;
using Slotline.Tests.Servers;

namespace Slotline.Live;

/// <summary>Measures the servers in turn, round after round, so that each meets the machine in the same mood.</summary>
internal static class Comparison
{
    /// <summary>Events published one by one in a round, each once the last socket has the one before.</summary>
    private const int Singles = 10;

    /// <summary>Deliveries of a burst, at least: enough that the clock of the operating system can tell.</summary>
    private const int BurstDeliveries = 50_000;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(int[] sizes, int rounds)
    {
        var began = Stopwatch.StartNew();
        var folder = Directory.CreateTempSubdirectory("slotline-bench-").FullName;
        try
        {
            await using var postgres = await PostgresServer.StartAsync(durable: true);
            await using var redis = await RedisServer.StartAsync();
            await using var servers = new Servers(postgres, redis, folder);
            await servers.StartAsync();
            var report = new Report(servers.All.Select(one => one.Name), sizes);
            await MeasureAsync(servers.All, 1, rounds, report);
            var before = servers.All.ToDictionary(one => one, one => one.Resident);
            foreach (var size in sizes)
            {
                await MeasureAsync(servers.All, size, rounds, report, before);
            }

            report.Write(Console.Out, rounds, began.Elapsed);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(
        IReadOnlyList<Measured> servers,
        int size,
        int rounds,
        Report report,
        Dictionary<Measured, long>? before = null)
    {
        foreach (var server in servers)
        {
            await Console.Error.WriteLineAsync($"{server.Name}: {size} sockets");
            await server.OpenAsync(size);
        }

        await Task.Delay(Idle);
        foreach (var server in servers)
        {
            report.Of(server.Name, size).BytesPerSocket =
                before is null ? null : (double)(server.Resident - before[server]) / size;
        }

        for (var round = 0; round < rounds; round++)
        {
            for (var turn = 0; turn < servers.Count; turn++)
            {
                var server = servers[(round + turn) % servers.Count];
                await MeasureAsync(server, report.Of(server.Name, size));
            }
        }
    }

    private static async Task MeasureAsync(Measured server, Figures figures)
    {
        await server.DeliverAsync(1);
        var singles = new List<Delivery>();
        for (var i = 0; i < Singles; i++)
        {
            singles.Add(await server.DeliverAsync(1));
        }

        figures.Singles.Add(singles);
        if (server.Sockets == 1)
        {
            return;
        }

        var events = Math.Max(5, BurstDeliveries / server.Sockets);
        var (serverBefore, clientsBefore) = (server.Computed, await server.ClientsComputedAsync());
        var burst = await server.DeliverAsync(events);
        var millions = (double)events * server.Sockets / 1e6;
        figures.DeliveriesPerSecond.Add(millions * 1e6 / burst.Last.TotalSeconds);
        figures.ServerSecondsPerMillion.Add((server.Computed - serverBefore).TotalSeconds / millions);
        figures.ClientSecondsPerMillion.Add(
            (await server.ClientsComputedAsync() - clientsBefore).TotalSeconds / millions);
    }
}
