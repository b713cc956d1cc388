using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Domain.Scheduling;
using Slotline.Persistence.Queries;

namespace Slotline.Persistence.Tests;

/// <summary>What the slot engine is given, on whichever database.</summary>
public abstract class CalendarsTests
{
    private static readonly Instant Day = Instant.FromUtc(2026, 8, 11, 0, 0);
    private static readonly Interval Starts = new(Day, Day + Duration.FromDays(1));

    protected abstract Task<Store> OpenAsync();

    [Fact]
    public async Task Settings_arrive_as_they_were_set()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        await ConfigureAsync(store, cast);

        var calendar = (await ReadAsync(store, cast)).Calendar;

        Assert.Equal("America/New_York", calendar.Zone.Id);
        var service = Assert.Single(calendar.Services);
        Assert.Equal((cast.Service.Id, true), (service.Id, service.IsBookable));
        Assert.Equal([30, 60], service.DurationsMinutes);
        Assert.Equal(new BookingRules(15, 5, 10, 120, 60, 4, 0), service.Rules);
        var ana = calendar.Technicians.Single(one => one.Name == "Ana");
        Assert.Equal(("Europe/Berlin", 3, true), (ana.Zone.Id, ana.MaxAppointmentsPerDay, ana.IsActive));
        Assert.Equal([new WeeklyHours(IsoDayOfWeek.Tuesday, Range("22:00", "02:00"))], ana.WeeklyHours);
        Assert.Equal([cast.Service.Id], ana.ServiceIds);
        var own = Assert.Single(ana.Exceptions);
        Assert.Equal((new LocalDate(2026, 8, 11), new LocalDate(2026, 8, 12)), (own.From, own.To));
        Assert.Equal([Range("10:00", "24:00")], own.Hours);
        Assert.Equal([new LocalDate(2026, 12, 25)], calendar.Closures.Select(one => one.From));
        Assert.Equal("America/New_York", calendar.Technicians.Single(one => one.Name == "Ben").Zone.Id);
    }

    [Fact]
    public async Task What_is_booked_and_held_arrives_and_nothing_else()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        var held = await store.CommitAsync(change => Task.FromResult(cast.Ask(change, 9)));
        var booked = await BookAsync(store, cast, 12, cast.Ana);
        var cancelled = await BookAsync(store, cast, 14, cast.Ben);
        var declined = await store.CommitAsync(change => Task.FromResult(cast.Ask(change, 16)));
        await store.CommitAsync(async change =>
        {
            (await LoadAsync(change, cancelled.Id)).Cancel(null, BookingRules.Standard, cast.Dispatcher, change.Now);
            return 0;
        });
        await store.CommitAsync(async change =>
        {
            (await LoadAsync(change, declined.Id)).Decline(null, cast.Dispatcher.Actor, change.Now);
            return 0;
        });

        var reading = await ReadAsync(store, cast);

        Assert.Equal(
            [new BusyTime(
                cast.Ana.Id, cast.Service.Id, booked.Id, Day + Duration.FromHours(12), Day + Duration.FromHours(13))],
            reading.Calendar.Busy);
        Assert.Equal(
            [new Hold(held.Id, cast.Service.Id, null, Day + Duration.FromHours(9), Day + Duration.FromHours(10))],
            reading.Calendar.Holds);
        Assert.Equal((await store.ReadOrganizationAsync()).Revision, reading.Revision);
    }

    [Fact]
    public async Task Requests_of_a_service_that_does_not_hold_are_left_out()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        await store.CommitAsync(change => Task.FromResult(cast.Ask(change, 9)));
        Assert.Single((await ReadAsync(store, cast)).Calendar.Holds);

        await store.CommitAsync(async change =>
            (await change.Db.Services.SingleAsync(one => one.Id == cast.Service.Id)).PendingHoldsSlot = false);

        Assert.Empty((await ReadAsync(store, cast)).Calendar.Holds);
    }

    [Fact]
    public async Task Everything_that_touches_the_span_arrives_whenever_it_began()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        var span = Calendar.SpanFor(Starts, 60);
        var hours = (int)(span.Start - Day).TotalHours;
        var last = (int)(span.End - Day).TotalHours;
        await BookAsync(store, cast, hours - 100, cast.Ana, 99 * 60);
        await BookAsync(store, cast, hours - 101, cast.Ben, 101 * 60 + 1);
        await BookAsync(store, cast, hours - 1, cast.Ana);
        await BookAsync(store, cast, last - 1, cast.Ana);
        await BookAsync(store, cast, last, cast.Ana);

        var busy = (await ReadAsync(store, cast)).Calendar.Busy;

        Assert.Equal(
            [(hours - 101, "Ben"), (last - 1, "Ana")],
            busy.OrderBy(one => one.StartsAt).Select(one =>
                ((int)(one.StartsAt - Day).TotalHours, one.TechnicianId == cast.Ben.Id ? "Ben" : "Ana")));
    }

    [Fact]
    public async Task Another_organization_is_never_seen()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        await BookAsync(store, cast, 12, cast.Ana);
        await store.CommitAsync(change => Task.FromResult(cast.Ask(change, 9)));
        var other = await store.AddOrganizationAsync("second");
        var service = new Service(other.Id, "Theirs", [60]);
        await store.Changes.CommitAsync(
            other.Id, change => Task.FromResult(change.Db.Add(service)), CancellationToken.None);

        var calendar = (await new Calendars(store.Database).ReadAsync(
            other.Id, new CalendarScope(service.Id, 60, Starts), CancellationToken.None)).Calendar;

        Assert.Equal([service.Id], calendar.Services.Select(one => one.Id));
        Assert.Empty(calendar.Technicians);
        Assert.Empty(calendar.Busy);
        Assert.Empty(calendar.Holds);
    }

    [Fact]
    public async Task Only_technicians_whose_time_bears_on_the_service_are_read()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        var id = store.Organization.Id;
        var (near, far) = (new Service(id, "Near", [60]), new Service(id, "Far", [60]));
        var (cai, dan) = (new Technician(id, "Cai", "cai@first.test"), new Technician(id, "Dan", "dan@first.test"));
        await store.CommitAsync(change => change.Db.AddRange(
            near, far, cai, dan, new Qualification(id, cast.Ben.Id, near.Id), new Qualification(id, cai.Id, near.Id),
            new Qualification(id, dan.Id, far.Id)));
        await BookAsync(store, cast, 10, cast.Ana);
        await BookAsync(store, cast, 10, cai);
        await BookAsync(store, cast, 10, dan);
        var elsewhere = await BookAsync(store, cast with { Service = far }, 12, dan);

        var asked = (await ReadAsync(store, cast)).Calendar;
        var named = (await ReadAsync(store, cast, dan.Id)).Calendar;

        Assert.Equal(["Ana", "Ben", "Cai"], asked.Technicians.Select(one => one.Name).Order());
        Assert.DoesNotContain(elsewhere.Id, asked.Busy.Select(busy => busy.RequestId));
        Assert.Equal(3, asked.Busy.Count);
        Assert.Equal(["Ana", "Ben", "Cai", "Dan"], named.Technicians.Select(one => one.Name).Order());
        Assert.Contains(elsewhere.Id, named.Busy.Select(busy => busy.RequestId));
    }

    [Fact]
    public async Task Kept_settings_give_way_to_newer_ones()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        var calendars = new Calendars(store.Database);
        Assert.Null((await ReadAsync(store, cast, null, calendars)).Calendar.Technicians[0].MaxAppointmentsPerDay);

        await store.CommitAsync(async change =>
        {
            foreach (var technician in await change.Db.Technicians.ToListAsync()) technician.CapAt(2);
            return 0;
        });
        await BookAsync(store, cast, 9, cast.Ana);

        var reading = await ReadAsync(store, cast, null, calendars);
        Assert.All(reading.Calendar.Technicians, technician => Assert.Equal(2, technician.MaxAppointmentsPerDay));
        Assert.Single(reading.Calendar.Busy);
    }

    [Fact]
    public async Task The_engine_answers_from_what_is_stored()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        await store.CommitAsync(async change =>
        {
            foreach (var technician in await change.Db.Technicians.ToListAsync())
                technician.SetWeeklyHours([new WeeklyHours(IsoDayOfWeek.Tuesday, Range("09:00", "11:00"))]);
            return 0;
        });
        await BookAsync(store, cast, 13, cast.Ana);
        await store.CommitAsync(change => Task.FromResult(cast.Ask(change, 14)));

        var calendar = (await ReadAsync(store, cast)).Calendar;
        var query = new SlotQuery(
            cast.Service.Id, 60, new LocalDate(2026, 8, 11), new LocalDate(2026, 8, 11), DateTimeZone.Utc);
        var slots = new Availability(calendar).Search(query, Store.Now).Single().Slots;

        Assert.Equal(
            ["13:00 Ben", "14:00 Ana Ben"],
            slots.Where(slot => slot.StartsAt.InUtc().Minute == 0).Select(slot =>
                $"{slot.StartsAt.InUtc():HH:mm} {string.Join(' ', slot.Technicians.Select(one => one.Name))}"));
    }

    private static TimeRange Range(string from, string to) =>
        WallTime.TryParse(from, out var start) && WallTime.TryParse(to, out var end)
            ? new TimeRange(start, end)
            : throw new ArgumentException($"{from}-{to}");

    private static Task<CalendarReading> ReadAsync(
        Store store, Cast cast, Guid? technicianId = null, Calendars? calendars = null) =>
        (calendars ?? new Calendars(store.Database)).ReadAsync(
            store.Organization.Id,
            new CalendarScope(cast.Service.Id, 60, Starts, technicianId),
            CancellationToken.None);

    private static async Task<AppointmentRequest> BookAsync(
        Store store, Cast cast, int hour, Technician technician, int minutes = 60)
    {
        var request = await store.CommitAsync(change => Task.FromResult(cast.Ask(change, hour)));
        return await store.CommitAsync(async change =>
        {
            var loaded = await LoadAsync(change, request.Id);
            change.Db.Attach(technician);
            loaded.Approve(Booking.Of(
                technician, loaded.StartsAt, minutes, [], []), null, null, cast.Dispatcher.Actor, change.Now);
            return loaded;
        });
    }

    private static Task<AppointmentRequest> LoadAsync(Change change, Guid requestId) => change.Db.AppointmentRequests
        .Include(request => request.Service).Include(request => request.Appointment!.Technician)
        .SingleAsync(request => request.Id == requestId);

    private static Task<int> ConfigureAsync(Store store, Cast cast) => store.CommitAsync(async change =>
    {
        var organization = await change.Db.Organizations.SingleAsync();
        organization.SetDefaults(new BookingRules(20, 5, 5, 120, 60, null, 0));
        var service = await change.Db.Services.SingleAsync(one => one.Id == cast.Service.Id);
        service.Offer([60, 30]);
        service.Govern(new ServiceBookingRules(SlotStepMinutes: 15, BufferAfterMinutes: 10, MaxPerDay: 4));
        var ana = await change.Db.Technicians.SingleAsync(one => one.Id == cast.Ana.Id);
        ana.MoveTo("Europe/Berlin");
        ana.CapAt(3);
        ana.SetWeeklyHours([new WeeklyHours(IsoDayOfWeek.Tuesday, Range("22:00", "02:00"))]);
        var date = new LocalDate(2026, 8, 11);
        change.Db.AddRange(
            new AvailabilityException(
                organization.Id, ana.Id, date, date.PlusDays(1), [Range("10:00", "24:00")], "Conference"),
            new AvailabilityException(
                organization.Id, null, new LocalDate(2026, 12, 25), new LocalDate(2026, 12, 25), [], null));
        return 0;
    });
}

public sealed class PostgresCalendarsTests : CalendarsTests
{
    protected override Task<Store> OpenAsync() => Store.OnPostgresAsync();
}

public sealed class SqliteCalendarsTests : CalendarsTests
{
    protected override Task<Store> OpenAsync() => Store.OnSqliteAsync();
}
