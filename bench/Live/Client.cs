using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Slotline.Live;

/// <summary>
/// The least that is a WebSocket client: it shares the machine's cores with what is measured, so it does nothing but
/// find the revision in each event, and answer pings so as not to be taken for dead.
/// </summary>
internal sealed class Client(IPEndPoint server, string protocol, string token, Action<int, long> arrived)
    : IDisposable
{
    private const int Text = 1;
    private const int Close = 8;
    private const int Ping = 9;
    private const int Pong = 10;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _bytes = new byte[2_048];
    private int _filled;

    /// <summary>The subscription that every client has.</summary>
    public const string Document =
        "subscription { appointmentRequestChanged { revision type occurredAt changes { field to } } }";

    public async Task OpenAsync()
    {
        await _socket.ConnectAsync(server);
        await _socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET /graphql HTTP/1.1\r\nHost: {server}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"));
        int end;
        while ((end = _bytes.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            await FillAsync();
        }

        Require(_bytes.AsSpan(0, end).StartsWith("HTTP/1.1 101"u8));
        Drop(end + 4);
        if (protocol == "graphql")
        {
            await SendAsync(Text, Encoding.UTF8.GetBytes(
                $$$"""{"type":"connection_init","payload":{"authorization":"Bearer {{{token}}}"}}"""));
            var acknowledged = await FrameAsync();
            Require(_bytes.AsSpan(acknowledged.Start, acknowledged.Length).IndexOf("connection_ack"u8) >= 0);
            Drop(acknowledged.Start + acknowledged.Length);
            await SendAsync(Text, Encoding.UTF8.GetBytes(
                $$$"""{"id":"1","type":"subscribe","payload":{"query":"{{{Document}}}"}}"""));
        }

        _ = ReadAsync();
    }

    public void Dispose() => _socket.Dispose();

    private void Require(bool isSo)
    {
        if (!isSo)
        {
            throw new InvalidOperationException("The server said: " + Encoding.UTF8.GetString(_bytes, 0, _filled));
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (true)
            {
                var (opcode, start, length) = await FrameAsync();
                var answer = Take(opcode, _bytes.AsSpan(start, length));
                Drop(start + length);
                if (answer is { } pong)
                {
                    await SendAsync(pong.Opcode, pong.Payload);
                }
            }
        }
        catch (Exception lost)
        {
            // A measurement with fewer clients than it says would be none.
            await Console.Error.WriteLineAsync($"A client was lost: {lost.Message}");
            Environment.Exit(1);
        }
    }

    private (int Opcode, byte[] Payload)? Take(int opcode, ReadOnlySpan<byte> payload)
    {
        if (opcode == Ping)
        {
            return (Pong, payload.ToArray());
        }

        if (opcode == Close)
        {
            throw new IOException("closed by the server: " + Encoding.UTF8.GetString(payload));
        }

        var at = payload.IndexOf("\"revision\":"u8);
        if (at >= 0 && Utf8Parser.TryParse(payload[(at + 11)..], out int revision, out _))
        {
            arrived(revision, Stopwatch.GetTimestamp());
            return null;
        }

        return payload.IndexOf("\"ping\""u8) >= 0 ? (Text, """{"type":"pong"}"""u8.ToArray())
            : opcode == Pong ? null
            : throw new IOException("unexpected: " + Encoding.UTF8.GetString(payload));
    }

    /// <summary>The next frame, whole, at the beginning of the buffer.</summary>
    private async ValueTask<(int Opcode, int Start, int Length)> FrameAsync()
    {
        while (true)
        {
            if (_filled >= 2)
            {
                int length = _bytes[1], start = 2;
                if (length == 126 && _filled >= 4)
                {
                    (length, start) = (BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(2)), 4);
                }

                if ((length < 126 || start == 4) && _filled >= start + length)
                {
                    return (_bytes[0] & 0xf, start, length);
                }
            }

            await FillAsync();
        }
    }

    private async ValueTask FillAsync()
    {
        if (_filled == _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        var count = await _socket.ReceiveAsync(_bytes.AsMemory(_filled));
        _filled += count > 0 ? count : throw new IOException("the connection ended");
    }

    private void Drop(int count)
    {
        _bytes.AsSpan(count, _filled - count).CopyTo(_bytes);
        _filled -= count;
    }

    private async Task SendAsync(int opcode, byte[] payload)
    {
        // Clients must mask; a mask of zeros is one.
        byte[] head = payload.Length < 126
            ? [(byte)(0x80 | opcode), (byte)(0x80 | payload.Length), 0, 0, 0, 0]
            : [(byte)(0x80 | opcode), 0x80 | 126, (byte)(payload.Length >> 8), (byte)payload.Length, 0, 0, 0, 0];
        await _socket.SendAsync((byte[])[.. head, .. payload]);
    }
}
