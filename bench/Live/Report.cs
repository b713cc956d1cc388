using System.Globalization;

namespace Slotline.Live;

/// <summary>What was measured of one server with so many sockets.</summary>
internal sealed class Figures
{
    /// <summary>By round.</summary>
    public List<List<Delivery>> Singles { get; } = [];

    public List<double> DeliveriesPerSecond { get; } = [];

    public List<double> ServerSecondsPerMillion { get; } = [];

    public List<double> ClientSecondsPerMillion { get; } = [];

    public double? BytesPerSocket { get; set; }

    public IEnumerable<double> First => Singles.SelectMany(round => round).Select(one => one.First.TotalMilliseconds);

    public IEnumerable<double> Last => Singles.SelectMany(round => round).Select(one => one.Last.TotalMilliseconds);

    /// <summary>Of each round, the median.</summary>
    public IEnumerable<double> LastByRound =>
        Singles.Select(round => Report.At(round.Select(one => one.Last.TotalMilliseconds), 0.5));
}

/// <summary>The tables, in the form of the page they are pasted into.</summary>
internal sealed class Report(IEnumerable<string> servers, int[] sizes)
{
    private const string Ours = "Slotline";
    private const string Bare = "bare Kestrel";
    private const string Yoga = "yoga";

    private readonly Dictionary<(string Server, int Size), Figures> _figures =
        servers.SelectMany(server => sizes.Prepend(1).Select(size => (server, size)))
            .ToDictionary(key => key, _ => new Figures());

    public Figures Of(string server, int size) => _figures[(server, size)];

    /// <summary>The value below which a share of them lies.</summary>
    public static double At(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Clamp((int)Math.Ceiling(sorted.Count * share) - 1, 0, sorted.Count - 1)];
    }

    public void Write(TextWriter to, int rounds, TimeSpan took)
    {
        Line(to, $"{rounds} rounds, {took.TotalSeconds:0} s in all, on {Environment.ProcessorCount} cores that the");
        Line(to, $"clients share.");
        Line(to, $"");
        Line(to, $"| sockets | server | first has it, ms, p50 / p99 | last has it, ms, p50 [rounds] / p99 |");
        Line(to, $"|---|---|---|---|");
        foreach (var ((server, size), one) in Sorted())
        {
            var range = $"[{Number(one.LastByRound.Min())}..{Number(one.LastByRound.Max())}]";
            var last = $"{Number(At(one.Last, 0.5))} {range} / {Number(At(one.Last, 0.99))}";
            Line(to, $"| {size:#,0} | {server} | {Both(one.First)} | {last} |");
        }

        Line(to, $"");
        Line(to, $"| sockets | server | deliveries/s | CPU s per million: server | clients | KB a socket |");
        Line(to, $"|---|---|---|---|---|---|");
        foreach (var ((server, size), one) in Sorted().Where(row => row.Key.Size > 1))
        {
            var seconds = $"{Range(one.ServerSecondsPerMillion)} | {Range(one.ClientSecondsPerMillion)}";
            Line(to, $"| {size:#,0} | {server} | {Range(one.DeliveriesPerSecond)} | {seconds} | {Kilobytes(one)} |");
        }

        WriteTargets(to);
    }

    private void WriteTargets(TextWriter to)
    {
        var most = sizes[^1];
        var (ours, bare, yoga) = (Of(Ours, most), Of(Bare, most), Of(Yoga, most));
        var (last, alone) = (At(ours.Last, 0.5), At(Of(Ours, 1).Last, 0.5));
        var (cost, theirCost) = (Median(ours.ServerSecondsPerMillion), Median(yoga.ServerSecondsPerMillion));
        var (rate, theirRate) = (Median(ours.DeliveriesPerSecond), Median(yoga.DeliveriesPerSecond));
        Line(to, $"");
        Line(to, $"| target, at {most:#,0} sockets | goal | measured |");
        Line(to, $"|---|---|---|");
        Line(to, $"| F1 last socket against yoga | 2.8× sooner | {At(yoga.Last, 0.5) / last:0.00}× |");
        Line(to, $"| F2 last socket against bare Kestrel | ≤ 1.15× | {last / At(bare.Last, 0.5):0.00}× |");
        Line(to, $"| F3 server CPU a delivery against yoga | 6× less | {theirCost / cost:0.0}× |");
        Line(to, $"| F4 deliveries/s against yoga | 6× | {rate / theirRate:0.0}× |");
        Line(to, $"| F5 memory a socket | ≤ 18 KB | {Kilobytes(ours)} KB |");
        Line(to, $"| F6 one socket, commit to receipt | ≤ 1 ms | {alone:0.00} ms |");
    }

    private IEnumerable<KeyValuePair<(string Server, int Size), Figures>> Sorted() =>
        _figures.OrderBy(row => row.Key.Size);

    private static string Kilobytes(Figures one) =>
        ((one.BytesPerSocket ?? 0) / 1_024).ToString("0.0", CultureInfo.InvariantCulture);

    private static double Median(IEnumerable<double> values) => At(values, 0.5);

    private static string Both(IEnumerable<double> values) =>
        $"{Number(At(values, 0.5))} / {Number(At(values, 0.99))}";

    private static string Range(List<double> values) =>
        $"{Number(Median(values))} [{Number(values.Min())}..{Number(values.Max())}]";

    private static string Number(double value) => value.ToString(
        value < 10 ? "0.00" : value < 1_000 ? "0.0" : "#,0", CultureInfo.InvariantCulture);

    private static void Line(TextWriter to, FormattableString line) => to.WriteLine(FormattableString.Invariant(line));
}
