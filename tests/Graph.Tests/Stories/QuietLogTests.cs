using Slotline.Domain.Notifications;
using Slotline.Graph.Tests.People;
using Slotline.Graph.Tests.Visitors;

namespace Slotline.Graph.Tests.Stories;

/// <summary>The log speaks of what happened, and neither of whom nor by what secret.</summary>
public sealed class QuietLogTests
{
    private const string Password = "chosen by Ina herself";
    private const string WrongPassword = "never the right one";

    [Fact]
    public async Task Nobodys_address_name_password_token_or_link_is_in_it()
    {
        await using var server = await RunningServer.StartAsync(onPostgres: false);
        List<string> secrets =
            [Password, WrongPassword, PeopleServer.DemoPassword, "@demo.test", "@visitor.test", "Ina New"];
        var nobody = server.Nobody();
        var admin = await server.SignInAsync("admin@demo.test");
        await nobody.TrySignInAsync("admin@demo.test", WrongPassword);
        await nobody.TrySignInAsync("admin@demo.test\r\ninfo: forged", WrongPassword);
        await nobody.PostAsync("{ forged(\r\ninfo: forged");
        var forged = server.Nobody();
        forged.Token = "slt_forged";
        await forged.PostAsync("{ viewer { role } }");

        var invited = await admin.DoAsync(
            "inviteStaffMember", new { name = "Ina New", email = "ina@demo.test", role = "DISPATCHER" });
        Assert.Equal("", invited.Errors());
        var invitation = await server.LinkTokenAsync("ina@demo.test", NotificationKind.Invitation);
        Assert.Equal(
            "", (await nobody.DoAsync("acceptInvitation", new { token = invitation, password = Password })).Errors());
        await nobody.DoAsync("requestPasswordReset", new { email = "ina@demo.test" });
        var reset = await server.LinkTokenAsync("ina@demo.test", NotificationKind.PasswordReset);
        await nobody.DoAsync("resetPassword", new { token = reset, password = Password });
        var ina = await server.SignInAsync(new Credentials("ina@demo.test", Password));
        secrets.AddRange([invitation, reset, admin.Token!, ina.Token!, "forged"]);
        secrets.AddRange([await BookAndApproveAsync(server, admin), "Vic Visitor"]);

        var log = server.Log.Text;

        Assert.Contains("Information: ", log, StringComparison.Ordinal);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, log, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The secret of the visitor's link.</summary>
    private static async Task<string> BookAndApproveAsync(RunningServer server, Person admin)
    {
        const string Address = "vic@visitor.test";
        var service = await server.PublicServiceAsync("demo");
        var asked = await server.AskAsVisitorAsync(service, await server.FreeTimeAsync(service), Address);
        var request = asked["appointmentRequest"]!;
        var link = await server.LinkInMailAsync(Address, (string)request["reference"]!, "manage");
        var id = (string)request["id"]!;
        var found = await admin.AskAsync(
            "query($id: ID!) { appointmentRequest(id: $id) { candidates { technician { id } } } }", new { id });
        var technicianId =
            (string)found["appointmentRequest"]!["candidates"]!.AsArray()[0]!["technician"]!["id"]!;
        Assert.Equal("", (await admin.DoAsync(
            "approveAppointmentRequest", new { id, expectedVersion = 1, technicianId })).Errors());
        return link;
    }
}
