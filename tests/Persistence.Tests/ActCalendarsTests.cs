using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Persistence.Queries;

namespace Slotline.Persistence.Tests;

/// <summary>What acts of the writer are given to judge by, on whichever database.</summary>
public abstract class ActCalendarsTests
{
    private static readonly Instant Day = Instant.FromUtc(2026, 8, 11, 0, 0);
    private static readonly Interval Starts = new(Day, Day + Duration.FromDays(1));

    protected abstract Task<Store> OpenAsync();

    [Fact]
    public async Task An_act_sees_what_the_acts_before_it_booked_and_set()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        var scope = new CalendarScope(cast.Service.Id, 60, Starts);
        await ReadAsync(store, scope);
        var requests = await Task.WhenAll(Enumerable.Range(9, 8).Select(hour =>
            store.CommitAsync(change => Task.FromResult(cast.Ask(change, hour)))));

        var counts = await Task.WhenAll(requests.Select(request => store.CommitAsync(async change =>
        {
            var before = await change.ReadCalendarAsync(scope);
            await cast.ApproveAsync(change, request.Id, cast.Ana);
            return (before.Busy.Count, before.Holds.Count);
        })));

        Assert.Equal(Enumerable.Range(0, 8).Select(count => (count, 8 - count)), counts.Order());
    }

    [Fact]
    public async Task An_act_sees_what_the_acts_before_it_set()
    {
        await using var store = await OpenAsync();
        var cast = await Cast.SaveAsync(store);
        var scope = new CalendarScope(cast.Service.Id, 60, Starts);
        await ReadAsync(store, scope);

        // The first act holds the writer until the others wait, so that these are written together.
        var others = new TaskCompletionSource();
        var first = store.CommitAsync(async _ =>
        {
            await others.Task;
            return 0;
        });
        var sets = store.CommitAsync(async change =>
        {
            (await change.Db.Technicians.SingleAsync(one => one.Id == cast.Ana.Id)).CapAt(7);
            return 0;
        });
        var sees = store.CommitAsync(async change =>
            (await change.ReadCalendarAsync(scope)).Technicians
                .Single(one => one.Id == cast.Ana.Id).MaxAppointmentsPerDay);
        others.SetResult();
        await Task.WhenAll(first, sets, sees);

        Assert.Equal(7, await sees);
        var kept = await ReadAsync(store, scope);
        Assert.Equal(7, kept.Calendar.Technicians.Single(one => one.Id == cast.Ana.Id).MaxAppointmentsPerDay);
    }

    private static Task<CalendarReading> ReadAsync(Store store, CalendarScope scope) =>
        store.Database.Calendars.ReadAsync(store.Organization.Id, scope, CancellationToken.None);
}

public sealed class PostgresActCalendarsTests : ActCalendarsTests
{
    protected override Task<Store> OpenAsync() => Store.OnPostgresAsync();
}

public sealed class SqliteActCalendarsTests : ActCalendarsTests
{
    protected override Task<Store> OpenAsync() => Store.OnSqliteAsync();
}
