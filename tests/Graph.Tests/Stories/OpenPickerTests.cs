using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Slotline.Graph.Tests.Stories;

/// <summary>A picker that stays open learns of the slots that others take, and of settings that change.</summary>
public sealed class OpenPickerTests
{
    private const string Changes =
        """
        subscription($input: SlotSearchInput!, $known: [String!]) {
          slotsChanged(input: $input, known: $known) { date slots { startsAt } } }
        """;

    private const string Slots =
        "query($input: SlotSearchInput!) { slots(input: $input) { days { fingerprint } } }";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Only_the_days_that_differ_are_pushed(bool onPostgres)
    {
        await using var server = await RunningServer.StartAsync(onPostgres);
        var admin = await server.SignInAsync("admin@demo.test");
        var client = await server.SignInAsync("client@demo.test");
        var (serviceId, technicianId) = await OneTechniciansServiceAsync(admin);
        var monday = NextMonday(server);
        var search = new { serviceId, from = Text(monday), to = Text(monday.PlusDays(8)), timeZone = "Etc/UTC" };
        var shown = await client.AskAsync(Slots, new { input = search });
        var known = shown["slots"]!["days"]!.AsArray().Select(day => (string)day!["fingerprint"]!).ToList();

        await client.AskAsync(
            "mutation($input: RequestAppointmentInput!) { requestAppointment(input: $input) { errors { message } } }",
            new { input = new { serviceId, startsAt = $"{Text(monday)}T10:00:00Z", timeZone = "Etc/UTC" } });
        await using var picker = await Subscriber.OpenAsync(server, client, Changes, new { input = search, known });
        var taken = (await picker.NextAsync())["slotsChanged"]!;
        await admin.AskAsync(
            """
            mutation($input: CreateAvailabilityExceptionInput!) {
              createAvailabilityException(input: $input) { errors { message } } }
            """,
            new { input = new { technicianId, from = Text(monday.PlusDays(7)) } });
        var closed = (await picker.NextAsync())["slotsChanged"]!;

        Assert.Equal(Text(monday), (string?)taken["date"]);
        Assert.Equal(
            [$"{Text(monday)}T09:00:00Z", $"{Text(monday)}T11:00:00Z"],
            taken["slots"]!.AsArray().Select(slot => (string?)slot!["startsAt"]));
        Assert.Equal(Text(monday.PlusDays(7)), (string?)closed["date"]);
        Assert.Empty(closed["slots"]!.AsArray());
    }

    [Fact]
    public async Task More_days_than_a_search_may_have_are_not_known_of()
    {
        await using var server = await RunningServer.StartAsync(onPostgres: false);
        var admin = await server.SignInAsync("admin@demo.test");
        var (serviceId, _) = await OneTechniciansServiceAsync(admin);
        var from = Text(NextMonday(server));
        var input = new { serviceId, from, to = from };
        await using var picker = await Subscriber.OpenAsync(
            server, admin, Changes, new { input, known = Enumerable.Repeat("", 93) });

        Assert.Equal("INVALID_INPUT", await picker.RefusedAsync());
    }

    /// <summary>An hour's service with one technician, Mondays from nine to twelve in UTC.</summary>
    private static async Task<(string ServiceId, string TechnicianId)> OneTechniciansServiceAsync(Person admin)
    {
        var service = await admin.AskAsync(
            "mutation($input: CreateServiceInput!) { createService(input: $input) { service { id } } }",
            new { input = new { name = "Check-up", durationsMinutes = (int[])[
                60], rules = new { slotStepMinutes = 60 } } });
        var serviceId = (string)service["createService"]!["service"]!["id"]!;
        var technician = await admin.AskAsync(
            "mutation($input: CreateTechnicianInput!) { createTechnician(input: $input) { technician { id } } }",
            new
            {
                input = new
                {
                    name = "Una",
                    email = "una@demo.test",
                    timeZone = "Etc/UTC",
                    serviceIds = (string[])[serviceId],
                    weeklyHours = new[] { new { day = "MONDAY", from = "09:00", to = "12:00" } },
                },
            });
        return (serviceId, (string)technician["createTechnician"]!["technician"]!["id"]!);
    }

    private static LocalDate NextMonday(RunningServer server) => server.Services.GetRequiredService<IClock>()
        .GetCurrentInstant().InUtc().Date.Next(IsoDayOfWeek.Monday).PlusDays(7);

    private static string Text(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
