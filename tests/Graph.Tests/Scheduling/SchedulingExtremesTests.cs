using System.Text.Json.Nodes;

namespace Slotline.Graph.Tests.Scheduling;

/// <summary>
/// Numbers, dates and instants at the ends of what can be written get a typed error that names the field.
/// </summary>
public abstract class SchedulingExtremesTests(SlotServer server)
{
    private static readonly int[] Lengths =
        [int.MinValue, int.MinValue + 1, -1, 0, 10_081, int.MaxValue - 1, int.MaxValue];

    private static readonly string[] Instants =
    [
        "0001-01-01T00:00:00Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z",
        "9999-12-31T23:59:59-18:00", "0001-01-01T00:00:00+18:00", "1900-01-01T00:00:00Z", "2300-01-01T00:00:00Z",
    ];

    private static readonly (string From, string To, string Field)[] Dates =
    [
        ("0001-01-01", "0001-01-01", "from"), ("9999-12-31", "9999-12-31", "from"),
        ("9999-11-01", "9999-12-31", "from"), ("0001-01-01", "9999-12-31", "from"), ("2026-05-05", "9999-12-31", "to"),
        ("2026-05-05", "0001-01-01", "to"), ("2026-05-05", "2026-08-05", "to"), ("1900-01-01", "1900-01-01", "from"),
    ];

    private readonly Shop _shop = new Shop(server).Offers(60, 60).Works("Ada")
        .Held("2026-05-05T10:00Z", "2026-05-05T11:00Z").Booked("Ada", "2026-05-06T10:00Z", "2026-05-06T11:00Z");

    [Fact]
    public async Task Lengths_of_a_search() => await EachAsync(Lengths, "durationMinutes", length =>
        AskAsync("slots", "SlotSearchInput!", "days { date }", Search("2026-05-05", "2026-05-05", length)));

    [Fact]
    public async Task Lengths_of_an_explanation() => await EachAsync(Lengths, "durationMinutes", length =>
        AskAsync("explainSlot", "ExplainSlotInput!", "isOffered", Explanation("2026-05-05T10:00:00Z", length)));

    [Fact]
    public async Task Starts_of_an_explanation() => await EachAsync(Instants, "startsAt", startsAt =>
        AskAsync("explainSlot", "ExplainSlotInput!", "isOffered", Explanation(startsAt, 60)));

    [Fact]
    public async Task Dates_of_a_search()
    {
        await _shop.OpenAsync("2026-05-05");
        foreach (var (from, to, field) in Dates)
        {
            foreach (var zone in (string[])["Etc/UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
            {
                var input = Search(from, to, 60);
                input["timeZone"] = zone;
                var outcome = await AskAsync("slots", "SlotSearchInput!", "nextAvailableDate days { date }", input);
                Assert.Equal($"{from} {to} INVALID_INPUT {field}", $"{from} {to} {outcome}");
            }
        }
    }

    [Fact]
    public async Task Lengths_of_candidates() => await EachAsync(Lengths, "durationMinutes", length =>
        CandidatesAsync($"durationMinutes: {length}"));

    [Fact]
    public async Task Starts_of_candidates() => await EachAsync(Instants, "startsAt", startsAt =>
        CandidatesAsync($"startsAt: \"{startsAt}\""));

    [Theory]
    [InlineData("requestAppointment")]
    [InlineData("approveAppointmentRequest")]
    [InlineData("rescheduleAppointment")]
    [InlineData("updateAppointmentRequest")]
    public async Task Lengths_and_starts_of_a_change(string mutation)
    {
        await EachAsync(
            Lengths, "durationMinutes", length => ChangeAsync(mutation, new() { ["durationMinutes"] = length }));
        await EachAsync(Instants, "startsAt", startsAt => ChangeAsync(mutation, new() { ["startsAt"] = startsAt }));
    }

    [Fact]
    public async Task Starts_of_a_request_for_a_service_that_is_not_bookable()
    {
        await _shop.OpenAsync("2026-05-05");
        await server.DoAsync("updateService", new { id = _shop.IdOf("X"), isBookable = false });

        var outcome = await ChangeAsync("requestAppointment", new() { ["startsAt"] = "9999-12-31T23:59:59Z" });

        Assert.StartsWith("NOT_BOOKABLE", outcome, StringComparison.Ordinal);
    }

    private async Task EachAsync<T>(T[] values, string field, Func<T, Task<string>> ask)
    {
        await _shop.OpenAsync("2026-05-05");
        foreach (var value in values) Assert.Equal($"{value} INVALID_INPUT {field}", $"{value} {await ask(value)}");
    }

    private JsonObject Search(string from, string to, int length) => new()
    {
        ["serviceId"] = _shop.IdOf("X"), ["from"] = from, ["to"] = to, ["durationMinutes"] = length,
    };

    private JsonObject Explanation(string startsAt, int length) => new()
    {
        ["serviceId"] = _shop.IdOf("X"), ["startsAt"] = startsAt, ["durationMinutes"] = length,
    };

    private async Task<string> AskAsync(string query, string type, string selection, JsonObject input) => OutcomeOf(
        await server.Admin.PostAsync(
            $"query($input: {type}) {{ {query}(input: $input) {{ {selection} }} }}", new { input }));

    private async Task<string> CandidatesAsync(string arguments)
    {
        var id = _shop.Requests["2026-05-05T10:00Z"];
        return OutcomeOf(await server.Admin.PostAsync(
            $$"""{ appointmentRequest(id: "{{id}}") { candidates({{arguments}}) { isFree } } }"""));
    }

    private async Task<string> ChangeAsync(string mutation, JsonObject input)
    {
        var isBooked = mutation == "rescheduleAppointment";
        var id = _shop.Requests[isBooked ? "2026-05-06T10:00Z" : "2026-05-05T10:00Z"];
        if (mutation == "requestAppointment")
        {
            (input["serviceId"], input["contactId"]) = (_shop.IdOf("X"), server.ContactId);
            input["timeZone"] = "Etc/UTC";
            input["startsAt"] ??= "2026-05-05T12:00:00Z";
        }
        else
        {
            input[isBooked ? "requestId" : "id"] = id;
            input["expectedVersion"] = isBooked ? 2 : 1;
            if (mutation == "approveAppointmentRequest") input["technicianId"] = _shop.IdOf("Ada");
        }

        var type = $"{char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input!";
        return OutcomeOf(await server.Admin.PostAsync(
            $"mutation($input: {type}) {{ {mutation}(input: $input) {{ errors {{ code field }} }} }}", new { input }));
    }

    /// <summary>Code and the last part of the field of the first error, wherever it stands.</summary>
    private static string OutcomeOf(JsonNode answer)
    {
        var payload = answer["data"]?.AsObject().FirstOrDefault().Value;
        return answer["errors"]?[0] is { } error ? Told(error["extensions"]!)
            : payload?["errors"] is JsonArray { Count: > 0 } errors ? Told(errors[0]!)
            : answer.ToJsonString();
    }

    // A mutation's payload gives the path as a list, a query's error as one word.
    private static string Told(JsonNode error) => error["field"] is JsonArray path
        ? $"{error["code"]} {path.LastOrDefault()}"
        : $"{error["code"]} {((string?)error["field"])?.Split('.')[^1]}";
}

[Collection(SqliteSlots.Name)]
public sealed class SqliteSchedulingExtremesTests(SqliteSlotServer server) : SchedulingExtremesTests(server);

[Collection(PostgresSlots.Name)]
public sealed class PostgresSchedulingExtremesTests(PostgresSlotServer server) : SchedulingExtremesTests(server);
