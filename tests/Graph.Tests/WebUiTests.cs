using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Slotline.Graph.Tests;

/// <summary>The built screens as a browser meets them.</summary>
public sealed class WebUiTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("slotline-webui-");
    private readonly List<WebApplication> _started = [];

    public Task InitializeAsync()
    {
        Write("index.html", "<p>the screens");
        Write("graphiql.html", "<p>the console");
        Write("assets/main-1a2b.js", "plain");
        Write("assets/main-1a2b.js.br", "brotli");
        Write("assets/main-1a2b.js.gz", "gzip");
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        foreach (var app in _started)
            await app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/schedule/requests/AR-7K3M-92QX")]
    public async Task Any_address_that_a_person_opens_is_the_page(string path)
    {
        var client = await StartAsync();
        using var response = await GetAsync(client, path, "text/html,*/*;q=0.8");
        Assert.Equal("<p>the screens", await response.Content.ReadAsStringAsync());
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-cache", response.Headers.CacheControl?.ToString());
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("br, gzip", "br", "brotli")]
    [InlineData("gzip", "gzip", "gzip")]
    [InlineData("br;q=0, gzip;q=0", null, "plain")]
    [InlineData("", null, "plain")]
    public async Task A_hashed_file_is_kept_for_ever_in_the_encoding_that_the_browser_takes(
        string accepted, string? encoding, string content)
    {
        var client = await StartAsync();
        using var response = await GetAsync(client, "/assets/main-1a2b.js", "*/*", accepted);
        Assert.Equal(content, await response.Content.ReadAsStringAsync());
        Assert.Equal(encoding, response.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("text/javascript", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("immutable", response.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
    }

    [Fact]
    public async Task A_page_that_did_not_change_is_not_sent_again()
    {
        var client = await StartAsync();
        using var first = await GetAsync(client, "/", "text/html");
        client.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await GetAsync(client, "/", "text/html");
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/assets/gone-1a2b.js", "*/*")]
    [InlineData("GET", "/assets/main-1a2b.js.br", "*/*")]
    [InlineData("GET", "/../webui/index.html.bak", "text/html")]
    [InlineData("GET", "/nothing", "application/json")]
    [InlineData("POST", "/", "text/html")]
    public async Task What_is_neither_a_file_nor_a_page_is_not_found(string method, string path, string accept)
    {
        var client = await StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("Accept", accept);
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_server_without_screens_shows_its_console_instead()
    {
        var client = await StartAsync("not-there");
        using var start = await GetAsync(client, "/", "text/html");
        Assert.Equal(HttpStatusCode.Redirect, start.StatusCode);
        Assert.Equal("/graphql", start.Headers.Location?.ToString());
        using var other = await GetAsync(client, "/schedule", "text/html");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    private void Write(string name, string content)
    {
        var file = new FileInfo(Path.Combine(_folder.FullName, name));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, content);
    }

    private async Task<HttpClient> StartAsync(string folder = "")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddWebUi(Path.Combine(_folder.FullName, folder));
        var app = builder.Build();
        _started.Add(app);
        app.MapWebUi();
        await app.StartAsync();
        return new HttpClient(
            new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    private static async Task<HttpResponseMessage> GetAsync(
        HttpClient client, string path, string accept, string encodings = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd(accept);
        if (encodings.Length > 0)
            request.Headers.AcceptEncoding.ParseAdd(encodings);
        return await client.SendAsync(request);
    }
}
