using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;
using Slotline.Domain.Directory;
using Slotline.Domain.Scheduling;
using Slotline.Persistence;

namespace Slotline.SlotLoad;

/// <summary>
/// The firm that the baselines were measured with: six one-hour bookings per technician and working day over sixty
/// days, three zones, one public service of an hour on a grid of half hours.
/// </summary>
internal sealed record Firm(string ConnectionString, int Technicians, LocalDate Today)
{
    public const string AdminEmail = "admin@bench.test";
    public const string AdminPassword = "slotline-bench-1";

    private const int BookedDays = 60;

    public Guid OrganizationId { get; private set; }

    public Guid ServiceId { get; private set; }

    /// <summary>Fills the organization that the server's first start has made.</summary>
    public async Task FillAsync()
    {
        await using var database = new SlotlineDatabase(ConnectionString);
        await using (var all = database.OpenUnbound())
        {
            OrganizationId = await all.Organizations.IgnoreQueryFilters().Select(one => one.Id).SingleAsync();
        }

        var service = new Service(OrganizationId, "On-site visit", [60]) { IsPublic = true };
        service.Govern(new ServiceBookingRules(SlotStepMinutes: 30, HorizonDays: 90));
        ServiceId = service.Id;
        var people = Enumerable.Range(0, Technicians).Select(Technician).ToList();
        await using (var db = database.Open(OrganizationId))
        {
            db.Add(service);
            db.AddRange(people);
            db.AddRange(people.Select(one => new Qualification(OrganizationId, one.Id, service.Id)));
            await db.SaveChangesAsync();
            await db.Organizations.ExecuteUpdateAsync(
                set => set.SetProperty(one => one.ConfigurationVersion, one => one.ConfigurationVersion + 1));
        }

        await BookAsync();
    }

    private Technician Technician(int number)
    {
        string[] zones = ["America/New_York", "America/Chicago", "Europe/London"];
        var technician = new Technician(OrganizationId, $"Technician {number:000}", $"t{number}@bench.test");
        technician.MoveTo(zones[number % zones.Length]);
        var from = new WallTime((8 + number % 2) * 60);
        technician.SetWeeklyHours([.. Enumerable.Range(1, 5).Select(day => new WeeklyHours(
            (IsoDayOfWeek)day, new TimeRange(from, new WallTime(from.MinuteOfDay + 8 * 60))))]);
        return technician;
    }

    // Written without requests, whose rows no search reads: six of the eight hours of each working day.
    private async Task BookAsync()
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand("""
            ALTER TABLE appointments DROP CONSTRAINT fk_appointments_appointment_requests_organization_id_request_id;
            INSERT INTO appointments (organization_id, id, request_id, service_id, technician_id,
                starts_at, ends_at, status, overridden_rules, sequence)
            SELECT @organization, gen_random_uuid(), gen_random_uuid(), @service, t.id, s.at, s.at + interval '1 hour',
                'Scheduled', '', 0
            FROM technicians t
                CROSS JOIN generate_series(0, @days - 1) day
                CROSS JOIN generate_series(0, 7) hour
                CROSS JOIN LATERAL (SELECT (@today::date + day + make_interval(
                    hours => 8 + substring(t.name from 12)::int % 2 + hour)) AT TIME ZONE t.time_zone_id AS at) s
            WHERE t.organization_id = @organization AND extract(isodow FROM @today::date + day) < 6
                AND (hour + day + substring(t.name from 12)::int) % 4 <> 0;
            """);
        command.Parameters.AddWithValue("organization", OrganizationId);
        command.Parameters.AddWithValue("service", ServiceId);
        command.Parameters.AddWithValue("days", BookedDays);
        command.Parameters.AddWithValue("today", Today.ToDateOnly());
        await command.ExecuteNonQueryAsync();
        await using var analyze = source.CreateCommand("VACUUM ANALYZE");
        await analyze.ExecuteNonQueryAsync();
    }
}
