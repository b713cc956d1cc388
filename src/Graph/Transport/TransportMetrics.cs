using System.Diagnostics.Metrics;

namespace Slotline.Graph.Transport;

/// <summary>What an operator sees of the long connections.</summary>
internal sealed class TransportMetrics
{
    public const string MeterName = "Slotline.Transport";

    private readonly UpDownCounter<int> _sockets;
    private readonly UpDownCounter<int> _streams;
    private readonly UpDownCounter<int> _operations;
    private readonly Counter<long> _closes;
    private readonly Counter<long> _cutOff;

    public TransportMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _sockets = meter.CreateUpDownCounter<int>("slotline.sockets.open", "{socket}", "Open WebSockets");
        _streams = meter.CreateUpDownCounter<int>("slotline.event_streams.open", "{stream}", "Open event streams");
        _operations = meter.CreateUpDownCounter<int>(
            "slotline.socket_operations.open", "{operation}", "Operations running on WebSockets");
        _closes = meter.CreateCounter<long>("slotline.sockets.closed", "{socket}", "WebSockets closed, by code");
        _cutOff = meter.CreateCounter<long>(
            "slotline.readers.cut_off", "{connection}", "Connections cut because they took nothing for too long");
    }

    public void SocketOpened() => _sockets.Add(1);

    public void SocketClosed() => _sockets.Add(-1);

    public void StreamOpened() => _streams.Add(1);

    public void StreamClosed() => _streams.Add(-1);

    public void OperationStarted() => _operations.Add(1);

    public void OperationEnded() => _operations.Add(-1);

    public void Closing(int code) => _closes.Add(1, new KeyValuePair<string, object?>("code", code));

    public void ReaderCutOff() => _cutOff.Add(1);
}
