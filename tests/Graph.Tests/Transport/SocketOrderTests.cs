using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Slotline.Graph.Transport.Sockets;

namespace Slotline.Graph.Tests.Transport;

/// <summary>
/// What has to have happened by the moment a frame reaches the client, which a network shows only by chance.
/// </summary>
public sealed class SocketOrderTests
{
    [Theory]
    [InlineData("{ a }", "complete")]
    [InlineData("{ unknown }", "error")]
    [InlineData("{ throws }", "error")]
    public async Task An_id_is_free_before_its_last_message_leaves(string query, string last)
    {
        await using var host = await TransportHost.StartAsync();
        ScriptedSocket socket = null!;
        var seen = 0;
        socket = new ScriptedSocket(async frame =>
        {
            if (!frame.Contains($"\"type\":\"{last}\"", StringComparison.Ordinal) || ++seen > 1)
                return;
            socket.Say("""{"type":"subscribe","id":"same","payload":{"query":"subscription { silent }"}}""");
            await Eventually.TrueAsync(() => host.Engine.Open == 1 || socket.CloseStatus is not null, "it is taken");
            socket.HangUp();
        });
        socket.Say("""{"type":"connection_init"}""");
        socket.Say($$$"""{"type":"subscribe","id":"same","payload":{"query":"{{{query}}}"}}""");
        using var session = new GraphSocket(
            socket, new DefaultHttpContext(), host.Services.GetRequiredService<SocketSurroundings>());
        await session.RunAsync(null).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(1, seen);
        Assert.Equal(1_000, (int?)socket.CloseStatus);
        Assert.Equal(0, host.Engine.Open);
    }
}
