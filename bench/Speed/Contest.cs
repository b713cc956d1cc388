using System.Globalization;

namespace Slotline.Speed;

/// <summary>One of those who are compared: runs for a while, and says what it came to.</summary>
/// <param name="Run">One round.</param>
/// <param name="Cpu">Processor time of its server so far; null where nobody knows it.</param>
/// <param name="Settle">Waits until its server has done what a round left it to do, which counts as its processor time
/// and disturbs nobody else's round.</param>
internal sealed record Contestant(Func<Task<Sample>> Run, Func<TimeSpan>? Cpu = null, Func<Task>? Settle = null)
{
    public List<Sample> Rounds { get; } = [];

    public List<double> CpuMicroseconds { get; } = [];

    public async Task RoundAsync()
    {
        var before = Cpu?.Invoke() ?? TimeSpan.Zero;
        var sample = await RunAsync();
        Rounds.Add(sample);
        if (Cpu is not null)
        {
            CpuMicroseconds.Add((Cpu() - before).TotalMicroseconds / sample.Operations);
        }
    }

    /// <summary>A round that does not count.</summary>
    public async Task<Sample> RunAsync()
    {
        var sample = await Run();
        await (Settle?.Invoke() ?? Task.CompletedTask);
        return sample;
    }
}

/// <summary>A row of the table: ours against a baseline, in turn, round after round.</summary>
internal static class Contest
{
    private const int Rounds = 5;

    /// <summary>
    /// So often each is run before it counts: the runtime compiles what is used often a second time, in the background.
    /// </summary>
    private const int WarmUps = 5;

    public static async Task PlayAsync(params Contestant[] contestants)
    {
        for (var round = 0; round < WarmUps; round++)
        {
            foreach (var one in contestants)
            {
                await one.RunAsync();
            }
        }

        for (var round = 0; round < Rounds; round++)
        {
            foreach (var one in contestants)
            {
                await one.RoundAsync();
            }
        }
    }

    public static void Head(string title) => Console.WriteLine($"""

        ## {title}

        | what | ours | baseline | ratio | goal; stretch | processor µs an operation, ours / baseline |
        | --- | --- | --- | --- | --- | --- |
        """);

    /// <summary>Prints one row. The ratio is taken round by round, so that both saw the same machine.</summary>
    /// <param name="what">The target's number and name.</param>
    /// <param name="value">What is compared.</param>
    /// <param name="unit">Of the value.</param>
    /// <param name="ratio">Of ours and the baseline's, in the sense of the goal.</param>
    /// <param name="goal">As performance is promised.</param>
    public static void Row(
        string what, Contestant ours, Contestant? baseline, Func<Sample, double> value, string unit,
        Func<double, double, double> ratio, string goal)
    {
        var mine = ours.Rounds.Select(value).ToArray();
        var theirs = baseline?.Rounds.Select(value).ToArray() ?? [];
        var ratios = mine.Zip(theirs, ratio).ToArray();
        Console.WriteLine(
            $"| {what} | {Figures(mine)} {unit} | {(baseline is null ? "–" : $"{Figures(theirs)} {unit}")} "
            + $"| {(baseline is null ? "–" : $"**{Figures(ratios)}**")} | {goal} "
            + $"| {Figures(ours.CpuMicroseconds)} / {Figures(baseline?.CpuMicroseconds ?? [])} |");
    }

    /// <summary>The median, and the range in brackets.</summary>
    public static string Figures(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
        {
            return "–";
        }

        var ordered = values.Order().ToArray();
        return $"{Short(ordered[ordered.Length / 2])} [{Short(ordered[0])}..{Short(ordered[^1])}]";
    }

    private static string Short(double value) => value.ToString(
        value >= 100 ? "#,0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}
