using Slotline.Graph.Tests.Transport;

namespace Slotline.Graph.Tests.Settings;

/// <summary>What a server does besides its work: it writes little, and watches nothing.</summary>
public sealed class QuietServerTests
{
    [Fact]
    public async Task Says_where_it_listens_but_neither_each_request_nor_each_statement()
    {
        await using var server = new ServerStart();
        await server.GetAsync("health/ready");

        Assert.Equal(0, await server.StopAsync());
        Assert.Contains("Application is shutting down", server.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("health/ready", server.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("SELECT", server.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watches_no_folder()
    {
        await using var server = new ServerStart();
        await server.GetAsync("health/ready");

        Assert.NotEmpty(server.OpenFiles);
        Assert.DoesNotContain(server.OpenFiles, file => file.Contains("inotify", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Says_more_where_that_is_set()
    {
        await using var server = new ServerStart(("Logging__LogLevel__Microsoft.AspNetCore", "Information"));
        await server.GetAsync("health/ready");

        await Eventually.TrueAsync(
            () => server.Log.Contains("health/ready", StringComparison.Ordinal), "it names the request");
    }
}
