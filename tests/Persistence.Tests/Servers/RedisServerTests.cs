using System.Net.Sockets;
using Slotline.Tests.Servers;

namespace Slotline.Persistence.Tests.Servers;

public sealed class RedisServerTests
{
    [Fact]
    public async Task Gives_every_test_channels_of_its_own()
    {
        var server = await RedisServer.SharedAsync();

        Assert.StartsWith(server.Address, server.NewConnectionString(), StringComparison.Ordinal);
        Assert.NotEqual(server.NewConnectionString(), server.NewConnectionString());
    }

    [Fact]
    public async Task Comes_back_at_the_same_address_after_a_stop_and_after_a_kill()
    {
        await using var server = await RedisServer.StartAsync();
        var address = server.Address.Split(':');

        await server.StopAsync();
        Assert.False(await ListensAsync(address));
        await server.StartAgainAsync();
        Assert.True(await ListensAsync(address));
        await server.KillAsync();
        Assert.False(await ListensAsync(address));
        await server.StartAgainAsync();
        Assert.True(await ListensAsync(address));
    }

    private static async Task<bool> ListensAsync(string[] address)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(address[0], int.Parse(address[1], null));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
