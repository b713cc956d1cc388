using System.Net;
using System.Text.RegularExpressions;

namespace Slotline.Graph.Tests.Transport;

/// <summary>What a person sees who opens the address in a browser.</summary>
public sealed class ConsolePageTests
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    [Fact]
    public async Task A_browser_gets_a_page_that_needs_nothing_from_elsewhere_and_nothing_inline()
    {
        await using var host = await TransportHost.StartAsync();
        using var response = await host.SendAsync(HttpMethod.Get, "/graphql", Browser);
        Assert.Equal("text/html", response.MediaType());
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        var page = await response.Content.ReadAsStringAsync();
        Assert.DoesNotMatch(@"<script(?![^>]*\bsrc=)|<style|\bstyle=|\son\w+=|https?:|//", page);
        var parts = Regex.Matches(page, "(?:src|href)=\"(/[^\"]+)\"").Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(["/graphql/console.css", "/graphql/console.js"], parts);
        foreach (var part in parts)
        {
            using var resource = await host.SendAsync(HttpMethod.Get, part);
            Assert.Equal(HttpStatusCode.OK, resource.StatusCode);
            Assert.Equal(part.EndsWith(".js", StringComparison.Ordinal) ? "text/javascript" : "text/css",
                resource.MediaType());
            Assert.NotEqual(0, resource.Content.Headers.ContentLength);
        }
    }

    [Fact]
    public async Task The_page_in_the_web_root_comes_first()
    {
        var root = System.IO.Directory.CreateTempSubdirectory("slotline-console-");
        try
        {
            root.CreateSubdirectory("webui");
            await File.WriteAllTextAsync(Path.Combine(root.FullName, "webui", "graphiql.html"), "<p>the larger one");
            await using var host = await TransportHost.StartAsync(webRoot: root.FullName);
            using var response = await host.SendAsync(HttpMethod.Get, "/graphql", Browser);
            Assert.Equal("<p>the larger one", await response.Content.ReadAsStringAsync());
            Assert.Equal("text/html", response.MediaType());
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Where_the_console_is_off_there_is_none()
    {
        await using var host = await TransportHost.StartAsync(o => o.ServeConsole = false);
        using var page = await host.SendAsync(HttpMethod.Get, "/graphql", "text/html");
        Assert.Equal(HttpStatusCode.NotAcceptable, page.StatusCode);
        using var script = await host.SendAsync(HttpMethod.Get, "/graphql/console.js");
        Assert.Equal(HttpStatusCode.NotFound, script.StatusCode);
    }

    [Fact]
    public async Task A_program_that_takes_anything_gets_json()
    {
        await using var host = await TransportHost.StartAsync();
        using var response = await host.SendAsync(HttpMethod.Get, "/graphql?query=%7Ba%7D", "*/*");
        Assert.Equal("application/json", response.MediaType());
    }
}
