using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Slotline.Domain.Notifications;
using Slotline.Graph.Tests.Stories;
using Slotline.Graph.Tests.Visitors;

namespace Slotline.Graph.Tests.People;

/// <summary>Staff and contacts: inviting, changing, deactivating, and what is written down of it.</summary>
public sealed class StaffMemberTests : IAsyncLifetime
{
    private const string Password = "a password of mine";

    private RunningServer _server = null!;
    private Person _admin = null!;

    public async Task InitializeAsync()
    {
        _server = await RunningServer.StartAsync(onPostgres: false);
        _admin = await _server.SignInAsync("admin@demo.test");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Somebody_invited_chooses_a_password_and_signs_in()
    {
        var invited = await InviteAsync("Ina New", "ina@demo.test", "DISPATCHER");
        Assert.Equal("INVITED", invited["staffMember"]!["access"]!.GetValue<string>());
        Assert.Equal("ALREADY_EXISTS email", (await InviteAsync("Ina", "INA@demo.test", "ADMIN")).Errors());
        Assert.Equal(
            "INVALID_CREDENTIALS", (await _server.Nobody().TrySignInAsync("ina@demo.test", Password)).Errors());
        var token = await _server.LinkTokenAsync("ina@demo.test", NotificationKind.Invitation);

        var accepted = await _server.Nobody().DoAsync("acceptInvitation", new { token, password = Password });
        Assert.Equal("", accepted.Errors());

        var payload = await _server.Nobody().TrySignInAsync("ina@demo.test", Password);
        Assert.Equal("DISPATCHER", payload["viewer"]!["role"]!.GetValue<string>());
        var staffMemberId = invited["staffMember"]!["id"]!.GetValue<string>();
        Assert.Equal(
            "ALREADY_EXISTS", (await _admin.DoAsync("resendInvitation", new { staffMemberId })).Errors());
    }

    [Fact]
    public async Task A_new_invitation_replaces_the_one_before()
    {
        var invited = await InviteAsync("Ina New", "ina@demo.test", "TECHNICIAN");
        var first = await _server.LinkTokenAsync("ina@demo.test", NotificationKind.Invitation);
        var staffMemberId = invited["staffMember"]!["id"]!.GetValue<string>();

        Assert.Equal("", (await _admin.DoAsync("resendInvitation", new { staffMemberId })).Errors());

        var payload = await _server.Nobody().DoAsync("acceptInvitation", new { token = first, password = Password });
        Assert.Equal("LINK_EXPIRED token", payload.Errors());
    }

    [Theory]
    [InlineData("", "a@demo.test", "ADMIN", "INVALID_INPUT name")]
    [InlineData("Ina", "no address", "ADMIN", "INVALID_INPUT email")]
    [InlineData("Ina", "a@demo.test", "CLIENT_ADMIN", "INVALID_INPUT role")]
    public async Task What_cannot_be_is_refused(string name, string email, string role, string errors) =>
        Assert.Equal(errors, (await InviteAsync(name, email, role)).Errors());

    [Fact]
    public async Task Only_admins_manage_people()
    {
        var adminId = await IdOfAsync("admin@demo.test");
        foreach (var email in (string[])["dispatcher@demo.test", "technician@demo.test", "client@demo.test"])
        {
            var person = await _server.SignInAsync(email);
            var input = new { id = adminId, isActive = false };
            Assert.Equal("FORBIDDEN", (await person.DoAsync("updateStaffMember", input)).Errors());
            Assert.Equal("FORBIDDEN", (await person.DoAsync(
                "inviteStaffMember", new { name = "X", email = "x@demo.test", role = "ADMIN" })).Errors());
            Assert.Equal("FORBIDDEN", (await person.DoAsync(
                "resendInvitation", new { staffMemberId = adminId })).Errors());
            Assert.NotNull((await person.PostAsync("{ auditLog { totalCount } }"))["errors"]);
        }

        var stranger = await _server.SignInAsync("admin@demo2.test");
        Assert.Equal(
            "NOT_FOUND id", (await stranger.DoAsync("updateStaffMember", new { id = adminId, name = "X" })).Errors());
    }

    [Fact]
    public async Task The_last_admin_stays_however_many_leave_at_once()
    {
        var own = await IdOfAsync("admin@demo.test");
        Assert.Equal(
            "LAST_ADMIN", (await _admin.DoAsync("updateStaffMember", new { id = own, isActive = false })).Errors());
        Assert.Equal(
            "LAST_ADMIN",
            (await _admin.DoAsync("updateStaffMember", new { id = own, role = "DISPATCHER" })).Errors());

        var second = await IdOfAsync("dispatcher@demo.test");
        Assert.Equal("", (await _admin.DoAsync("updateStaffMember", new { id = second, role = "ADMIN" })).Errors());
        var outcomes = await Task.WhenAll(((string[])[own, second]).Select(async id =>
            (await _admin.DoAsync("updateStaffMember", new { id, role = "DISPATCHER" })).Errors()));

        Assert.Single(outcomes, outcome => outcome.Length == 0);
    }

    [Fact]
    public async Task Who_is_deactivated_is_out_at_once_and_comes_back_with_a_new_session()
    {
        var dispatcher = await _server.SignInAsync("dispatcher@demo.test");
        await using var socket = await Subscriber.OpenAsync(
            _server, dispatcher, "subscription { pendingCount { count } }");
        await socket.NextAsync();
        var id = await IdOfAsync("dispatcher@demo.test");

        Assert.Equal("", (await _admin.DoAsync("updateStaffMember", new { id, isActive = false })).Errors());

        Assert.NotNull((await dispatcher.PostAsync("{ viewer { role } }"))["errors"]);
        Assert.Equal(4403, await socket.ClosedAsync());
        await _admin.DoAsync("updateStaffMember", new { id, isActive = true });
        Assert.NotNull((await dispatcher.PostAsync("{ viewer { role } }"))["errors"]);
        await _server.SignInAsync("dispatcher@demo.test");
    }

    [Fact]
    public async Task A_new_address_is_signed_in_with_and_the_former_one_is_told()
    {
        var dispatcher = await _server.SignInAsync("dispatcher@demo.test");
        await _server.Nobody().DoAsync("requestPasswordReset", new { email = "dispatcher@demo.test" });
        var link = await _server.LinkTokenAsync("dispatcher@demo.test", NotificationKind.PasswordReset);
        var id = await IdOfAsync("dispatcher@demo.test");
        Assert.Equal("ALREADY_EXISTS email", await MoveAsync("Admin@demo.test"));
        Assert.Equal("INVALID_INPUT email", await MoveAsync("none"));
        Assert.Equal("INVALID_INPUT email", await MoveAsync(null));
        Assert.NotNull((await dispatcher.AskAsync("{ viewer { role } }"))["viewer"]);

        Assert.Equal("", await MoveAsync("dora@demo.test"));

        Assert.NotNull((await dispatcher.PostAsync("{ viewer { role } }"))["errors"]);
        Assert.Equal("LINK_EXPIRED token", (await _server.Nobody().DoAsync(
            "resetPassword", new { token = link, password = "a long enough one" })).Errors());
        var nobody = _server.Nobody();
        Assert.Equal(
            "INVALID_CREDENTIALS",
            (await nobody.TrySignInAsync("dispatcher@demo.test", PeopleServer.DemoPassword)).Errors());
        Assert.Equal("", (await nobody.TrySignInAsync("dora@demo.test", PeopleServer.DemoPassword)).Errors());
        var told = await _server.MailAsync("dispatcher@demo.test", "another e-mail address");
        Assert.DoesNotContain("dora@", told.ToString(), StringComparison.Ordinal);

        async Task<string> MoveAsync(string? email) =>
            (await _admin.DoAsync("updateStaffMember", new { id, email })).Errors();
    }

    [Fact]
    public async Task A_program_changes_no_address()
    {
        var expiresAt = InstantPattern.General.Format(
            _server.Services.GetRequiredService<IClock>().GetCurrentInstant() + Duration.FromDays(1));
        var made = await _admin.DoAsync(
            "createApiToken", new { name = "Help desk", scopes = new[] { "DIRECTORY_WRITE" }, expiresAt }, "token");
        var program = _server.With(made["token"]!.GetValue<string>());
        var found = await _admin.AskAsync("{ contacts(first: 1) { nodes { id } } }");
        var id = (string)found["contacts"]!["nodes"]![0]!["id"]!;

        Assert.Equal("", (await program.DoAsync("updateContact", new { id, phone = "1" })).Errors());
        var email = "mine@evil.test";
        Assert.Equal("FORBIDDEN", (await program.DoAsync("updateContact", new { id, email })).Errors());
        Assert.Equal("", (await _admin.DoAsync("updateContact", new { id, email = "new@client.test" })).Errors());
    }

    [Fact]
    public async Task A_new_role_holds_at_once()
    {
        var technician = await _server.SignInAsync("technician@demo.test");
        await technician.AskAsync("{ viewer { role } }");
        var id = await IdOfAsync("technician@demo.test");

        await _admin.DoAsync("updateStaffMember", new { id, role = "DISPATCHER" });

        Assert.Equal(
            "DISPATCHER", (await technician.AskAsync("{ viewer { role } }"))["viewer"]!["role"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_contact_is_invited_changed_and_deactivated()
    {
        var clients = await _admin.AskAsync("{ clients(first: 1) { nodes { id } } }");
        var clientId = clients["clients"]!["nodes"]![0]!["id"]!.GetValue<string>();
        var created = await _admin.DoAsync(
            "createContact", new { clientId, name = "Cora", email = "cora@demo.test" }, "contact { id access }");
        Assert.Equal("NONE", created["contact"]!["access"]!.GetValue<string>());
        var contactId = created["contact"]!["id"]!.GetValue<string>();

        Assert.Equal("", (await _admin.DoAsync("inviteContact", new { contactId })).Errors());
        var token = await _server.LinkTokenAsync("cora@demo.test", NotificationKind.Invitation);
        await _server.Nobody().DoAsync("acceptInvitation", new { token, password = Password });
        var cora = await _server.Nobody().TrySignInAsync("cora@demo.test", Password);
        Assert.Equal("CLIENT_MEMBER", cora["viewer"]!["role"]!.GetValue<string>());
        Assert.Equal("ALREADY_EXISTS", (await _admin.DoAsync("inviteContact", new { contactId })).Errors());

        var changed = await _admin.DoAsync(
            "updateContact",
            new { id = contactId, role = "CLIENT_ADMIN", phone = "1 555", timeZone = "Europe/Berlin", locale = "de" },
            "contact { role phone timeZone locale isActive }");
        Assert.Equal(
            """{"role":"CLIENT_ADMIN","phone":"1 555","timeZone":"Europe/Berlin","locale":"de","isActive":true}""",
            changed["contact"]!.ToJsonString());
        Assert.Equal(
            "INVALID_INPUT role",
            (await _admin.DoAsync("updateContact", new { id = contactId, role = "ADMIN" })).Errors());
        Assert.Equal("", (await _admin.DoAsync("updateContact", new { id = contactId, isActive = false })).Errors());
        Assert.Equal(
            "INVALID_CREDENTIALS", (await _server.Nobody().TrySignInAsync("cora@demo.test", Password)).Errors());
    }

    [Fact]
    public async Task Everybody_changes_their_own_profile()
    {
        foreach (var email in (string[])["technician@demo.test", "client@demo.test"])
        {
            var person = await _server.SignInAsync(email);
            var payload = await person.DoAsync(
                "updateProfile",
                new { name = "Another Name", phone = "555", timeZone = "Europe/Berlin", locale = "de" },
                """
                viewer { actor { ... on StaffMember { name phone timeZone language: locale }
                  ... on Contact { name phone timeZone spoken: locale } } }
                """);
            Assert.StartsWith(
                """{"name":"Another Name","phone":"555","timeZone":"Europe/Berlin",""",
                payload["viewer"]!["actor"]!.ToJsonString(),
                StringComparison.Ordinal);
            Assert.EndsWith(
                "\":\"de\"}", payload["viewer"]!["actor"]!.ToJsonString(), StringComparison.Ordinal);
            Assert.Equal("INVALID_INPUT name", (await person.DoAsync("updateProfile", new { name = " " })).Errors());
        }
    }

    [Fact]
    public async Task The_log_says_who_did_what_from_where_and_no_secret()
    {
        var id = await IdOfAsync("dispatcher@demo.test");
        await _admin.DoAsync("updateStaffMember", new { id, role = "TECHNICIAN" });
        await _admin.DoAsync("updateOrganization", new { name = "Renamed" });
        await InviteAsync("Ina New", "ina@demo.test", "DISPATCHER");
        await _server.Nobody().TrySignInAsync("dispatcher@demo.test", "a wrong password");

        JsonArray? entries = null;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (entries is null || !entries.Any(e => e!["action"]!.GetValue<string>() == "SIGN_IN_FAILED"))
        {
            await Task.Delay(50, patience.Token);
            entries = (await _admin.AskAsync(
                """
                { auditLog(first: 50) { nodes { action targetKind targetName actorName address userAgent
                  changes { field from to } actor { ... on StaffMember { email } } } } }
                """))["auditLog"]!["nodes"]!.AsArray();
        }

        var told = entries.Select(e => $"{e!["action"]} {e["targetKind"]} {e["targetName"]} by {e["actorName"]} "
            + string.Join(',', e["changes"]!.AsArray().Select(c => $"{c!["field"]}:{c["from"]}>{c["to"]}"))).ToList();
        var log = string.Join('\n', told);
        var admin = entries.First(e => e!["action"]!.GetValue<string>() == "SIGNED_IN")!["actorName"];
        Assert.Contains(told, line => line.StartsWith("CHANGED StaffMember ", StringComparison.Ordinal)
            && line.EndsWith($"by {admin} role:DISPATCHER>TECHNICIAN", StringComparison.Ordinal));
        Assert.Contains(told, line => line.StartsWith("CHANGED Organization ", StringComparison.Ordinal)
            && line.Contains(">Renamed", StringComparison.Ordinal));
        Assert.Contains($"INVITED StaffMember Ina New by {admin} ", told);
        Assert.Contains($"CREATED StaffMember Ina New by {admin} ", told);
        Assert.All(entries, entry => Assert.NotNull(entry!["address"]));
        Assert.DoesNotContain("a wrong password", log, StringComparison.Ordinal);
        Assert.DoesNotContain("slt_", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_change_is_not_in_the_log()
    {
        var id = await IdOfAsync("admin@demo.test");
        await _admin.DoAsync("updateStaffMember", new { id, name = "Somebody Else", isActive = false });

        var data = await _admin.AskAsync("{ auditLog(filter: { action: [CHANGED] }) { totalCount } }");

        Assert.Equal(0, data["auditLog"]!["totalCount"]!.GetValue<int>());
    }

    private Task<JsonNode> InviteAsync(string name, string email, string role) =>
        _admin.DoAsync("inviteStaffMember", new { name, email, role }, "staffMember { id access }");

    private async Task<string> IdOfAsync(string email)
    {
        var data = await _admin.AskAsync("{ staffMembers(first: 50) { nodes { id email } } }");
        return data["staffMembers"]!["nodes"]!.AsArray()
            .Single(member => member!["email"]!.GetValue<string>() == email)!["id"]!.GetValue<string>();
    }
}
