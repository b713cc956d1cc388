using System.Diagnostics;
using System.Globalization;

namespace Slotline.Speed;

/// <summary>What the server takes when nobody asks it anything, and whether it grows when many do.</summary>
internal static class AtRest
{
    private const int Starts = 5;
    private const int Callers = 8;

    private const string Search = """
        { appointmentRequests(filter: { search: "printer" }) { totalCount nodes { id candidates { isFree } } } }
        """;

    /// <summary>
    /// On SQLite, as a small firm runs it: from the start of the process until it is ready, and then at rest.
    /// </summary>
    public static async Task RunAsync()
    {
        var times = new List<double>();
        var sizes = new List<double>();
        var folder = Directory.CreateTempSubdirectory("slotline-speed-").FullName;
        for (var start = 0; start <= Starts; start++)
        {
            var watch = Stopwatch.StartNew();
            await using var server = Child.Slotline(
                ("Demo__Seed", "true"),
                ("ConnectionStrings__Database", $"Data Source={Path.Combine(folder, "rest.db")}"));
            await UntilReadyAsync(await server.AddressAsync());
            // The first one makes the database.
            if (start > 0)
            {
                times.Add(watch.Elapsed.TotalSeconds);
                await Task.Delay(TimeSpan.FromSeconds(5));
                sizes.Add(server.Megabytes);
            }
        }

        Directory.Delete(folder, recursive: true);
        Console.WriteLine($"""
            | at rest, on SQLite | median [range] | goal |
            | --- | --- | --- |
            | from process start to ready | {Contest.Figures(times)} s | ≤ 2 s |
            | memory five seconds later | {Contest.Figures(sizes)} MB | ≤ 150 MB |
            """);
    }

    /// <summary>
    /// Mixed load for some minutes; prints the memory each ten seconds, and the slope of the second half.
    /// </summary>
    public static async Task SoakAsync(TimeSpan time)
    {
        var folder = Directory.CreateTempSubdirectory("slotline-speed-").FullName;
        var connectionString = $"Data Source={Path.Combine(folder, "soak.db")}";
        var firm = await SmallFirm.FillAsync(connectionString);
        await using var server = Child.Slotline(("ConnectionStrings__Database", connectionString));
        var graph = new Uri(await server.AddressAsync(), "/graphql");
        using var end = new CancellationTokenSource(time);
        var loads = Enumerable.Range(0, Callers)
            .Select(caller => Task.Run(() => LoadAsync(graph, firm, caller, end.Token))).ToList();
        var seen = new List<(double Minutes, double Megabytes)>();
        var watch = Stopwatch.StartNew();
        while (!end.IsCancellationRequested)
        {
            await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(10), CancellationToken.None), Task.WhenAll(loads));
            seen.Add((watch.Elapsed.TotalMinutes, server.Megabytes));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{seen[^1].Minutes:0.0} min {seen[^1].Megabytes:0} MB"));
        }

        var operations = (await Task.WhenAll(loads)).Sum();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{operations:#,0} operations; second half: {SlopeOf(seen[(seen.Count / 2)..]):+0.00;-0.00} MB a minute"));
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Asks and reads in turn, each at a pace that a few people would keep.</summary>
    private static async Task<int> LoadAsync(Uri graph, SmallFirm firm, int caller, CancellationToken end)
    {
        using var load = await HttpLoad.ConnectAsync(graph, firm.Token);
        string[] reads =
        [
            Http.Body(Http.Page, new { first = 25 }),
            Http.Body("{ pendingCount { count revision } statusCounts { status count } }", new { }),
            Http.Body(Search, new { }),
        ];
        var count = 0;
        for (; !end.IsCancellationRequested; count++)
        {
            await load.SendAsync(load.RequestOf(count % 20 == caller ? firm.AskBody() : reads[count % reads.Length]));
        }

        return count;
    }

    private static async Task UntilReadyAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
    }

    private static double SlopeOf(IReadOnlyList<(double X, double Y)> points)
    {
        var (x, y) = (points.Average(p => p.X), points.Average(p => p.Y));
        return points.Sum(p => (p.X - x) * (p.Y - y)) / points.Sum(p => (p.X - x) * (p.X - x));
    }
}
