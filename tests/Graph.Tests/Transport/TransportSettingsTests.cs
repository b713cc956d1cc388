using Microsoft.Extensions.Configuration;
using Slotline.Graph.Settings;
using Slotline.Graph.Tests.Settings;
using Slotline.Graph.Transport;

namespace Slotline.Graph.Tests.Transport;

/// <summary>What an operator may set, and what stops the start.</summary>
public sealed class TransportSettingsTests
{
    [Fact]
    public void Everything_has_a_default() => Assert.Equal(
        (256 * 1_024, 256 * 1_024, 100, 100, 1_000, true, false),
        Read() is var o
            ? (o.MaxBodyBytes, o.MaxMessageBytes, o.MaxOperationsPerSocket, o.MaxConnectionsPerUser,
                o.MaxConnectionsPerAddress, o.ServeConsole, o.UseDraftStatuses)
            : default);

    [Fact]
    public void What_is_set_is_taken()
    {
        var options = Read(
            ("MaxBodyBytes", "2048"), ("MaxMessageBytes", "4096"), ("MaxOperationsPerSocket", "7"),
            ("MaxConnectionsPerUser", "8"), ("MaxConnectionsPerAddress", "20000"), ("KeepAliveSeconds", "30"),
            ("HeartbeatSeconds", "5"), ("PingSeconds", "20"), ("UseDraftStatuses", "true"), ("ServeConsole", "false"),
            ("AllowedOrigins", "https://desk.example, http://localhost:3000"));
        Assert.Equal(
            (2_048, 4_096, 7), (options.MaxBodyBytes, options.MaxMessageBytes, options.MaxOperationsPerSocket));
        Assert.Equal((8, 20_000), (options.MaxConnectionsPerUser, options.MaxConnectionsPerAddress));
        Assert.Equal(
            (30, 5, 20),
            (options.KeepAliveInterval.Seconds, options.HeartbeatInterval.Seconds, options.PingInterval.Seconds));
        Assert.True(options.UseDraftStatuses);
        Assert.False(options.ServeConsole);
        Assert.Equal(["https://desk.example", "http://localhost:3000"], options.AllowedOrigins);
    }

    [Theory]
    [InlineData(
        "MaxBodyBytes", "10", "Transport__MaxBodyBytes must be a whole number from 1024 to 16777216, not '10'.")]
    [InlineData("MaxOperationsPerSocket", "0", "Transport__MaxOperationsPerSocket must be a whole number from 1 to")]
    [InlineData("KeepAliveSeconds", "0", "Transport__KeepAliveSeconds must be a whole number from 1 to 3600, not '0'.")]
    [InlineData("ServeConsole", "yes", "Transport__ServeConsole must be true or false, not 'yes'.")]
    [InlineData("MaxBodyByte", "2048", "Transport__MaxBodyByte is not a setting; there is Transport__MaxBodyBytes")]
    [InlineData("AllowedOrigins", "*", "must hold origins such as https://desk.example.com, not '*'.")]
    [InlineData("AllowedOrigins", "https://desk.example/path", "not 'https://desk.example/path'.")]
    [InlineData("AllowedOrigins", "ftp://desk.example", "not 'ftp://desk.example'.")]
    public void What_cannot_be_worked_with_is_said_in_a_sentence(string name, string value, string sentence)
    {
        var wrong = Assert.Throws<WrongSetting>(() => Read((name, value)));
        Assert.Contains(sentence, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_one_stops_the_start_of_the_real_server()
    {
        await using var server = new ServerStart(("Transport__MaxBodyBytes", "much"));
        var (exitCode, errors) = await server.EndAsync();
        Assert.Equal(1, exitCode);
        Assert.Equal(
            "slotline: Transport__MaxBodyBytes must be a whole number from 1024 to 16777216, not 'much'.",
            errors.TrimEnd());
    }

    private static GraphTransportOptions Read(params (string Name, string Value)[] settings)
    {
        var options = new GraphTransportOptions();
        TransportSettings.Read(options, new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(s => $"Transport:{s.Name}", s => (string?)s.Value))
            .Build());
        return options;
    }
}
