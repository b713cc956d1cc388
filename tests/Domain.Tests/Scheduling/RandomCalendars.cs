using CsCheck;
using NodaTime;
using Slotline.Domain.Scheduling;

namespace Slotline.Domain.Tests.Scheduling;

/// <summary>A calendar, a search of it and the time of asking.</summary>
internal sealed record Situation(Calendar Calendar, SlotQuery Query, Instant Now)
{
    public override string ToString() => string.Join('\n',
        [
            $"{Query.From} to {Query.To} in {Query.Zone} of {Query.DurationMinutes} minutes, now {Now}",
            .. Calendar.Services.Select(one => $"{one.Id} {string.Join('/', one.DurationsMinutes)} {one.Rules}"),
            .. Calendar.Technicians.Select(one =>
                $"{one.Name} {one.Zone} cap {one.MaxAppointmentsPerDay} active {one.IsActive} "
                + $"services {one.ServiceIds.Count} "
                + string.Join(' ', one.WeeklyHours.Select(hours => $"{hours.Day} {hours.Range.From}-{hours.Range.To}"))
                + string.Join(
                    ' ', one.Exceptions.Select(other => $" {other.From}..{other.To}:{string.Join(',', other.Hours)}"))),
            .. Calendar.Closures.Select(one => $"closed {one.From}..{one.To} {string.Join(',', one.Hours)}"),
            .. Calendar.Busy.Select(one => one.ToString()), .. Calendar.Holds.Select(one => one.ToString()),
        ]);
}

/// <summary>Random calendars around days on which clocks change, small enough to be full of conflicts.</summary>
internal static class RandomCalendars
{
    private static readonly string[] Zones =
        ["UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "America/Havana",
            "Pacific/Auckland"];

    public static readonly string[] Names = ["Ada", "Ben", "Cai"];

    private static readonly LocalDate[] Dates =
        [Shop.D("2026-03-08"), Shop.D("2026-03-29"), Shop.D("2026-04-05"), Shop.D("2026-10-25"), Shop.D(
            "2026-11-01"), Shop.D("2026-06-10")];

    private static readonly Gen<DateTimeZone> Zone = Gen.Int[0, Zones.Length - 1].Select(i => Shop.At(Zones[i]));

    private static readonly Gen<TimeRange> Range = Gen.Select(Gen.Int[0, 95], Gen.Int[0, 96], (from, to) =>
        new TimeRange(new WallTime(from * 15), new WallTime(to * 15)));

    private static readonly Gen<TimeRange[]> Ranges = Range.Array[0, 2];

    private static readonly Gen<BookingRules> Rules = Gen.Select(
        Gen.OneOf<int?>(null, 15, 30, 60, 45),
        Gen.OneOf(0, 0, 15, 40),
        Gen.OneOf(0, 0, 10, 60),
        Gen.OneOf(0, 0, 90, 1440),
        Gen.OneOf(1, 3, 90),
        Gen.OneOf<int?>(null, null, 1, 3),
        (step, before, after, notice, horizon, cap) => new BookingRules(step, before, after, notice, horizon, cap, 0));

    public static readonly Gen<Situation> Any = Around(Dates, 15, 45, 60, 120, 1500);

    /// <summary>
    /// Calendars of 2027 as an organization can come to have them: everybody booked exists, and nobody is booked twice
    /// at one time.
    /// </summary>
    public static readonly Gen<Situation> Storable = Around(
        [Shop.D("2027-03-14"), Shop.D("2027-03-28"), Shop.D("2027-04-04"), Shop.D("2027-10-03"), Shop.D("2027-10-31"),
            Shop.D("2027-11-07"), Shop.D("2027-06-09")],
        7, 15, 25, 60, 120, 1440).Select(Stored);

    private static Gen<Situation> Around(LocalDate[] dates, params int[] durations) =>
        from date in Gen.OneOf(dates)
        from zone in Zone
        from viewer in Zone
        from rules in Rules.Array[2]
        from duration in Gen.OneOf(durations)
        from technicians in Gen.Int[1, 3].SelectMany(count => TechniciansOf(count, date))
        from closures in Exception(date).Array[0, 2]
        from busy in Busy(date).Array[0, 6]
        from holds in Hold(date).Array[0, 5]
        from nowMinutes in Gen.Int[-3000, 1500]
        from exclude in Gen.Int[0, 8]
        from only in Gen.Int[0, 9]
        select new Situation(
            new Calendar
            {
                Zone = zone,
                Loaded = new Interval(Middle(date) - Duration.FromDays(10), Middle(date) + Duration.FromDays(10)),
                Services =
                [
                    new CalendarService(
                        Shop.X, [duration], rules[0], true), new CalendarService(Shop.Y, [60], rules[1], true),
                ],
                Technicians = technicians,
                Closures = closures,
                Busy = busy,
                Holds = holds,
            },
            new SlotQuery(Shop.X, duration, date, date.PlusDays(1), viewer)
            {
                TechnicianId = only < technicians.Length
                    && technicians[only].ServiceIds.Contains(Shop.X) ? technicians[only].Id : null,
                ExcludeRequestId = exclude < busy.Length ? busy[exclude].RequestId
                    : exclude - busy.Length < holds.Length ? holds[exclude - busy.Length].RequestId : null,
            },
            Middle(date) + Duration.FromMinutes(nowMinutes));

    private static Situation Stored(Situation any)
    {
        var calendar = any.Calendar;
        var busy = new List<BusyTime>();
        foreach (var one in calendar.Busy.OrderBy(one => one.StartsAt))
        {
            var minutes = Duration.FromMinutes(Math.Floor((one.EndsAt - one.StartsAt).TotalMinutes));
            var time = one with { EndsAt = one.StartsAt + minutes };
            if (!busy.Exists(other => other.TechnicianId == time.TechnicianId && other.EndsAt > time.StartsAt))
                busy.Add(time);
        }

        // Who performs nothing any more keeps what is booked.
        var missing = Names.Skip(calendar.Technicians.Count)
            .Select(name => new CalendarTechnician(
                Shop.Id(name), name, calendar.Zone, true, true, null, [], [], []));
        return any with
        {
            Calendar = calendar with { Technicians = [.. calendar.Technicians, .. missing], Busy = busy },
            Query = any.Query with
            {
                ExcludeRequestId =
                    busy.Select(one => one.RequestId).Concat(calendar.Holds.Select(one => one.RequestId))
                        .Contains(any.Query.ExcludeRequestId ?? Guid.Empty)
                        ? any.Query.ExcludeRequestId
                        : null,
            },
        };
    }

    private static Instant Middle(LocalDate date) => date.At(LocalTime.Noon).InUtc().ToInstant();

    private static Gen<CalendarTechnician[]> TechniciansOf(int count, LocalDate date) =>
        Gen.Select(
            Zone, Ranges.Array[7], Exception(date).Array[0, 2], Gen.OneOf<int?>(null, null, 1, 2), Gen.Int[0, 9],
            (zone, week, exceptions, cap, kind) => (zone, week, exceptions, cap, kind))
        .Array[count]
        .Select(all => all.Select((one, i) => new CalendarTechnician(
            Shop.Id(Names[i]), Names[i], one.zone, one.kind != 9, true, one.cap,
            [.. one.week.SelectMany(
                (ranges, day) => ranges.Select(range => new WeeklyHours((IsoDayOfWeek)(day + 1), range)))],
            one.exceptions,
            one.kind % 4 == 3 ? [Shop.Y] : one.kind % 4 == 2 ? [Shop.X] : [Shop.X, Shop.Y])).ToArray());

    private static Gen<DatedException> Exception(LocalDate date) => Gen.Select(
        Gen.Int[-2, 3], Gen.Int[0, 2], Ranges,
        (from, days, hours) => new DatedException(date.PlusDays(from), date.PlusDays(from + days), hours));

    private static Gen<BusyTime> Busy(LocalDate date) => Gen.Select(
        Gen.Int[0, 2], Gen.Bool, Gen.Int[-200, 250], Gen.OneOf(1, 4, 8, 150), Gen.Int[0, 9], Gen.Guid,
        (technician, isX, from, length, odd, request) => new BusyTime(
            Shop.Id(Names[technician]), isX ? Shop.X : Shop.Y, request,
            Middle(date) + Duration.FromMinutes(from * 15) + Duration.FromSeconds(odd == 0 ? 30 : 0),
            Middle(date) + Duration.FromMinutes((from + length) * 15) + Duration.FromSeconds(odd == 1 ? 20 : 0)));

    private static Gen<Hold> Hold(LocalDate date) => Gen.Select(
        Gen.Int[0, 6], Gen.Bool, Gen.Int[-100, 150], Gen.OneOf(2, 4, 8), Gen.Guid,
        (technician, isX, from, length, request) => new Hold(
            request, isX ? Shop.X : Shop.Y, technician < 3 ? Shop.Id(Names[technician]) : null,
            Middle(date) + Duration.FromMinutes(from * 15), Middle(date) + Duration.FromMinutes((from + length) * 15)));
}
