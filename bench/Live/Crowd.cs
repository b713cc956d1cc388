using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Slotline.Live;

/// <summary>
/// Many clients of one server, in a process of their own. It reads <c>open N</c> and <c>cpu</c>, and writes a line
/// for each event once the last of them has it: <c>done revision first last</c>, in ticks of the clock that all
/// processes of the machine share.
/// </summary>
internal sealed class Crowd(Uri address, string protocol, string token)
{
    private const int OpeningAtOnce = 64;

    private readonly ConcurrentDictionary<int, Tally> _tallies = [];
    private readonly List<Client> _clients = [];
    private int _size;

    public static async Task<int> RunAsync(Uri address, string protocol, string token)
    {
        var crowd = new Crowd(address, protocol, token);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            if (line == "cpu")
            {
                using var self = Process.GetCurrentProcess();
                Say($"cpu {self.TotalProcessorTime.TotalMilliseconds}");
            }
            else
            {
                await crowd.OpenAsync(int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
                Say("opened");
            }
        }

        crowd._clients.ForEach(client => client.Dispose());
        return 0;
    }

    public void Arrived(int revision, long at)
    {
        var tally = _tallies.GetOrAdd(revision, static (_, first) => new Tally(first), at);
        if (tally.Count() == _size)
        {
            Say($"done {revision} {tally.First} {at}");
        }
    }

    private static void Say(FormattableString line)
    {
        lock (Console.Out)
        {
            Console.Out.WriteLine(FormattableString.Invariant(line));
        }
    }

    private static void Say(string line) => Say((FormattableString)$"{line}");

    /// <summary>Opens more until there are so many.</summary>
    private async Task OpenAsync(int size)
    {
        var more = Enumerable.Range(0, size - _clients.Count)
            .Select(_ => new Client(new IPEndPoint(IPAddress.Loopback, address.Port), protocol, token, Arrived))
            .ToList();
        _clients.AddRange(more);
        Volatile.Write(ref _size, size);
        await Parallel.ForEachAsync(
            more,
            new ParallelOptions { MaxDegreeOfParallelism = OpeningAtOnce },
            async (client, _) => await client.OpenAsync());
    }

    private sealed class Tally(long first)
    {
        private int _count;

        public long First => first;

        public int Count() => Interlocked.Increment(ref _count);
    }
}
