using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;
using Slotline.Domain.Directory;
using Slotline.Domain.Scheduling;
using Slotline.Graph.Tests.Stories;
using Slotline.Persistence;

namespace Slotline.Graph.Tests.Scheduling;

/// <summary>
/// Five hundred technicians who work day and night, on a grid of minutes: each question is answered within its bounds,
/// or refused by the field that asks for too much.
/// </summary>
public abstract class HostileSettingsTests(bool onPostgres) : IAsyncLifetime
{
    private const int Technicians = 500;
    private static readonly Credentials Credentials = new("admin@hostile.test", "slotline-hostile-1");

    private readonly FakeClock _clock = new(Instant.FromUtc(2027, 1, 4, 0, 0));
    private RunningServer _server = null!;
    private Person _admin = null!;
    private string _serviceId = "";
    private string _technicianId = "";

    public async Task InitializeAsync()
    {
        _server = await RunningServer.StartEmptyAsync(onPostgres, _clock, Credentials);
        await FillAsync(_server.Services.GetRequiredService<SlotlineDatabase>());
        _admin = await _server.SignInAsync(Credentials);
        var found = await _admin.AskAsync(
            "{ services(first: 1) { nodes { id } } technicians(first: 1) { nodes { id } } }");
        _serviceId = (string)found["services"]!["nodes"]![0]!["id"]!;
        _technicianId = (string)found["technicians"]!["nodes"]![0]!["id"]!;
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("2027-01-05", "2027-04-06", 1, true)]
    [InlineData("2027-01-05", "2027-04-06", 1, false)]
    [InlineData("2027-01-05", "2027-01-25", 1, false)]
    [InlineData("2027-01-05", "2027-01-05", 60, true)]
    public async Task Too_much_is_refused_by_its_field(string from, string to, int minutes, bool withNames)
    {
        var answer = await SearchAsync(from, to, minutes, withNames);

        var error = answer["errors"]![0]!;
        Assert.Equal(
            ("INVALID_INPUT", "input.to"),
            ((string?)error["extensions"]!["code"], (string?)error["extensions"]!["field"]));
        Assert.Contains("ask for fewer days", (string?)error["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_much_as_an_answer_holds_is_answered()
    {
        Assert.Equal(20 * 1440, SlotsOf(await SearchAsync("2027-01-05", "2027-01-24", 1, withNames: false)));
        Assert.Equal(1440, SlotsOf(await SearchAsync("2027-01-05", "2027-01-05", 60, true, _technicianId)));
    }

    [Fact]
    public async Task Each_technician_is_explained()
    {
        var answer = await _admin.AskAsync(
            """
            query($input: ExplainSlotInput!) { explainSlot(input: $input) {
              isOffered technicians { isFree technician { name } violations { rule } } } }
            """,
            new { input = new { serviceId = _serviceId, startsAt = "2027-01-05T10:07:00Z", durationMinutes = 60 } });

        Assert.True((bool)answer["explainSlot"]!["isOffered"]!);
        Assert.Equal(Technicians, answer["explainSlot"]!["technicians"]!.AsArray().Count);
    }

    private Task<JsonNode> SearchAsync(
        string from, string to, int durationMinutes, bool withNames, string? technicianId = null) => _admin.PostAsync(
        $$"""
        query($input: SlotSearchInput!) { slots(input: $input) {
          nextAvailableDate days { slots { startsAt {{(withNames ? "technicians { name }" : "")}} } } } }
        """,
        new { input = new { serviceId = _serviceId, from, to, durationMinutes, technicianId } });

    private static int SlotsOf(JsonNode answer)
    {
        Assert.True(answer["errors"] is null, answer["errors"]?.ToJsonString());
        return answer["data"]!["slots"]!["days"]!.AsArray().Sum(day => day!["slots"]!.AsArray().Count);
    }

    // Settings alone, written at once: how they come to be is not what is tested here.
    private static async Task FillAsync(SlotlineDatabase database)
    {
        Guid id;
        await using (var all = database.OpenUnbound())
        {
            id = await all.Organizations.IgnoreQueryFilters().Select(one => one.Id).SingleAsync();
        }

        var service = new Service(id, "Everything", [1, 60]);
        service.Govern(new ServiceBookingRules(SlotStepMinutes: 1, HorizonDays: 1100));
        var always = new TimeRange(WallTime.Midnight, WallTime.EndOfDay);
        await using var db = database.Open(id);
        db.Add(service);
        for (var i = 0; i < Technicians; i++)
        {
            var technician = new Technician(id, $"Technician {i:000}", $"t{i}@hostile.test");
            technician.SetWeeklyHours([.. Enumerable.Range(1, 7).Select(day =>
                new WeeklyHours((IsoDayOfWeek)day, always))]);
            technician.CapAt(50);
            db.AddRange(technician, new Qualification(id, technician.Id, service.Id));
        }

        await db.SaveChangesAsync();
        await db.Organizations.ExecuteUpdateAsync(
            set => set.SetProperty(one => one.ConfigurationVersion, one => one.ConfigurationVersion + 1));
    }
}

public sealed class SqliteHostileSettingsTests() : HostileSettingsTests(onPostgres: false);

public sealed class PostgresHostileSettingsTests() : HostileSettingsTests(onPostgres: true);
