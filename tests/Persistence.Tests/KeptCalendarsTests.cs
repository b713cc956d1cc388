using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Domain.Scheduling;
using Slotline.Persistence.Queries;

namespace Slotline.Persistence.Tests;

/// <summary>A calendar that is kept in memory answers as the database would, whoever changed it.</summary>
public abstract class KeptCalendarsTests
{
    private static readonly LocalDate Tomorrow = new(2026, 8, 11);
    private static readonly WeeklyHours[] AllDay =
    [
        .. Enumerable.Range(1, 7).Select(day => new WeeklyHours(
            (IsoDayOfWeek)day, new TimeRange(WallTime.Midnight, WallTime.EndOfDay))),
    ];

    protected abstract Task<Store> OpenAsync();

    [Fact]
    public async Task Every_change_of_another_server_is_in_the_next_answer()
    {
        await using var store = await OpenAsync();
        var cast = await OpenShopAsync(store);
        var calendars = new Calendars(store.Database);
        var random = new Random(5);
        var requests = new List<AppointmentRequest>();

        for (var i = 0; i < 40; i++)
        {
            var changes = random.Next(5);
            for (var j = 0; j < changes; j++) await ChangeSomethingAsync(store, cast, random, requests);
            var kept = await FindAsync(calendars, store, cast);
            var fresh = await FindAsync(new Calendars(store.Database) { MostRowsKept = 0 }, store, cast);
            Assert.Equal(fresh, kept);
        }

        Assert.True(calendars.RowsKept > 10, $"{calendars.RowsKept} rows are kept.");
    }

    [Fact]
    public async Task Settings_of_another_server_are_in_the_next_answer()
    {
        await using var store = await OpenAsync();
        var cast = await OpenShopAsync(store);
        var calendars = new Calendars(store.Database);
        Assert.Contains("Ana Ben", await FindAsync(calendars, store, cast), StringComparison.Ordinal);

        await store.CommitAsync(async change =>
        {
            (await change.Db.Technicians.SingleAsync(one => one.Id == cast.Ana.Id)).SetWeeklyHours([]);
            return 0;
        });

        Assert.DoesNotContain("Ana", await FindAsync(calendars, store, cast), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_writes_alone_looks_once_in_a_while_and_at_once_after_its_own_commits()
    {
        await using var store = await OpenAsync();
        var cast = await OpenShopAsync(store);
        var calendars = store.Database.Calendars;
        calendars.BelievesFor = TimeSpan.FromHours(1);
        var before = await FindAsync(calendars, store, cast);
        await using var db = store.Database.Open(store.Organization.Id);
        await db.Organizations.ExecuteUpdateAsync(
            set => set.SetProperty(o => o.ConfigurationVersion, o => o.ConfigurationVersion + 1));
        var version = (await store.ReadOrganizationAsync()).ConfigurationVersion;

        Assert.Equal(version - 1, await VersionOfAsync());
        calendars.BelievesFor = TimeSpan.Zero;
        Assert.Equal(version, await VersionOfAsync());
        calendars.BelievesFor = TimeSpan.FromHours(1);
        Assert.Equal(before, await FindAsync(calendars, store, cast));

        await store.CommitAsync(async change =>
        {
            (await change.Db.Technicians.SingleAsync(one => one.Id == cast.Ana.Id)).SetWeeklyHours([]);
            return 0;
        });
        Assert.DoesNotContain("Ana", await FindAsync(calendars, store, cast), StringComparison.Ordinal);

        async Task<int> VersionOfAsync() => (await calendars.FindAsync(
            store.Organization.Id, Store.Now, ScopeOf(cast), CancellationToken.None)).Settings.Version;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public async Task Each_of_many_answers_is_as_new_as_its_question(int minutes)
    {
        await using var store = await OpenAsync();
        var cast = await OpenShopAsync(store);
        var calendars = store.Database.Calendars;
        calendars.BelievesFor = TimeSpan.FromMinutes(minutes);
        var committed = 0;
        var asking = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 40; i++)
            {
                var least = Volatile.Read(ref committed);
                var reading = await calendars.FindAsync(
                    store.Organization.Id, Store.Now, ScopeOf(cast), CancellationToken.None);
                Assert.InRange(reading.Revision, least, int.MaxValue);
            }
        })).ToList();
        for (var i = 0; i < 40; i++)
        {
            await store.CommitAsync(change => Task.FromResult(cast.Ask(change, i % 24)));
            Interlocked.Increment(ref committed);
        }

        await Task.WhenAll(asking);
    }

    [Fact]
    public async Task The_calendar_moves_with_the_days_and_reaches_as_far_as_is_asked()
    {
        await using var store = await OpenAsync();
        var cast = await OpenShopAsync(store);
        var calendars = new Calendars(store.Database);
        foreach (var days in (int[])[0, 90, 1, 400, 2, 30, 31, 700, 1])
        {
            var request = await store.CommitAsync(change => Task.FromResult(cast.Ask(change, 24 * days + 9)));
            var start = request.StartsAt;
            var scope = new CalendarScope(cast.Service.Id, 60, new Interval(start, start + Duration.FromHours(1)));
            var wish = new SlotWish(cast.Service.Id, start, 60) { TechnicianId = cast.Ana.Id };
            foreach (var now in (Instant[])[Store.Now, start - Duration.FromDays(3), start + Duration.FromHours(5)])
            {
                var reading = await calendars.FindAsync(store.Organization.Id, now, scope, CancellationToken.None);
                var direct = await calendars.ReadAsync(store.Organization.Id, scope, CancellationToken.None);
                Assert.Equal(
                    new Availability(direct.Calendar).Violations(wish, now),
                    reading.Availability.Violations(wish, now));
            }
        }
    }

    [Fact]
    public async Task No_more_is_kept_than_may_be()
    {
        await using var store = await OpenAsync();
        var cast = await OpenShopAsync(store);
        for (var i = 0; i < 24; i++) await store.CommitAsync(change => Task.FromResult(cast.Ask(change, i)));
        var calendars = new Calendars(store.Database) { MostRowsKept = 400 };
        await FindAsync(calendars, store, cast);
        Assert.Equal(24, calendars.RowsKept);

        foreach (var most in (int[])[95, 0])
        {
            var few = new Calendars(store.Database) { MostRowsKept = most };
            Assert.Equal(await FindAsync(calendars, store, cast), await FindAsync(few, store, cast));
            Assert.Equal(0, few.RowsKept);
        }
    }

    [Fact]
    public async Task Who_was_asked_about_last_is_kept()
    {
        await using var store = await OpenAsync();
        var cast = await OpenShopAsync(store);
        for (var i = 0; i < 24; i++) await store.CommitAsync(change => Task.FromResult(cast.Ask(change, i)));
        var calendars = new Calendars(store.Database) { MostRowsKept = 100 };
        await FindAsync(calendars, store, cast);
        Assert.Equal(24, calendars.RowsKept);

        calendars.MostRowsKept = 20;
        var other = await store.AddOrganizationAsync("second");
        var service = new Service(other.Id, "Theirs", [60]);
        await store.Changes.CommitAsync(
            other.Id, change => Task.FromResult(change.Db.Add(service)), CancellationToken.None);
        await calendars.FindAsync(
            other.Id, Store.Now, ScopeOf(cast) with { ServiceId = service.Id }, CancellationToken.None);

        Assert.Equal(0, calendars.RowsKept);
    }

    private static async Task<Cast> OpenShopAsync(Store store)
    {
        var cast = await Cast.SaveAsync(store);
        await store.CommitAsync(async change =>
        {
            foreach (var technician in await change.Db.Technicians.ToListAsync()) technician.SetWeeklyHours(AllDay);
            return 0;
        });
        return cast;
    }

    private static CalendarScope ScopeOf(Cast cast) => new(
        cast.Service.Id, 60, new Interval(Store.Now, Store.Now + Duration.FromDays(4)));

    private static async Task<string> FindAsync(Calendars calendars, Store store, Cast cast)
    {
        var reading = await calendars.FindAsync(
            store.Organization.Id, Store.Now, ScopeOf(cast), CancellationToken.None);
        var query = new SlotQuery(cast.Service.Id, 60, Tomorrow, Tomorrow.PlusDays(1), DateTimeZone.Utc);
        var slots = reading.Availability.Search(query, Store.Now).SelectMany(day => day.Slots);
        return $"{reading.Revision} " + string.Join(", ", slots.Select(slot =>
            $"{slot.StartsAt.InUtc():dd HH:mm} {string.Join(' ', slot.Technicians.Select(one => one.Name))}"));
    }

    private static async Task ChangeSomethingAsync(
        Store store, Cast cast, Random random, List<AppointmentRequest> requests)
    {
        var (hour, other) = (random.Next(48), random.Next(48));
        var technician = random.Next(2) == 0 ? cast.Ana : cast.Ben;
        var request = requests.Count == 0 || random.Next(2) == 0 ? null : requests[random.Next(requests.Count)];
        try
        {
            await store.CommitAsync(async change =>
            {
                if (request is null)
                {
                    requests.Add(cast.Ask(change, hour));
                    return 0;
                }

                change.Db.Attach(technician);
                var loaded = await change.Db.AppointmentRequests.Include(one => one.Service)
                    .Include(one => one.Appointment!.Technician).SingleAsync(one => one.Id == request.Id);
                var booking = Booking.Of(technician, Store.Now + Duration.FromHours(other + 15), 60, [], []);
                if (loaded.IsPending && random.Next(8) > 0)
                    loaded.Approve(booking, null, null, cast.Dispatcher.Actor, change.Now);
                else if (loaded.IsPending)
                    loaded.Decline(null, cast.Dispatcher.Actor, change.Now);
                else if (random.Next(8) > 0)
                    loaded.Reschedule(booking, cast.Dispatcher.Actor, change.Now);
                else
                    loaded.Cancel(null, BookingRules.Standard, cast.Dispatcher, change.Now);
                return 0;
            });
        }
        catch (Domain.Refusal)
        {
            // It is decided already, or the technician is taken: then nothing changed, which is a case too.
        }
    }
}

public sealed class PostgresKeptCalendarsTests : KeptCalendarsTests
{
    protected override Task<Store> OpenAsync() => Store.OnPostgresAsync();
}

public sealed class SqliteKeptCalendarsTests : KeptCalendarsTests
{
    protected override Task<Store> OpenAsync() => Store.OnSqliteAsync();
}
