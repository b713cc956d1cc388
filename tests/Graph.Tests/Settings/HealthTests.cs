using System.Net;
using System.Text.Json;
using Slotline.Tests.Servers;

namespace Slotline.Graph.Tests.Settings;

public sealed class HealthTests
{
    [Fact]
    public async Task Is_well_with_SQLite_and_no_Redis()
    {
        await using var server = new ServerStart();

        var (liveStatus, live) = await server.GetAsync("health/live");
        var (readyStatus, ready) = await server.GetAsync("health/ready");

        Assert.Equal((HttpStatusCode.OK, """{"status":"ok"}"""), (liveStatus, live));
        Assert.Equal(HttpStatusCode.OK, readyStatus);
        Assert.Equal(("ok", "ok", "off"), Parts(ready));
        var report = JsonDocument.Parse(ready).RootElement;
        Assert.Equal("sqlite", report.GetProperty("database").GetProperty("provider").GetString());
        Assert.Matches("^20[0-9]{2}[a-z]+$", report.GetProperty("timeZoneData").GetProperty("version").GetString());
    }

    [Fact]
    public async Task Is_not_ready_while_the_database_is_away_and_ready_again_when_it_is_back()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var server = new ServerStart(("ConnectionStrings__Database", postgres.ConnectionString));
        Assert.Equal(("ok", "ok", "off"), Parts((await server.GetAsync("health/ready")).Body));

        await postgres.StopAsync();
        var (status, body) = await server.GetAsync("health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal(("unavailable", "unreachable", "off"), Parts(body));
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("health/live")).Status);

        await postgres.StartAgainAsync();
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("health/ready")).Status);
    }

    [Fact]
    public async Task Is_degraded_but_ready_while_Redis_is_away_and_well_again_when_it_is_back()
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.StopAsync();
        await using var server = new ServerStart(("ConnectionStrings__Redis", redis.NewConnectionString()));

        var (status, body) = await server.GetAsync("health/ready");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("degraded", "ok", "unreachable"), Parts(body));

        await redis.StartAgainAsync();
        await UntilAsync(server, ("ok", "ok", "ok"));
        await redis.KillAsync();
        await UntilAsync(server, ("degraded", "ok", "unreachable"));
    }

    private static async Task UntilAsync(ServerStart server, (string?, string?, string?) expected)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (Parts((await server.GetAsync("health/ready")).Body) != expected)
        {
            await Task.Delay(100, patience.Token);
        }
    }

    private static (string? Status, string? Database, string? Redis) Parts(string body)
    {
        var report = JsonDocument.Parse(body).RootElement;
        return (
            report.GetProperty("status").GetString(),
            report.GetProperty("database").GetProperty("status").GetString(),
            report.GetProperty("redis").GetProperty("status").GetString());
    }
}
