using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Slotline.Graph.Transport;

/// <summary>Counts the open sockets and event streams, by user and by address.</summary>
internal sealed class LiveConnections
{
    private readonly ConcurrentDictionary<string, int> _open = new(StringComparer.Ordinal);

    public int OpenFor(string key) => _open.GetValueOrDefault(key);

    /// <summary>Counts one more until it is disposed, or returns null where the limit is reached.</summary>
    public IDisposable? TryEnter(string key, int limit)
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

    public static string ByUser(string user) => "user " + user;

    /// <summary>An IPv6 subscriber usually has a whole /64, so that is what counts as one address.</summary>
    public static string ByAddress(IPAddress? address)
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
