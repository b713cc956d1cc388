using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Slotline.Speed;

/// <summary>What one run of a load came to.</summary>
internal sealed record Sample(int Operations, TimeSpan Time, double[] Milliseconds)
{
    public double PerSecond => Operations / Time.TotalSeconds;

    /// <summary>The time that a share of the operations stayed within.</summary>
    public double Within(double share) =>
        Milliseconds[Math.Min((int)(Milliseconds.Length * share), Milliseconds.Length - 1)];

    /// <summary>
    /// Runs callers side by side, each one operation after the other; one each where the time is zero.
    /// </summary>
    /// <param name="callers">How many.</param>
    /// <param name="time">How long.</param>
    /// <param name="open">Gives each its connection, which is closed at the end, and what it does over it.</param>
    public static async Task<Sample> OfAsync(
        int callers, TimeSpan time, Func<int, Task<(IDisposable Connection, Func<Task> Operation)>> open)
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, callers).Select(open));
        var watch = Stopwatch.StartNew();
        var times = await Task.WhenAll(opened.Select(caller => Task.Run(async () =>
        {
            var own = new List<double>();
            do
            {
                var start = Stopwatch.GetTimestamp();
                await caller.Operation();
                own.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            while (watch.Elapsed < time);

            return own;
        })));
        var elapsed = watch.Elapsed;
        foreach (var (connection, _) in opened)
        {
            connection.Dispose();
        }

        var all = times.SelectMany(own => own).Order().ToArray();
        return new Sample(all.Length, elapsed, all);
    }
}

/// <summary>
/// One kept connection that posts JSON and waits for the answer: just enough HTTP/1.1 to cost little beside the server
/// that it measures.
/// </summary>
internal sealed class HttpLoad : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly string _head;
    private byte[] _received = new byte[256 * 1024];

    private HttpLoad(Uri address, string? token) => _head =
        $"POST {address.AbsolutePath} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\n"
        + $"Accept: application/json\r\n{(token is null ? "" : $"Authorization: Bearer {token}\r\n")}Content-Length: ";

    public static async Task<HttpLoad> ConnectAsync(Uri address, string? token = null)
    {
        var load = new HttpLoad(address, token);
        await load._socket.ConnectAsync(address.Host, address.Port);
        return load;
    }

    /// <summary>A request as it goes over the wire, for loads that send the same again and again.</summary>
    public byte[] RequestOf(string body) => Encoding.UTF8.GetBytes(
        $"{_head}{Encoding.UTF8.GetByteCount(body).ToString(CultureInfo.InvariantCulture)}\r\n\r\n{body}");

    /// <summary>Sends it and reads the answer to its end; what is returned is valid until the next.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> SendAsync(byte[] request)
    {
        await _socket.SendAsync(request, SocketFlags.None);
        var (length, end) = (0, -1);
        while (end < 0 || length < end)
        {
            if (length == _received.Length)
            {
                Array.Resize(ref _received, length * 2);
            }

            var read = await _socket.ReceiveAsync(_received.AsMemory(length), SocketFlags.None);
            length += read == 0 ? throw new IOException("The server closed the connection.") : read;
            end = end >= 0 ? end : EndOf(_received.AsSpan(0, length));
        }

        return _received.AsSpan(9, 3).SequenceEqual("200"u8)
            ? _received.AsMemory(0, length)
            : throw new InvalidOperationException(Encoding.UTF8.GetString(_received, 0, length));
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>Where the answer ends, as far as that can be said yet; -1 while it cannot.</summary>
    private static int EndOf(ReadOnlySpan<byte> received)
    {
        var head = received.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return -1;
        }

        var field = received[..head].IndexOf("Content-Length: "u8);
        field = field >= 0 ? field : received[..head].IndexOf("content-length: "u8);
        if (field < 0)
        {
            return received.EndsWith("\r\n0\r\n\r\n"u8) ? received.Length : -1;
        }

        var digits = received[(field + 16)..];
        return head + 4 + int.Parse(digits[..digits.IndexOf((byte)'\r')], CultureInfo.InvariantCulture);
    }
}
