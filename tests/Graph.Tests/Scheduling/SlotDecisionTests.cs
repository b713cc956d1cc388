using System.Text.Json.Nodes;

namespace Slotline.Graph.Tests.Scheduling;

/// <summary>
/// What is asked for, approved and moved is judged by the rules that searches follow, and races have one winner.
/// </summary>
public abstract class SlotDecisionTests(SlotServer server)
{
    [Theory]
    [InlineData("2026-05-07T10:00Z", "TIME_OFF")]
    [InlineData("2026-05-06T12:30Z", "OFF_GRID")]
    [InlineData("2026-05-05T12:00Z", "MINIMUM_NOTICE")]
    [InlineData("2026-05-05T09:00Z", "MINIMUM_NOTICE IN_THE_PAST")]
    [InlineData("2026-05-11T10:00Z", "BOOKING_HORIZON")]
    [InlineData("2026-05-06T10:00Z", "OVERLAP")]
    [InlineData("2026-05-06T17:00Z", "OUTSIDE_WORKING_HOURS")]
    public async Task Nothing_is_stored_of_what_is_not_offered(string startsAt, string rules)
    {
        var shop = new Shop(server).Offers(new Offer("X") { Notice = 120, Horizon = 5 }).Works("Ada")
            .IsAway("Ada", "2026-05-07", "2026-05-07").Booked("Ada", "2026-05-06T10:00Z", "2026-05-06T11:00Z")
            .At("2026-05-05T10:07Z");
        await shop.OpenAsync("2026-05-05");
        var before = await CountAsync();

        Assert.Equal($"SLOT_UNAVAILABLE {rules}", await shop.AskAsync(startsAt));
        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task One_of_fifty_requests_for_one_place_is_granted()
    {
        var shop = new Shop(server).Works("Ada", "09:00-12:00");
        await shop.OpenAsync("2026-05-05");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => shop.AskAsync("2026-05-05T10:00Z")));

        Assert.Equal(49, outcomes.Count(outcome => outcome == "SLOT_UNAVAILABLE HELD"));
        Assert.Equal("05 09:00, 05 11:00", await shop.StartsAsync("2026-05-05"));
    }

    [Fact]
    public async Task One_of_two_approvals_of_a_request_wins()
    {
        var shop = new Shop(server).Works("Ada").Works("Ben").Held("2026-05-05T10:00Z", "2026-05-05T11:00Z");
        await shop.OpenAsync("2026-05-05");
        var id = shop.Requests["2026-05-05T10:00Z"];

        var outcomes = await Task.WhenAll(ApproveAsync(id, shop.IdOf("Ada")), ApproveAsync(id, shop.IdOf("Ben")));

        Assert.Contains(id, outcomes);
        Assert.Contains(outcomes, outcome => outcome is "STALE_VERSION" or "NOT_PENDING");
        Assert.Equal(["REQUESTED", "APPROVED"], await EventsAsync(id));
    }

    [Fact]
    public async Task Approving_and_cancelling_at_once_have_one_winner()
    {
        var shop = new Shop(server).Works("Ada").Held("2026-05-05T10:00Z", "2026-05-05T11:00Z");
        await shop.OpenAsync("2026-05-05");
        var id = shop.Requests["2026-05-05T10:00Z"];

        var outcomes = await Task.WhenAll(
            ApproveAsync(id, shop.IdOf("Ada")),
            DecideAsync("cancelAppointmentRequest", new { id, expectedVersion = 1 }));

        Assert.Equal(1, outcomes.Count(outcome => outcome == id));
        var won = outcomes[0] == id ? "APPROVED" : "CANCELLED";
        Assert.Equal(["REQUESTED", won], await EventsAsync(id));
    }

    [Fact]
    public async Task One_of_two_approvals_that_overlap_wins()
    {
        var shop = new Shop(server).Offers(new Offer("X") { Step = 30, Holds = false }).Works("Ada")
            .Held("2026-05-05T10:00Z", "2026-05-05T11:00Z").Held("2026-05-05T10:30Z", "2026-05-05T11:30Z");
        await shop.OpenAsync("2026-05-05");

        var outcomes = await Task.WhenAll(
            ApproveAsync(shop.Requests["2026-05-05T10:00Z"], shop.IdOf("Ada")),
            ApproveAsync(shop.Requests["2026-05-05T10:30Z"], shop.IdOf("Ada")));

        Assert.Contains("SLOT_TAKEN", outcomes);
        Assert.Equal(1, outcomes.Count(shop.Requests.ContainsValue));
    }

    [Fact]
    public async Task Cancelled_and_declined_requests_give_their_time_back()
    {
        var shop = new Shop(server).Works("Ada", "09:00-12:00").Booked("Ada", "2026-05-05T09:00Z", "2026-05-05T10:00Z")
            .Held("2026-05-05T10:00Z", "2026-05-05T11:00Z").Held("2026-05-05T11:00Z", "2026-05-05T12:00Z");
        Assert.Equal("", await shop.StartsAsync("2026-05-05"));

        await DecideAsync(
            "cancelAppointmentRequest", new { id = shop.Requests["2026-05-05T09:00Z"], expectedVersion = 2 });
        Assert.Equal("05 09:00", await shop.StartsAsync("2026-05-05"));
        await DecideAsync(
            "declineAppointmentRequest", new { id = shop.Requests["2026-05-05T10:00Z"], expectedVersion = 1 });
        Assert.Equal("05 09:00, 05 10:00", await shop.StartsAsync("2026-05-05"));
        await DecideAsync(
            "cancelAppointmentRequest", new { id = shop.Requests["2026-05-05T11:00Z"], expectedVersion = 1 });
        Assert.Equal("05 09:00, 05 10:00, 05 11:00", await shop.StartsAsync("2026-05-05"));
    }

    [Fact]
    public async Task A_booking_moves_inside_a_day_that_is_full()
    {
        var shop = new Shop(server).Works(new Worker("Ada") { Hours = "09:00-12:00", Cap = 1 })
            .Booked("Ada", "2026-05-05T10:00Z", "2026-05-05T11:00Z");
        await shop.OpenAsync("2026-05-05");
        var requestId = shop.Requests["2026-05-05T10:00Z"];
        Assert.Equal("", await shop.StartsAsync("2026-05-05"));
        Assert.Equal(3, (await shop.SlotsAsync("2026-05-05", more: new { excludeRequestId = requestId })).Count);

        var outcome = await DecideAsync(
            "rescheduleAppointment",
            new { requestId, expectedVersion = 2, startsAt = "2026-05-05T11:00:00Z" });

        Assert.Equal(requestId, outcome);
    }

    [Fact]
    public async Task The_least_busy_who_may_do_it_is_booked_at_once()
    {
        var shop = new Shop(server).Offers(new Offer("X") { AutoApproves = true })
            .Works("Ada").Works("Cai").Works("Ben").Works(new Worker("Abe") { Services = [] })
            .Booked("Ada", "2026-05-05T09:00Z", "2026-05-05T10:00Z");
        string[] starts =
            ["2026-05-05T11:00Z", "2026-05-05T12:00Z", "2026-05-05T13:00Z", "2026-05-05T13:00Z", "2026-05-05T13:00Z"];

        var chosen = new List<string>();
        foreach (var start in starts) chosen.Add(await TechnicianOfAsync(await shop.AskAsync(start)));

        // Whoever has fewest that day, and among equals the first by name; at one hour whoever is left.
        Assert.Equal(["Ben", "Cai", "Ada", "Ben", "Cai"], chosen);
        Assert.Equal("Cai", await TechnicianOfAsync(await shop.AskAsync("2026-05-05T15:00Z", technician: "Cai")));
        Assert.Equal("SLOT_UNAVAILABLE OVERLAP", await shop.AskAsync("2026-05-05T13:00Z"));
    }

    [Fact]
    public async Task Each_length_of_a_service_has_its_slots()
    {
        var shop = new Shop(server).Offers(new Offer("X") { Durations = [30, 60, 90], Step = null })
            .Works("Ada", "09:00-10:30");
        foreach (var (length, count) in ((int, int)[])[(30, 3), (60, 2), (90, 1)])
            Assert.Equal(count, (await shop.SlotsAsync("2026-05-05", more: new { durationMinutes = length })).Count);

        Assert.Equal("SLOT_UNAVAILABLE OUTSIDE_WORKING_HOURS", await shop.AskAsync("2026-05-05T09:30Z", duration: 90));
        Assert.DoesNotContain(' ', await shop.AskAsync("2026-05-05T09:00Z", duration: 90));
    }

    [Fact]
    public async Task The_next_date_is_found_up_to_the_horizon()
    {
        var shop = new Shop(server).Offers(new Offer("X") { Horizon = 700 }).Works("Ada", "")
            .IsAway("Ada", "2027-11-20", "2027-11-20", "09:00-10:00").At("2026-05-01T00:00Z");

        Assert.Equal("2027-11-20", (string?)(await shop.SearchAsync("2026-05-05", "2026-06-05"))["nextAvailableDate"]);
        await server.DoAsync("updateService", new { id = shop.IdOf("X"), rules = new { horizonDays = 500 } });
        Assert.Null((string?)(await shop.SearchAsync("2026-05-05", "2026-06-05"))["nextAvailableDate"]);
    }

    [Fact]
    public async Task A_start_is_offered_once_with_all_who_are_free()
    {
        var shop = new Shop(server).Works("Cai", "09:00-11:00").Works("Ada", "10:00-12:00");

        Assert.Equal("05 09:00 Cai, 05 10:00 Ada Cai, 05 11:00 Ada", await shop.OffersAsync("2026-05-05"));
        var one = await shop.SlotsAsync("2026-05-05", more: new { technicianId = shop.IdOf("Ada") });
        Assert.Equal(2, one.Count);
    }

    [Theory]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Pacific/Pago_Pago")]
    [InlineData("America/New_York")]
    public async Task Zones_and_split_dates_change_the_grouping_only(string viewer)
    {
        var shop = new Shop(server).In("Europe/Berlin").Works("Ada", "00:00-24:00").Works("Ben", zone: "Asia/Kolkata");
        var whole = (await shop.StartsAsync("2026-03-28", "2026-03-31")).Split(", ");

        var theirs = (await shop.StartsAsync("2026-03-27", "2026-04-01", viewer: viewer)).Split(", ");
        var parts = new List<string>();
        foreach (var date in (string[])["2026-03-28", "2026-03-29", "2026-03-30", "2026-03-31"])
            parts.AddRange((await shop.StartsAsync(date)).Split(", "));

        Assert.Equal(whole, parts);
        Assert.Equal(whole, theirs.SkipWhile(start => start != whole[0]).Take(whole.Length));
    }

    private Task<string> ApproveAsync(string id, string technicianId) =>
        DecideAsync("approveAppointmentRequest", new { id, expectedVersion = 1, technicianId });

    private async Task<string> DecideAsync(string mutation, object input) =>
        Shop.OutcomeOf(await server.TryAsync(mutation, input, "appointmentRequest { id }"));

    private async Task<int> CountAsync() =>
        (int)(await server.Admin.AskAsync("{ appointmentRequests(first: 1) { totalCount } }"))
            ["appointmentRequests"]!["totalCount"]!;

    private async Task<string> TechnicianOfAsync(string id) =>
        (string)(await RequestAsync(id, "appointment { technician { name } }"))["appointment"]!["technician"]!["name"]!;

    private async Task<string[]> EventsAsync(string id)
    {
        var request = await RequestAsync(id, "history(first: 10) { nodes { type } }");
        return [.. request["history"]!["nodes"]!.AsArray().Select(one => (string)one!["type"]!)];
    }

    private async Task<JsonNode> RequestAsync(string id, string selection) => (await server.Admin.AskAsync(
        $"query($id: ID!) {{ appointmentRequest(id: $id) {{ {selection} }} }}", new { id }))["appointmentRequest"]!;
}

[Collection(SqliteSlots.Name)]
public sealed class SqliteSlotDecisionTests(SqliteSlotServer server) : SlotDecisionTests(server);

[Collection(PostgresSlots.Name)]
public sealed class PostgresSlotDecisionTests(PostgresSlotServer server) : SlotDecisionTests(server);
