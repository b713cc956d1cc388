using Slotline.Graph.Tests.Settings;

namespace Slotline.Graph.Tests.Transport;

/// <summary>The public audits and clients, each run for real against the transports.</summary>
public sealed class ConformanceTests : IAsyncLifetime
{
    private TransportHost _host = null!;

    public async Task InitializeAsync() => _host = await TransportHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task All_61_audits_of_graphql_over_http_pass_on_the_real_server()
    {
        // Some of them ask for the schema.
        await using var server = new ServerStart(("Schema__ShownTo", "Everyone"));
        Assert.Equal(61, await NodeScript.RunAsync("audit.mjs", new Uri(await server.AddressAsync(), "/graphql")));
    }

    [Fact]
    public async Task All_61_audits_of_graphql_over_http_pass() =>
        Assert.Equal(61, await NodeScript.RunAsync("audit.mjs", _host.Graph));

    [Fact]
    public async Task The_graphql_ws_client_gets_on_with_the_sockets() =>
        Assert.Equal(11, await NodeScript.RunAsync("sockets.mjs", _host.Graph));

    [Fact]
    public async Task The_graphql_sse_client_gets_on_with_the_event_streams()
    {
        Assert.Equal(9, await NodeScript.RunAsync("events.mjs", _host.Graph));
        await Eventually.TrueAsync(() => _host.Engine.Open == 0, "what was stopped half-way ends");
        Assert.Equal("", _host.Log.Text);
    }
}
