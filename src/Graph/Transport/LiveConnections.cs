using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Slotline.Graph.Transport;

/// <summary>Counts the open sockets and event streams, by user and by address.</summary>
internal sealed class LiveConnections(IOptions<GraphTransportOptions> options, ILogger<LiveConnections> log)
{
    private const long MillisecondsBetweenWarnings = 60_000;

    private readonly ConcurrentDictionary<string, int> _open = new(StringComparer.Ordinal);
    private long _nextWarning;

    /// <summary>Counts one more of the user's until it is disposed; null where the limit is reached.</summary>
    public IDisposable? TryEnter(string user) => TryEnter("user " + user, options.Value.MaxConnectionsPerUser);

    /// <summary>Counts one more from the address until it is disposed; null where the limit is reached.</summary>
    public IDisposable? TryEnter(IPAddress? address)
    {
        var limit = options.Value.MaxConnectionsPerAddress;
        if (TryEnter(KeyOf(address), limit) is { } place)
            return place;
        var now = Environment.TickCount64;
        var next = Interlocked.Read(ref _nextWarning);
        if (now >= next && Interlocked.CompareExchange(
            ref _nextWarning, now + MillisecondsBetweenWarnings, next) == next)
        {
            log.LogWarning(
                "One address has {Limit} connections open and gets no more. If it is a proxy's, the proxy has to be "
                + "trusted to say whose connections they are", limit);
        }

        return null;
    }

    private Place? TryEnter(string key, int limit)
    {
        while (true)
        {
            if (!_open.TryGetValue(key, out var count))
            {
                if (_open.TryAdd(key, 1))
                    return new Place(this, key);
            }
            else if (count >= limit)
            {
                return null;
            }
            else if (_open.TryUpdate(key, count + 1, count))
            {
                return new Place(this, key);
            }
        }
    }

    // An IPv6 subscriber usually has a whole /64, so that is what counts as one address.
    private static string KeyOf(IPAddress? address)
    {
        if (address is null)
            return "address unknown";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return "address " + address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return "address " + new IPAddress(bytes) + "/64";
    }

    private void Leave(string key)
    {
        while (_open.TryGetValue(key, out var count))
        {
            var changed = count == 1
                ? _open.TryRemove(KeyValuePair.Create(key, count))
                : _open.TryUpdate(key, count - 1, count);
            if (changed)
                return;
        }
    }

    private sealed class Place(LiveConnections connections, string key) : IDisposable
    {
        private LiveConnections? _connections = connections;

        public void Dispose() => Interlocked.Exchange(ref _connections, null)?.Leave(key);
    }
}
