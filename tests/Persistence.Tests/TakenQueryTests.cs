using System.Globalization;
using NodaTime;
using Npgsql;
using Slotline.Domain.Directory;
using Slotline.Persistence.Queries;
using Slotline.Persistence.RowSecurity;
using Slotline.Tests.Servers;

namespace Slotline.Persistence.Tests;

/// <summary>What a calendar costs the database, on PostgreSQL with 100,000 appointments.</summary>
public sealed class TakenQueryTests
{
    private static readonly Instant From = Instant.FromUtc(2026, 8, 11, 0, 0);

    [Fact]
    public async Task One_statement_reads_any_calendar()
    {
        await using var store = await Store.OnPostgresAsync();
        var cast = await Cast.SaveAsync(store);
        var calendars = new Calendars(store.Database);
        var narrow = new CalendarScope(cast.Service.Id, 60, new Interval(From, From + Duration.FromDays(1)));
        await calendars.ReadAsync(store.Organization.Id, narrow, CancellationToken.None);
        using var sent = new SentStatements(store.ConnectionString);

        await calendars.ReadAsync(store.Organization.Id, narrow, CancellationToken.None);
        await calendars.ReadAsync(
            store.Organization.Id,
            narrow with { Starts = new Interval(From, From + Duration.FromDays(31)), TechnicianId = cast.Ana.Id },
            CancellationToken.None);

        Assert.Equal(2, sent.Take().Count);
    }

    [Fact]
    public async Task Four_statements_read_one_when_no_settings_are_kept()
    {
        await using var store = await Store.OnPostgresAsync();
        var cast = await Cast.SaveAsync(store);
        using var sent = new SentStatements(store.ConnectionString);

        await new Calendars(store.Database).ReadAsync(
            store.Organization.Id,
            new CalendarScope(cast.Service.Id, 60, new Interval(From, From + Duration.FromDays(31))),
            CancellationToken.None);

        Assert.Equal(4, sent.Take().Count);
    }

    [Theory]
    [InlineData(1, 31)]
    [InlineData(1, 92)]
    [InlineData(100, 31)]
    [InlineData(100, 92)]
    public async Task A_kept_calendar_takes_one_statement_and_another_for_what_has_changed(int technicians, int days)
    {
        await using var store = await Store.OnPostgresAsync();
        var cast = await Cast.SaveAsync(store);
        var id = store.Organization.Id;
        await store.CommitAsync(change =>
        {
            for (var i = 2; i < technicians; i++)
            {
                var technician = new Technician(id, $"T{i}", $"t{i}@first.test");
                change.Db.AddRange(technician, new Qualification(id, technician.Id, cast.Service.Id));
            }
        });
        var calendars = new Calendars(store.Database);
        var scope = new CalendarScope(
            cast.Service.Id, 60, new Interval(Store.Now, Store.Now + Duration.FromDays(days)));
        using var sent = new SentStatements(store.ConnectionString);

        Assert.Equal(4, await CountAsync());
        Assert.Equal(1, await CountAsync());
        await store.CommitAsync(change => Task.FromResult(cast.Ask(change, 9)));
        Assert.Equal(2, await CountAsync());
        Assert.Equal(1, await CountAsync());

        async Task<int> CountAsync()
        {
            sent.Take();
            await calendars.FindAsync(id, Store.Now, scope, CancellationToken.None);
            return sent.Take().Count;
        }
    }

    [Fact]
    public async Task The_index_by_start_answers_what_is_busy()
    {
        await using var store = await Store.OnPostgresAsync();
        var cast = await Cast.SaveAsync(store);
        await using var source = NpgsqlDataSource.Create(store.ConnectionString);
        await FillAsync(source, store, cast);
        await using var walled = WalledSource(store);

        foreach (var ofTechnicians in new[] { false, true })
        {
            var plan = await ExplainAsync(walled, store, cast, ofTechnicians);

            Assert.Contains(
                plan, line => line.Contains("Index Only Scan using busy on appointments", StringComparison.Ordinal));
            Assert.Contains(plan, line => line.Contains("Heap Fetches: 0", StringComparison.Ordinal));
            Assert.DoesNotContain(plan, line => line.Contains("Seq Scan", StringComparison.Ordinal));
            var removed = plan.Where(line => line.Contains("Rows Removed by Filter", StringComparison.Ordinal))
                .Sum(line => int.Parse(line.Split(':')[1], CultureInfo.InvariantCulture));
            Assert.InRange(removed, 1, ofTechnicians ? 46 * 100 : 8 * 100);
        }
    }

    /// <summary>As the product asks: as its role, and for one organization.</summary>
    private static NpgsqlDataSource WalledSource(Store store)
    {
        var source = new NpgsqlDataSourceBuilder(store.ConnectionString);
        source.ConnectionStringBuilder.Options = $"-c {Wall.Setting}={store.Organization.Id}";
        source.ConnectionStringBuilder.NoResetOnClose = true;
        source.UsePhysicalConnectionInitializer(Wall.Prepare, Wall.PrepareAsync);
        return source.Build();
    }

    private static async Task<List<string>> ExplainAsync(
        NpgsqlDataSource source, Store store, Cast cast, bool ofTechnicians)
    {
        await using var command = source.CreateCommand(
            $"EXPLAIN (ANALYZE, TIMING OFF) {TakenQuery.TextOf(isPostgres: true, ofTechnicians)}");
        command.Parameters.AddWithValue("organization", store.Organization.Id);
        command.Parameters.AddWithValue("since", From.ToDateTimeUtc().AddDays(-11));
        command.Parameters.AddWithValue("from", From.ToDateTimeUtc().AddDays(-4));
        command.Parameters.AddWithValue("to", From.ToDateTimeUtc().AddDays(35));
        command.Parameters.AddWithValue("technicians", new[] { cast.Ana.Id, cast.Ben.Id });
        command.Parameters.AddWithValue("service", Guid.Empty);
        var plan = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) plan.Add(reader.GetString(0));
        return plan;
    }

    // 100 technicians with an appointment on each of a thousand days, written without the domain and its guards.
    private static async Task FillAsync(NpgsqlDataSource source, Store store, Cast cast)
    {
        await using var command = source.CreateCommand($"""
            INSERT INTO technicians
                (organization_id, id, name, name_key, email, is_active, accepts_preference, weekly_hours)
            SELECT @organization, gen_random_uuid(), 'T' || i, 't' || i, 't@first.test', true, true, ''
            FROM generate_series(1, 98) i;
            ALTER TABLE appointments
                DROP CONSTRAINT {Constraints.NoOverlap},
                DROP CONSTRAINT fk_appointments_appointment_requests_organization_id_request_id;
            INSERT INTO appointments (organization_id, id, request_id, service_id, technician_id,
                starts_at, ends_at, status, overridden_rules, sequence)
            SELECT @organization, gen_random_uuid(), gen_random_uuid(), @service, t.id,
                timestamptz '2024-06-01 08:00Z' + day * interval '1 day',
                timestamptz '2024-06-01 09:00Z' + day * interval '1 day', 'Scheduled', '', 0
            FROM generate_series(0, 999) day, technicians t WHERE t.organization_id = @organization;
            """);
        command.Parameters.AddWithValue("organization", store.Organization.Id);
        command.Parameters.AddWithValue("service", cast.Service.Id);
        await command.ExecuteNonQueryAsync();
        await using var vacuum = source.CreateCommand("VACUUM ANALYZE appointments");
        await vacuum.ExecuteNonQueryAsync();
    }
}
