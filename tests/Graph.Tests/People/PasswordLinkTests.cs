using Microsoft.EntityFrameworkCore;
using Slotline.Domain.Notifications;
using Slotline.Graph.Tests.Stories;
using Slotline.Graph.Tests.Transport;
using Slotline.Graph.Tests.Visitors;

namespace Slotline.Graph.Tests.People;

/// <summary>Links by which people choose a password, and changing one.</summary>
public sealed class PasswordLinkTests : IAsyncLifetime
{
    private const string NewPassword = "quite another one";
    private const string WhoAmI = "{ viewer { role } }";

    private RunningServer _server = null!;

    public async Task InitializeAsync() => _server = await RunningServer.StartAsync(onPostgres: false);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_reset_by_mail_changes_the_password_once_and_ends_every_session()
    {
        var before = await _server.SignInAsync("dispatcher@demo.test");
        var nobody = _server.Nobody();
        var asked = await nobody.DoAsync("requestPasswordReset", new { email = "Dispatcher@demo.test" });
        Assert.Equal("", asked.Errors());
        var token = await _server.LinkTokenAsync("dispatcher@demo.test", NotificationKind.PasswordReset);

        var link = await nobody.AskAsync(
            "query($token: String!) { accessLink(token: $token) { purpose email organizationName } }", new { token });
        Assert.Equal("PASSWORD_RESET", link["accessLink"]!["purpose"]!.GetValue<string>());
        Assert.Equal("INVALID_INPUT password", await ResetAsync(token, "too short"));
        Assert.Equal("INVALID_INPUT password", await ResetAsync(token, "dispatcher@demo.test"));
        Assert.Equal("LINK_EXPIRED token", await AcceptAsync(token, NewPassword));
        Assert.Equal("", await ResetAsync(token, NewPassword));

        Assert.Equal("LINK_EXPIRED token", await ResetAsync(token, NewPassword));
        Assert.NotNull((await before.PostAsync(WhoAmI))["errors"]);
        Assert.Equal(
            "INVALID_CREDENTIALS",
            (await nobody.TrySignInAsync("dispatcher@demo.test", PeopleServer.DemoPassword)).Errors());
        Assert.Equal("", (await nobody.TrySignInAsync("dispatcher@demo.test", NewPassword)).Errors());
        await _server.MailAsync("dispatcher@demo.test", "/sign-in/forgot");
    }

    [Fact]
    public async Task Of_two_resets_with_one_link_one_wins()
    {
        await _server.Nobody().DoAsync("requestPasswordReset", new { email = "dispatcher@demo.test" });
        var token = await _server.LinkTokenAsync("dispatcher@demo.test", NotificationKind.PasswordReset);

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(i => ResetAsync(token, $"new password {i:D3}")));

        Assert.Equal(1, outcomes.Count(outcome => outcome.Length == 0));
        Assert.Equal(5, outcomes.Count(outcome => outcome == "LINK_EXPIRED token"));
    }

    [Theory]
    [InlineData("nobody@demo.test")]
    [InlineData("not an address")]
    [InlineData("")]
    public async Task An_unknown_address_is_answered_alike_and_gets_no_mail(string email)
    {
        Assert.Equal("", (await _server.Nobody().DoAsync("requestPasswordReset", new { email })).Errors());

        // What is asked for later is done later: when this one's mail is there, the other's would be, too.
        await _server.Nobody().DoAsync("requestPasswordReset", new { email = "admin@demo.test" });
        await _server.LinkTokenAsync("admin@demo.test", NotificationKind.PasswordReset);
        await using var db = _server.Open();
        Assert.Single(await db.Mails.IgnoreQueryFilters().Where(m => m.Audience == Audience.Account).ToListAsync());
    }

    [Fact]
    public async Task Only_the_newest_link_works_and_an_expired_one_does_not()
    {
        await _server.Nobody().DoAsync("requestPasswordReset", new { email = "admin@demo.test" });
        var token = await _server.LinkTokenAsync("admin@demo.test", NotificationKind.PasswordReset);
        await using var db = _server.Open();
        await db.AccessLinks.IgnoreQueryFilters()
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.ExpiresAt, l => l.CreatedAt));

        Assert.Equal("LINK_EXPIRED token", await ResetAsync(token, NewPassword));
        Assert.Equal("LINK_EXPIRED token", await ResetAsync("slt_forged", NewPassword));
    }

    [Fact]
    public async Task A_link_is_kept_in_the_open_only_until_its_mail_is_sent()
    {
        await _server.Nobody().DoAsync("requestPasswordReset", new { email = "admin@demo.test" });
        await _server.LinkTokenAsync("admin@demo.test", NotificationKind.PasswordReset);

        await using var db = _server.Open();
        await Eventually.TrueAsync(
            () => db.Mails.IgnoreQueryFilters().All(m => m.State == MailState.Sent && m.LinkToken == null),
            "the link is forgotten");
    }

    [Fact]
    public async Task A_reset_ends_a_lock()
    {
        var nobody = _server.Nobody();
        for (var i = 0; i < 10; i++)
        {
            await nobody.TrySignInAsync("admin@demo.test", "wrong");
        }

        await nobody.DoAsync("requestPasswordReset", new { email = "admin@demo.test" });
        var token = await _server.LinkTokenAsync("admin@demo.test", NotificationKind.PasswordReset);
        Assert.Equal("", await ResetAsync(token, NewPassword));
        Assert.Equal("", (await nobody.TrySignInAsync("admin@demo.test", NewPassword)).Errors());
    }

    [Fact]
    public async Task Changing_ones_own_password_takes_the_old_one_and_ends_the_other_sessions()
    {
        var other = await _server.SignInAsync("client@demo.test");
        var person = await _server.SignInAsync("client@demo.test");

        Assert.Equal("INVALID_CREDENTIALS currentPassword", await ChangeAsync("wrong", NewPassword));
        Assert.Equal("INVALID_INPUT newPassword", await ChangeAsync(PeopleServer.DemoPassword, "short"));
        Assert.Equal("INVALID_INPUT newPassword", await ChangeAsync(PeopleServer.DemoPassword, "client@demo.test"));
        Assert.Equal("", await ChangeAsync(PeopleServer.DemoPassword, NewPassword));

        Assert.NotNull((await other.PostAsync(WhoAmI))["errors"]);
        Assert.NotNull((await person.AskAsync(WhoAmI))["viewer"]);
        Assert.Equal("", (await _server.Nobody().TrySignInAsync("client@demo.test", NewPassword)).Errors());
        var mail = await _server.MailAsync("client@demo.test", "/sign-in/forgot");
        Assert.Contains("was changed", mail.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain(NewPassword, mail.ToString(), StringComparison.Ordinal);

        async Task<string> ChangeAsync(string currentPassword, string newPassword) =>
            (await person.DoAsync("changeOwnPassword", new { currentPassword, newPassword })).Errors();
    }

    [Fact]
    public async Task Guessing_at_ones_own_password_is_locked_as_well()
    {
        var person = await _server.SignInAsync("client@demo.test");
        for (var i = 0; i < 10; i++)
        {
            await person.DoAsync("changeOwnPassword", new { currentPassword = "wrong", newPassword = NewPassword });
        }

        var payload = await person.DoAsync(
            "changeOwnPassword", new { currentPassword = PeopleServer.DemoPassword, newPassword = NewPassword });
        Assert.Equal("LOCKED_OUT", payload.Errors());
    }

    private async Task<string> ResetAsync(string token, string password) =>
        (await _server.Nobody().DoAsync("resetPassword", new { token, password })).Errors();

    private async Task<string> AcceptAsync(string token, string password) =>
        (await _server.Nobody().DoAsync("acceptInvitation", new { token, password })).Errors();
}
