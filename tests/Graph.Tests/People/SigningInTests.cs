using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Slotline.Domain.Access;
using Slotline.Domain.Directory;
using Slotline.Graph.Tests.Stories;

namespace Slotline.Graph.Tests.People;

/// <summary>Passwords: who gets in, who does not, and what nobody learns from it.</summary>
public sealed class SigningInTests : IAsyncLifetime
{
    private RunningServer _server = null!;

    public async Task InitializeAsync() => _server = await RunningServer.StartAsync(onPostgres: false);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Answers_a_token_and_when_it_ends()
    {
        var payload = await _server.Nobody().TrySignInAsync(" Admin@Demo.test ", PeopleServer.DemoPassword);

        Assert.Equal("", payload.Errors());
        Assert.StartsWith("slt_", payload["token"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("ADMIN", payload["viewer"]!["role"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("admin@demo.test", "not the password")]
    [InlineData("admin@demo.test", "")]
    [InlineData("nobody@demo.test", "slotline-demo-1")]
    [InlineData("admin@demo.test\0", "slotline-demo-1")]
    [InlineData("", "")]
    public async Task Refuses_alike_whatever_is_wrong(string email, string password)
    {
        var payload = await _server.Nobody().TrySignInAsync(email, password);

        Assert.Equal("INVALID_CREDENTIALS", payload.Errors());
        Assert.Equal("The address or the password is wrong.", payload["errors"]![0]!["message"]!.GetValue<string>());
        Assert.Null(payload["token"]);
    }

    [Theory]
    [InlineData("dispatcher@demo.test")]
    [InlineData("nobody-has-this@demo.test")]
    public async Task Ten_wrong_passwords_lock_an_address_whether_or_not_anybody_has_it(string email)
    {
        var nobody = _server.Nobody();
        for (var i = 0; i < SignInLock.FailuresBeforeLockOut; i++)
        {
            Assert.Equal("INVALID_CREDENTIALS", (await nobody.TrySignInAsync(email, $"wrong {i}")).Errors());
        }

        Assert.Equal("LOCKED_OUT", (await nobody.TrySignInAsync(email, PeopleServer.DemoPassword)).Errors());
        Assert.Equal("LOCKED_OUT", (await nobody.TrySignInAsync(email.ToUpperInvariant(), "wrong")).Errors());
        Assert.Equal("", (await nobody.TrySignInAsync("technician@demo.test", PeopleServer.DemoPassword)).Errors());
    }

    [Fact]
    public async Task A_stranger_locks_nobody_out_of_where_they_are_signed_in()
    {
        await using var server = await RunningServer.StartAsync(
            onPostgres: false, more: new() { ["Proxies:Trusted"] = "127.0.0.0/8,::1" });
        var (work, stranger, elsewhere) = (From(server, "203.0.113.1"), From(server, "198.51.100.1"),
            From(server, "192.0.2.7"));
        foreach (var email in (string[])["nobody-has-this@demo.test", "dispatcher@demo.test"])
        {
            await work.TrySignInAsync(email, PeopleServer.DemoPassword);
            await stranger.TrySignInAsync(email, "wrong");
            await using var db = server.Open();
            await db.SignInLocks.ExecuteUpdateAsync(
                set => set.SetProperty(l => l.Failures, SignInLock.FailuresBeforeLockOut - 1));

            Assert.Equal("INVALID_CREDENTIALS", (await stranger.TrySignInAsync(email, "wrong")).Errors());
            Assert.Equal("LOCKED_OUT", (await stranger.TrySignInAsync(email, PeopleServer.DemoPassword)).Errors());
            Assert.Equal("INVALID_CREDENTIALS", (await elsewhere.TrySignInAsync(email, "wrong")).Errors());

            await db.SignInLocks.ExecuteUpdateAsync(
                set => set.SetProperty(l => l.Failures, SignInLock.FailuresAnywhere - 1)
                    .SetProperty(l => l.LockedUntil, (Instant?)null));
            await From(server, "198.51.100.2").TrySignInAsync(email, "wrong");

            Assert.Equal("LOCKED_OUT", (await elsewhere.TrySignInAsync(email, PeopleServer.DemoPassword)).Errors());
        }

        Assert.Equal("", (await work.TrySignInAsync("dispatcher@demo.test", PeopleServer.DemoPassword)).Errors());
        Assert.Equal(
            "LOCKED_OUT", (await elsewhere.TrySignInAsync("dispatcher@demo.test", PeopleServer.DemoPassword)).Errors());
        for (var i = 0; i < SignInLock.FailuresBeforeLockOut; i++)
        {
            await work.TrySignInAsync("dispatcher@demo.test", "wrong");
        }

        Assert.Equal(
            "LOCKED_OUT", (await work.TrySignInAsync("dispatcher@demo.test", PeopleServer.DemoPassword)).Errors());
    }

    [Fact]
    public async Task Those_that_fail_are_counted_and_logged_once_a_minute_without_an_address()
    {
        using var counted = new CountedFailures(_server);
        var nobody = _server.Nobody();
        await nobody.TrySignInAsync("nobody-has-this@demo.test", "wrong");
        await nobody.TrySignInAsync("admin@demo.test", "wrong");
        await nobody.TrySignInAsync("admin@demo.test", "wrong");

        Assert.Equal(["unknown", "wrong password", "wrong password"], counted.Reasons);
        Assert.Single(
            _server.Log.Text.Split('\n'), line => line.Contains("Sign-ins failed", StringComparison.Ordinal));
        Assert.DoesNotContain("nobody-has-this", _server.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_guesses_at_once_are_not_more_than_are_allowed()
    {
        var payloads = await Task.WhenAll(Enumerable.Range(0, 25).Select(
            i => _server.Nobody().TrySignInAsync("dispatcher@demo.test", $"wrong {i}")));

        Assert.Equal(
            SignInLock.FailuresBeforeLockOut, payloads.Count(payload => payload.Errors() == "INVALID_CREDENTIALS"));
    }

    [Fact]
    public async Task The_right_password_starts_the_count_again()
    {
        var nobody = _server.Nobody();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < SignInLock.FailuresBeforeLockOut - 1; i++)
            {
                await nobody.TrySignInAsync("client@demo.test", "wrong");
            }

            Assert.Equal("", (await nobody.TrySignInAsync("client@demo.test", PeopleServer.DemoPassword)).Errors());
        }
    }

    [Fact]
    public async Task A_lock_ends_by_itself()
    {
        var nobody = _server.Nobody();
        for (var i = 0; i < SignInLock.FailuresBeforeLockOut; i++)
        {
            await nobody.TrySignInAsync("dispatcher@demo.test", "wrong");
        }

        await using var db = _server.Open();
        await db.SignInLocks.ExecuteUpdateAsync(set => set.SetProperty(l => l.LockedUntil, l => l.LastFailedAt));

        Assert.Equal(
            "INVALID_CREDENTIALS", (await nobody.TrySignInAsync("dispatcher@demo.test", "wrong")).Errors());
        Assert.Equal("", (await nobody.TrySignInAsync("dispatcher@demo.test", PeopleServer.DemoPassword)).Errors());
    }

    [Fact]
    public async Task Somebody_who_is_not_active_is_refused_like_a_stranger()
    {
        await using var db = _server.Open();
        await db.StaffMembers.IgnoreQueryFilters().Where(s => s.EmailKey == "dispatcher@demo.test")
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.IsActive, false));

        var payload = await _server.Nobody().TrySignInAsync("dispatcher@demo.test", PeopleServer.DemoPassword);

        Assert.Equal("INVALID_CREDENTIALS", payload.Errors());
    }

    [Fact]
    public async Task Known_and_unknown_addresses_cost_the_same_statements()
    {
        var nobody = _server.Nobody();
        await nobody.TrySignInAsync("nobody@demo.test", "wrong");

        // The known one last: its failure is written down afterwards, which takes statements of its own.
        var unknown = await _server.Statements.DuringAsync(() => nobody.TrySignInAsync("nobody@demo.test", "wrong"));
        var known = await _server.Statements.DuringAsync(() => nobody.TrySignInAsync("admin@demo.test", "wrong"));

        Assert.Equal(unknown.Count, known.Count(statement => unknown.Contains(statement)));
    }

    [Fact]
    public async Task Somebody_with_accounts_in_two_organizations_names_one()
    {
        await using (var db = _server.Open())
        {
            var account = await db.Accounts.IgnoreQueryFilters().SingleAsync(a => a.EmailKey == "admin@demo2.test");
            await db.Accounts.IgnoreQueryFilters().Where(a => a.Id == account.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.EmailKey, "admin@demo.test"));
        }

        var nobody = _server.Nobody();

        Assert.Equal(
            "INVALID_CREDENTIALS",
            (await nobody.TrySignInAsync("admin@demo.test", PeopleServer.DemoPassword)).Errors());
        Assert.Equal(
            "", (await nobody.TrySignInAsync("admin@demo.test", PeopleServer.DemoPassword, "demo2")).Errors());
    }

    [Fact]
    public async Task An_old_hash_is_made_anew_when_the_password_was_right()
    {
        await using var db = _server.Open();
        var old = new PasswordHasher<Account>(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions
        {
            CompatibilityMode = PasswordHasherCompatibilityMode.IdentityV3,
            IterationCount = 1_000,
        })).HashPassword(null!, PeopleServer.DemoPassword);
        await db.Accounts.IgnoreQueryFilters().Where(a => a.EmailKey == "admin@demo.test")
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, old));

        Assert.Equal(
            "", (await _server.Nobody().TrySignInAsync("admin@demo.test", PeopleServer.DemoPassword)).Errors());

        var now = await db.Accounts.IgnoreQueryFilters().SingleAsync(a => a.EmailKey == "admin@demo.test");
        Assert.NotEqual(old, now.PasswordHash);
        Assert.Equal(
            "", (await _server.Nobody().TrySignInAsync("admin@demo.test", PeopleServer.DemoPassword)).Errors());
    }

    private static Person From(RunningServer server, string address)
    {
        var http = server.CreateClient();
        http.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return new Person(http);
    }

    private sealed class CountedFailures : IDisposable
    {
        private readonly MeterListener _listener = new();

        public CountedFailures(RunningServer server)
        {
            var meters = server.Services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "slotline.sign_ins.failed" && instrument.Meter.Scope == meters)
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => Reasons.Add((string)tags[0].Value!));
            _listener.Start();
        }

        public List<string> Reasons { get; } = [];

        public void Dispose() => _listener.Dispose();
    }
}
