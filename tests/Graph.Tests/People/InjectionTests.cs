using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Slotline.Domain.Access;
using Slotline.Graph.Tests.Stories;

namespace Slotline.Graph.Tests.People;

/// <summary>What somebody writes into headers and documents begins no line of a log, nor an answer's header.</summary>
public sealed class InjectionTests : IAsyncLifetime
{
    private const string Forged = "info: forged";

    private RunningServer _server = null!;

    public async Task InitializeAsync() => _server = await RunningServer.StartAsync(
        onPostgres: false, more: new() { ["Proxies:Trusted"] = "127.0.0.0/8,::1" });

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("evil\r\ninfo: forged", "evilinfo: forged")]
    [InlineData("evil\u0085\u2028\u2029info: forged\u202egro", "evilinfo: forgedgro")]
    [InlineData("\ud83d\ude00 \u200bMozilla", "Mozilla")]
    [InlineData("\0\u001b[2J", "[2J")]
    [InlineData("\u2028\u200b", null)]
    public void What_a_program_says_of_itself_is_one_plain_line(string userAgent, string? kept)
    {
        var origin = Origin.Of("203.0.113.1\nforged", userAgent);

        Assert.Equal(kept, origin.UserAgent);
        Assert.Equal("203.0.113.1forged", origin.Address);
    }

    [Theory]
    [InlineData("User-Agent: evil\u0085\u2028info: forged")]
    [InlineData("User-Agent: evil\r\n info: forged")]
    [InlineData("User-Agent: evil\ninfo: forged")]
    [InlineData("X-Forwarded-For: 203.0.113.9\u2028info: forged")]
    [InlineData("X-Forwarded-For: 203.0.113.9, info: forged")]
    [InlineData("Authorization: Bearer slt_\u2028info: forged")]
    [InlineData("Accept: text/event-stream\u2028info: forged")]
    [InlineData("Origin: http://evil\u2028info: forged")]
    public async Task A_header_forges_no_line_anywhere(string header)
    {
        var signIn = JsonSerializer.Serialize(new
        {
            query = $"mutation {{ signIn(input: {{ email: \"admin@demo.test\", password: \"wrong\" }}) {{ token }} }} "
                + $"# {Forged}",
        });

        var answer = await SendAsync(header, signIn);

        await AssertNothingIsForgedAsync(answer);
    }

    [Theory]
    [InlineData("{ viewer { role } }\r\ninfo: forged")]
    [InlineData("query Evil\u2028info_forged { viewer { role } }")]
    [InlineData("{ node(id: \"\\r\\ninfo: forged\") { id } }")]
    [InlineData("mutation { signIn(input: { email: \"a@b.test\\r\\ninfo: forged\", password: \"x\" }) { token } }")]
    public async Task A_document_forges_no_line_anywhere(string query) =>
        await AssertNothingIsForgedAsync(await SendAsync("User-Agent: plain", JsonSerializer.Serialize(new { query })));

    private async Task AssertNothingIsForgedAsync(string answer)
    {
        var head = answer.Split("\r\n\r\n")[0];
        Assert.StartsWith("HTTP/1.1 ", head, StringComparison.Ordinal);
        Assert.DoesNotContain(Forged, head, StringComparison.Ordinal);
        Assert.DoesNotContain(
            _server.Log.Text.Split('\n', '\u0085', '\u2028', '\u2029'),
            line => line.StartsWith(Forged, StringComparison.Ordinal));
        var admin = await _server.SignInAsync("admin@demo.test");
        var log = await admin.AskAsync("{ auditLog(first: 100) { nodes { address userAgent targetName actorName } } }");
        Assert.All(
            log["auditLog"]!["nodes"]!.AsArray().SelectMany(one => one!.AsObject()).Select(one => (string?)one.Value),
            text => Assert.True(text is null || !text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029'), text));
    }

    /// <summary>By a wire of its own: no client sends such things.</summary>
    private async Task<string> SendAsync(string header, string body)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var wire = new TcpClient();
        await wire.ConnectAsync(_server.Address.Host, _server.Address.Port, patience.Token);
        await using var stream = wire.GetStream();
        var content = Encoding.UTF8.GetBytes(body);
        await stream.WriteAsync(
            Encoding.UTF8.GetBytes(
                $"POST /graphql HTTP/1.1\r\nHost: {_server.Address.Authority}\r\n{header}\r\nConnection: close\r\n"
                + $"Content-Type: application/json\r\nContent-Length: {content.Length}\r\n\r\n"),
            patience.Token);
        await stream.WriteAsync(content, patience.Token);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(patience.Token);
    }
}
