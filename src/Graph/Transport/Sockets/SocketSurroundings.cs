using Microsoft.Extensions.Options;
using Slotline.Graph.Transport.Rates;

namespace Slotline.Graph.Transport.Sockets;

/// <summary>What every socket works with, the same for all.</summary>
internal sealed record SocketSurroundings(
    IGraphEngine Engine,
    AuthenticateSocket Authenticate,
    IOptions<GraphTransportOptions> Settings,
    LiveConnections Connections,
    TransportMetrics Metrics,
    IServiceScopeFactory Scopes,
    IHostApplicationLifetime Lifetime,
    ILogger<SocketTransport> Log,
    IRateGate? Rates = null)
{
    public GraphTransportOptions Options => Settings.Value;
}
