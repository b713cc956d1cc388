using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Slotline.Graph.Access;
using Slotline.Graph.Tests.Stories;
using Slotline.Graph.Tests.Visitors;

namespace Slotline.Graph.Tests.People;

/// <summary>Tokens that are forged, revoked or expired, and none at all: refused by every way in.</summary>
public sealed class BadTokenTests : IAsyncLifetime
{
    private const string Protected = "subscription { pendingCount { count } }";

    private RunningServer _server = null!;

    public async Task InitializeAsync() => _server = await RunningServer.StartAsync(onPostgres: false);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Forged_ones_are_refused()
    {
        var token = (await _server.SignInAsync("dispatcher@demo.test")).Token!;
        string[] forged =
        [
            $"Bearer {token[..^1]}{(token[^1] == 'A' ? 'E' : 'A')}",
            $"Bearer {token[..^1]}",
            $"Bearer {token}A",
            $"Bearer slt_{new string('A', token.Length - 4)}",
            $"Bearer {token} {token}",
            "Bearer slt_",
            "Bearer",
            $"Basic {token}",
        ];
        foreach (var authorization in forged)
            await AssertIsRefusedAsync(authorization);
    }

    [Fact]
    public async Task A_revoked_one_is_refused()
    {
        var person = await _server.SignInAsync("dispatcher@demo.test");
        await person.AskAsync("mutation { signOut { errors { code } } }");

        await AssertIsRefusedAsync($"Bearer {person.Token}");
    }

    [Fact]
    public async Task An_expired_one_is_refused()
    {
        var person = await _server.SignInAsync("dispatcher@demo.test");
        await using var db = _server.Open();
        await db.Sessions.IgnoreQueryFilters().ExecuteUpdateAsync(
            set => set.SetProperty(session => session.ExpiresAt, Instant.FromUtc(2020, 1, 1, 0, 0)));

        await AssertIsRefusedAsync($"Bearer {person.Token}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_programs_that_was_revoked_or_has_expired_is_refused(bool isRevoked)
    {
        var admin = await _server.SignInAsync("admin@demo.test");
        var now = _server.Services.GetRequiredService<IClock>().GetCurrentInstant();
        var made = await admin.DoAsync(
            "createApiToken",
            new
            {
                name = "Help desk",
                scopes = new[] { "REQUESTS_READ" },
                expiresAt = InstantPattern.General.Format(now + Duration.FromDays(1)),
            },
            "token apiToken { id }");
        var token = made["token"]!.GetValue<string>();
        Assert.NotNull((await _server.With(token).AskAsync("{ pendingCount { count } }"))["pendingCount"]);

        if (isRevoked)
        {
            var id = made["apiToken"]!["id"]!.GetValue<string>();
            Assert.Equal("", (await admin.DoAsync("revokeApiToken", new { id })).Errors());
        }
        else
        {
            await using var db = _server.Open();
            await db.ApiTokens.IgnoreQueryFilters().ExecuteUpdateAsync(
                set => set.SetProperty(one => one.ExpiresAt, now - Duration.FromSeconds(1)));
            _server.Services.GetRequiredService<Sessions>().Forget(
                await db.ApiTokens.IgnoreQueryFilters().Select(one => one.OrganizationId).FirstAsync());
        }

        await AssertIsRefusedAsync($"Bearer {token}");
    }

    [Fact]
    public async Task Without_one_nothing_that_is_protected_can_be_followed()
    {
        using var stream = await StreamAsync(null);
        await using var subscriber = await Subscriber.OpenAsync(_server, _server.Nobody(), Protected);

        Assert.Equal(HttpStatusCode.Unauthorized, stream.StatusCode);
        Assert.Equal("UNAUTHENTICATED", await subscriber.RefusedAsync());
    }

    private async Task AssertIsRefusedAsync(string authorization)
    {
        using var http = _server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = "{ viewer { role } }" }),
        };
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await http.SendAsync(request);
        using var stream = await StreamAsync(authorization);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("UNAUTHENTICATED", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, stream.StatusCode);
        Assert.Equal(4403, await SocketClosesAsync(authorization));
    }

    private async Task<HttpResponseMessage> StreamAsync(string? authorization)
    {
        using var http = _server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = Protected }),
        };
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>The code with which the server closes a socket that introduces itself so.</summary>
    private async Task<int?> SocketClosesAsync(string authorization)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        var address = new UriBuilder(_server.Address) { Scheme = "ws", Path = "/graphql" }.Uri;
        await socket.ConnectAsync(address, patience.Token);
        var introduction = JsonSerializer.SerializeToUtf8Bytes(
            new { type = "connection_init", payload = new { authorization } });
        await socket.SendAsync(introduction, WebSocketMessageType.Text, true, patience.Token);
        var answer = await socket.ReceiveAsync(new byte[4_096], patience.Token);
        Assert.Equal(WebSocketMessageType.Close, answer.MessageType);
        return (int?)socket.CloseStatus;
    }
}
