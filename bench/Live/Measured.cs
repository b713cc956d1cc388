using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;

namespace Slotline.Live;

/// <summary>A server and its crowd of clients, each a process, and how an event is made known to the server.</summary>
internal sealed class Measured : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _server;
    private readonly Process _crowd;
    private readonly Func<int, Task<Publication>> _publish;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    private Measured(string name, Process server, Process crowd, Func<int, Task<Publication>> publish)
    {
        (Name, _server, _crowd, _publish) = (name, server, crowd, publish);
        crowd.OutputDataReceived += (_, line) => _lines.Writer.TryWrite(line.Data ?? "ended");
        crowd.BeginOutputReadLine();
    }

    public string Name { get; }

    public int Sockets { get; private set; }

    /// <summary>What the server holds in memory, in bytes.</summary>
    public long Resident => 1_024 * long.Parse(
        File.ReadLines($"/proc/{_server.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);

    /// <summary>How long the server has computed.</summary>
    public TimeSpan Computed
    {
        get
        {
            _server.Refresh();
            return _server.TotalProcessorTime;
        }
    }

    /// <summary>This program in another process.</summary>
    public static ProcessStartInfo Self(params string[] arguments) =>
        new("dotnet", [typeof(Measured).Assembly.Location, .. arguments]);

    /// <param name="name">What the tables call it.</param>
    /// <param name="start">The server, which says where it listens.</param>
    /// <param name="protocol">What its clients speak first.</param>
    /// <param name="prepare">Signs the clients in and says how events are published, once it listens.</param>
    public static async Task<Measured> StartAsync(
        string name,
        ProcessStartInfo start,
        string protocol,
        Func<Uri, Task<(string Token, Func<int, Task<Publication>> Publish)>> prepare)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = true;
        var server = Process.Start(start)!;
        try
        {
            var address = await AddressAsync(server);
            var (token, publish) = await prepare(address);
            var crowd = Self("crowd", $"{address}", protocol, token);
            crowd.RedirectStandardInput = crowd.RedirectStandardOutput = true;
            return new Measured(name, server, Process.Start(crowd)!, publish);
        }
        catch
        {
            server.Kill();
            throw;
        }
    }

    /// <summary>Opens more sockets until there are so many, and waits until an event reaches all of them.</summary>
    public async Task OpenAsync(int sockets)
    {
        await TellAsync($"open {sockets}");
        while (await LineAsync() != "opened")
        {
            // What is told of an event before is of no interest.
        }

        Sockets = sockets;
        while (await TryDeliverAsync(TimeSpan.FromSeconds(5)) is null)
        {
            // A subscription is not acknowledged: it is there when events come.
        }
    }

    /// <summary>How long the crowd has computed.</summary>
    public async Task<TimeSpan> ClientsComputedAsync()
    {
        await TellAsync("cpu");
        var words = (await LineAsync()).Split(' ');
        return words[0] == "cpu"
            ? TimeSpan.FromMilliseconds(double.Parse(words[1], CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"The crowd of {Name} says {string.Join(' ', words)}.");
    }

    /// <summary>Publishes events and waits until every socket has each.</summary>
    public async Task<Delivery> DeliverAsync(int events) =>
        await TryDeliverAsync(Patience, events) ?? throw new TimeoutException($"{Name} did not deliver everything.");

    public async ValueTask DisposeAsync()
    {
        foreach (var process in (Process[])[_crowd, _server])
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    private async Task<Delivery?> TryDeliverAsync(TimeSpan patience, int events = 1)
    {
        var published = await _publish(events);
        var left = Enumerable.Range(published.Last - events + 1, events).ToHashSet();
        long first = long.MaxValue, last = 0;
        using var ending = new CancellationTokenSource(patience);
        try
        {
            while (left.Count > 0)
            {
                var words = (await LineAsync(ending.Token)).Split(' ');
                if (words[0] == "done" && left.Remove(int.Parse(words[1], CultureInfo.InvariantCulture)))
                {
                    first = Math.Min(first, long.Parse(words[2], CultureInfo.InvariantCulture));
                    last = Math.Max(last, long.Parse(words[3], CultureInfo.InvariantCulture));
                }
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        return new Delivery(
            Stopwatch.GetElapsedTime(published.At, first), Stopwatch.GetElapsedTime(published.At, last));
    }

    private Task TellAsync(string line) => _crowd.StandardInput.WriteLineAsync(line);

    private async Task<string> LineAsync(CancellationToken cancellationToken = default)
    {
        var line = await _lines.Reader.ReadAsync(cancellationToken);
        return line != "ended" ? line : throw new InvalidOperationException($"The crowd of {Name} has ended.");
    }

    private static async Task<Uri> AddressAsync(Process server)
    {
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        server.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                address.TrySetException(new InvalidOperationException("A server ended before it listened."));
            }
            else if (line.Data.Contains("listening", StringComparison.Ordinal)
                && line.Data.IndexOf("http://", StringComparison.Ordinal) is >= 0 and var at)
            {
                address.TrySetResult(new Uri(line.Data[at..].Trim()));
            }
        };
        server.BeginOutputReadLine();
        return await address.Task.WaitAsync(Patience);
    }
}

/// <summary>Events that were made known.</summary>
/// <param name="Last">The last one's revision; the others' are those before.</param>
/// <param name="At">When the first was, in ticks.</param>
internal readonly record struct Publication(int Last, long At);

/// <summary>How long after the publication the first and the last socket had what was published.</summary>
internal readonly record struct Delivery(TimeSpan First, TimeSpan Last);
