using System.Text.Json.Nodes;

namespace Slotline.Graph.Tests.Scheduling;

/// <summary>
/// Approving, moving and changing a request meet each rule that a search follows; staff may waive all but an overlap.
/// </summary>
public abstract class RuleDecisionTests(SlotServer server)
{
    private const string Pending = "2027-05-07T10:00Z";
    private const string Booked = "2027-05-07T13:00Z";

    public static TheoryData<string, string> Times => new()
    {
        { "2027-05-06T15:00:00Z", "DAILY_CAP" },
        { "2027-05-05T13:00:00Z", "BUFFER" },
        { "2027-05-05T11:00:00Z", "BUFFER" },
        { "2027-05-05T15:00:00Z", "HELD" },
        { "2027-05-05T14:30:00Z", "HELD" },
        { "2027-05-04T12:00:00Z", "MINIMUM_NOTICE" },
        { "2027-05-11T12:00:00Z", "BOOKING_HORIZON" },
        { "2027-05-10T10:00:00Z", "TIME_OFF" },
        { "2027-05-07T15:10:00Z", "OFF_GRID" },
        { "2027-05-07T16:30:00Z", "OUTSIDE_WORKING_HOURS" },
        { "2027-05-05T12:30:00Z", "OVERLAP" },
    };

    [Theory]
    [MemberData(nameof(Times))]
    public async Task A_change_meets_the_rule(string startsAt, string rule)
    {
        var shop = await OpenAsync();

        var outcome = await DecideAsync(
            "updateAppointmentRequest", new { id = shop.Requests[Pending], expectedVersion = 1, startsAt });

        Assert.Equal($"SLOT_UNAVAILABLE {rule}", outcome);
        var asked = await RequestAsync(shop.Requests[Pending]);
        Assert.Equal("2027-05-07T10:00:00Z", (string)asked["requestedStartsAt"]!);
    }

    [Theory]
    [MemberData(nameof(Times))]
    public async Task An_approval_meets_the_rule_unless_it_is_waived(string startsAt, string rule)
    {
        var shop = await OpenAsync();
        var (id, technicianId) = (shop.Requests[Pending], shop.IdOf("Ada"));

        await MeetsAsync(id, rule, waived => DecideAsync(
            "approveAppointmentRequest",
            new { id, expectedVersion = 1, technicianId, startsAt, @override = waived }));
    }

    [Theory]
    [MemberData(nameof(Times))]
    public async Task A_move_meets_the_rule_unless_it_is_waived(string startsAt, string rule)
    {
        var shop = await OpenAsync();
        var requestId = shop.Requests[Booked];

        await MeetsAsync(requestId, rule, waived => DecideAsync(
            "rescheduleAppointment", new { requestId, expectedVersion = 2, startsAt, @override = waived }));
    }

    // Days before the 11th are open from the 5th, 08:00 on. The 6th has its three, the 5th is booked and held.
    private async Task<Shop> OpenAsync()
    {
        var shop = new Shop(server)
            .Offers(new Offer("X") { Step = 30, After = 30, Notice = 1440, Horizon = 6 })
            .Works(new Worker("Ada") { Cap = 3 }).IsAway("Ada", "2027-05-10", "2027-05-10")
            .Booked("Ada", "2027-05-06T09:00Z", "2027-05-06T10:00Z")
            .Booked("Ada", "2027-05-06T11:00Z", "2027-05-06T12:00Z")
            .Booked("Ada", "2027-05-06T13:00Z", "2027-05-06T14:00Z")
            .Booked("Ada", "2027-05-05T12:00Z", "2027-05-05T13:00Z")
            .Held("2027-05-05T15:00Z", "2027-05-05T16:00Z", "Ada")
            .Held(Pending, "2027-05-07T11:00Z", "Ada").Booked("Ada", Booked, "2027-05-07T14:00Z")
            .At("2027-05-04T08:00Z");
        await shop.OpenAsync("2027-05-04");
        return shop;
    }

    private async Task MeetsAsync(string id, string rule, Func<string[], Task<string>> decideAsync)
    {
        var others = Write.Waivable.Except([rule]).ToArray();
        if (rule == "OVERLAP")
        {
            Assert.Equal("SLOT_TAKEN", await decideAsync(others));
            return;
        }

        Assert.Equal($"RULES_VIOLATED {rule}", await decideAsync(others));
        Assert.Equal(id, await decideAsync([rule]));
        var waived = (await RequestAsync(id))["appointment"]!["overriddenRules"]!.AsArray();
        Assert.Equal([rule], waived.Select(one => (string)one!));
    }

    private async Task<string> DecideAsync(string mutation, object input) =>
        Shop.OutcomeOf(await server.TryAsync(mutation, input, "appointmentRequest { id }"));

    private async Task<JsonNode> RequestAsync(string id) => (await server.Admin.AskAsync(
        "query($id: ID!) { appointmentRequest(id: $id) { requestedStartsAt appointment { overriddenRules } } }",
        new { id }))["appointmentRequest"]!;
}

[Collection(SqliteSlots.Name)]
public sealed class SqliteRuleDecisionTests(SqliteSlotServer server) : RuleDecisionTests(server);

[Collection(PostgresSlots.Name)]
public sealed class PostgresRuleDecisionTests(PostgresSlotServer server) : RuleDecisionTests(server);
