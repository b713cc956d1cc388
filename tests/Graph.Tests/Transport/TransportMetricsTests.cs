using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Slotline.Graph.Transport;

namespace Slotline.Graph.Tests.Transport;

/// <summary>What an operator sees of the long connections.</summary>
public sealed class TransportMetricsTests
{
    [Fact]
    public async Task Open_sockets_streams_and_operations_are_counted_up_and_down()
    {
        await using var host = await TransportHost.StartAsync();
        using var meters = new Readings(host);
        using var wire = await WireSocket.OpenAsync(host);
        await wire.SubscribeAsync("1", "subscription { silent }");
        var stream = await host.QueryAsync("subscription { silent }", "text/event-stream");
        await Eventually.TrueAsync(() => host.Engine.Open == 2, "both start");
        Assert.Equal(1, meters["slotline.sockets.open"]);
        Assert.Equal(1, meters["slotline.socket_operations.open"]);
        Assert.Equal(1, meters["slotline.event_streams.open"]);
        stream.Dispose();
        await wire.SendAsync("no JSON");
        await wire.ExpectCloseAsync(4400);
        await Eventually.TrueAsync(() => meters["slotline.sockets.open"] == 0, "the socket ends");
        await Eventually.TrueAsync(() => meters["slotline.event_streams.open"] == 0, "the stream ends");
        Assert.Equal(0, meters["slotline.socket_operations.open"]);
        Assert.Equal(1, meters["slotline.sockets.closed 4400"]);
        Assert.Equal(0, meters["slotline.readers.cut_off"]);
    }

    internal sealed class Readings : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentDictionary<string, long> _sums = new();

        public Readings(TransportHost host)
        {
            var factory = host.Services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == TransportMetrics.MeterName && instrument.Meter.Scope == factory)
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.Start();
        }

        public long this[string name] => _sums.GetValueOrDefault(name);

        public void Dispose() => _listener.Dispose();

        private void Add(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var name = tags.IsEmpty ? instrument.Name : $"{instrument.Name} {tags[0].Value}";
            _sums.AddOrUpdate(name, value, (_, sum) => sum + value);
        }
    }
}
