using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Slotline.Graph.Tests.Transport;

/// <summary>Sockets by HTTP/2, as RFC 8441 has them.</summary>
public sealed class Http2SocketTests
{
    [Fact]
    public async Task A_socket_may_be_one_of_many_streams_of_an_http2_connection()
    {
        await using var host = await TransportHost.StartAsync(protocols: HttpProtocols.Http2);
        var own = host.Address.GetLeftPart(UriPartial.Authority);
        using var first = await WireSocket.ConnectAsync(host, origin: own, version: HttpVersion.Version20);
        using var second = await WireSocket.ConnectAsync(host, origin: own, version: HttpVersion.Version20);
        foreach (var wire in new[] { first, second })
        {
            await wire.SendAsync("""{"type":"connection_init"}""");
            Assert.Equal("""{"type":"connection_ack"}""", await wire.ReceiveAsync());
            await wire.SubscribeAsync("1", "{ a }");
            Assert.Contains("\"next\"", await wire.ReceiveAsync(), StringComparison.Ordinal);
            Assert.Contains("\"complete\"", await wire.ReceiveAsync(), StringComparison.Ordinal);
            await wire.SendAsync("{}");
            await wire.ExpectCloseAsync(4400);
        }
    }
}
