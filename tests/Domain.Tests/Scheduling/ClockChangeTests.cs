using NodaTime;

namespace Slotline.Domain.Tests.Scheduling;

public sealed class ClockChangeTests
{
    [Theory]
    [InlineData("America/Los_Angeles", "09:00-17:00", "2026-03-08",
        "08 16:00, 08 17:00, 08 18:00, 08 19:00, 08 20:00, 08 21:00, 08 22:00, 08 23:00")]
    [InlineData("America/New_York", "13:00-18:00", "2026-03-07", "07 18:00, 07 19:00, 07 20:00, 07 21:00, 07 22:00")]
    [InlineData("America/New_York", "13:00-18:00", "2026-03-08", "08 17:00, 08 18:00, 08 19:00, 08 20:00, 08 21:00")]
    [InlineData("America/New_York", "00:00-06:00", "2026-03-08", "08 05:00, 08 06:00, 08 07:00, 08 08:00, 08 09:00")]
    [InlineData("America/New_York", "00:00-06:00", "2026-11-01",
        "01 04:00, 01 05:00, 01 06:00, 01 07:00, 01 08:00, 01 09:00, 01 10:00")]
    [InlineData("America/New_York", "02:00-05:00", "2026-11-01", "01 07:00, 01 08:00, 01 09:00")]
    [InlineData("America/New_York", "02:00-05:00", "2026-03-08", "08 07:00, 08 08:00")]
    [InlineData("America/New_York", "01:00-03:00", "2026-03-08", "08 06:00")]
    [InlineData("America/New_York", "00:30-02:30", "2026-03-08", "08 05:30")]
    [InlineData("America/New_York", "02:15-02:45", "2026-03-08", "")]
    [InlineData("America/New_York", "01:30-03:00", "2026-11-01", "01 05:30, 01 06:30")]
    [InlineData("America/New_York", "00:00-01:30", "2026-11-01", "01 04:00, 01 05:00")]
    [InlineData("Asia/Kathmandu", "09:00-17:00", "2026-05-05",
        "05 03:15, 05 04:15, 05 05:15, 05 06:15, 05 07:15, 05 08:15, 05 09:15, 05 10:15")]
    [InlineData("Australia/Adelaide", "09:00-11:00", "2026-01-15", "14 22:30, 14 23:30")]
    [InlineData("Australia/Lord_Howe", "00:00-04:00", "2026-10-04", "03 13:30, 03 14:30, 03 15:30")]
    public void Maps_hours_to_instants(string zone, string hours, string date, string starts)
    {
        var shop = new Shop(zone).Tech("Ada", hours);

        Assert.Equal(starts, shop.Starts(date));
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", 23)]
    [InlineData("Europe/Berlin", "2026-10-25", 25)]
    [InlineData("Europe/London", "2026-03-29", 23)]
    [InlineData("Europe/London", "2026-10-25", 25)]
    [InlineData("Europe/London", "2026-10-24", 24)]
    [InlineData("America/Havana", "2026-03-08", 23)]
    [InlineData("America/Santiago", "2026-09-06", 23)]
    public void Has_as_many_hours_as_the_day(string zone, string date, int count)
    {
        var shop = new Shop(zone).Tech("Ada", "00:00-24:00");
        var midnight = Shop.D(date).AtStartOfDayInZone(Shop.At(zone)).ToInstant();

        Assert.Equal(
            Enumerable.Range(0, count).Select(hour => midnight + Duration.FromHours(hour)),
            shop.Days(shop.Query(date)).Single().Slots.Select(slot => slot.StartsAt));
    }

    [Theory]
    [InlineData("America/New_York", "22:00-02:00", "2026-03-07", "2026-03-08",
        "08 03:00, 08 04:00, 08 05:00, 08 06:00, 09 02:00, 09 03:00")]
    [InlineData("America/New_York", "22:00-01:00", "2026-10-31", "2026-10-31", "01 02:00, 01 03:00")]
    public void Ends_a_night_at_the_clock_of_the_day_it_ends(
        string zone, string hours, string from, string to, string starts)
    {
        var shop = new Shop(
            zone).Tech("Ada", weekly: Shop.Hours(hours, Shop.D(from).DayOfWeek, Shop.D(from).PlusDays(1).DayOfWeek));

        Assert.Equal(starts, shop.Starts(from, to));
    }

    [Fact]
    public void Uses_the_offset_of_the_date_that_is_asked_for_not_of_today()
    {
        var summer = new Shop("America/New_York").Tech("Ada", "09:00-11:00").At(Shop.T("2026-01-10T12:00Z"));
        var winter = new Shop("America/New_York").Tech("Ada", "09:00-11:00").At(Shop.T("2026-07-10T12:00Z"));

        Assert.Equal("07 13:00, 07 14:00", summer.Starts("2026-07-07"));
        Assert.Equal("08 14:00, 08 15:00", winter.Starts("2026-12-08"));
    }

    [Fact]
    public void Keeps_the_hours_in_the_technicians_zone()
    {
        var shop = new Shop("America/New_York").Tech("Ada", "09:00-17:00", zone: "Europe/London");

        Assert.Equal(
            "05 08:00, 05 09:00, 05 10:00, 05 11:00, 05 12:00, 05 13:00, 05 14:00, 05 15:00",
            shop.Starts("2026-05-05"));
    }

    [Fact]
    public void Puts_a_slot_under_the_viewers_date()
    {
        var shop = new Shop("America/New_York").Tech("Ada", "12:00-13:00");

        var day = shop.Days(shop.Query("2026-08-12", viewer: "Asia/Tokyo")).Single();

        Assert.Equal("2026-08-12T01:00", day.Slots.Single().StartsAt.InZone(Shop.At("Asia/Tokyo")).ToString(
            "uuuu-MM-dd'T'HH:mm", null));
    }

    [Theory]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Pacific/Pago_Pago")]
    [InlineData("America/New_York")]
    public void Offers_the_same_instants_to_any_viewer(string viewer)
    {
        var shop =
            new Shop("Europe/Berlin").Tech("Ada", "00:00-24:00").Tech("Ben", "09:15-17:15", zone: "Asia/Kolkata");

        var theirs = shop.Days(shop.Query("2026-03-25", "2026-04-03", viewer)).SelectMany(day => day.Slots);
        var utc = shop.Days(shop.Query("2026-03-27", "2026-04-01", "UTC")).SelectMany(day => day.Slots);

        var expected = utc.Select(slot => slot.StartsAt).ToList();
        Assert.Equal(expected, theirs.Select(slot => slot.StartsAt).Where(
            start => start >= expected[0] && start <= expected[^1]));
    }

    [Theory]
    [InlineData("00:00-03:00", "2018-11-04", "04 03:00, 04 04:00")]
    [InlineData("22:00-24:00", "2018-11-03", "04 01:00, 04 02:00")]
    [InlineData("22:00-02:00", "2018-11-03", "04 01:00, 04 02:00, 04 03:00")]
    [InlineData("22:00-24:00", "2018-02-17", "18 00:00, 18 01:00, 18 02:00")]
    public void Begins_a_day_late_whose_midnight_is_left_out(string hours, string date, string starts)
    {
        var day = Shop.D(date).DayOfWeek;
        var shop = new Shop("America/Sao_Paulo").Tech("Ada", weekly: Shop.Hours(hours, day));

        Assert.Equal(starts, shop.Starts(date, Shop.D(date).PlusDays(1).ToString("uuuu-MM-dd", null)));
    }

    [Fact]
    public void Fills_a_day_whose_midnight_is_left_out_and_no_other()
    {
        var shop = new Shop("America/Sao_Paulo").Tech("Ada", "00:00-24:00", cap: 1)
            .Booked("Ada", "2018-11-04T03:00Z", "2018-11-04T04:00Z");

        Assert.Equal(24, shop.Days(shop.Query("2018-11-03")).Single().Slots.Count);
        Assert.Empty(shop.Days(shop.Query("2018-11-04")).Single().Slots);
        Assert.Equal(24, shop.Days(shop.Query("2018-11-05")).Single().Slots.Count);
    }

    [Theory]
    [InlineData("09:00-11:00", "29 19:00, 29 20:00, 30 19:00, 30 20:00")]
    [InlineData("22:00-24:00", "30 08:00, 30 09:00, 31 08:00, 31 09:00")]
    [InlineData("22:00-02:00", "29 10:00, 29 11:00, 30 08:00, 30 09:00, 30 10:00, 30 11:00, 31 08:00, 31 09:00")]
    public void Has_nothing_on_a_day_that_is_left_out(string hours, string starts)
    {
        var shop = new Shop("Pacific/Apia").Tech("Ada", hours);

        Assert.Equal(starts, shop.Starts("2011-12-29", "2011-12-31"));
        Assert.Empty(shop.Days(shop.Query("2011-12-30")).Single().Slots);
        var always = new Shop("Pacific/Apia").Tech("Ada", "00:00-24:00");
        Assert.Equal(
            [24, 0, 24], always.Days(always.Query("2011-12-29", "2011-12-31")).Select(day => day.Slots.Count));
    }

    [Theory]
    [InlineData("2026-03-08", "2026-03-08T06:00Z", "2026-03-08T06:30Z", "08 08:00, 08 08:30, 08 09:00")]
    [InlineData("2026-11-01", "2026-11-01T08:00Z", "2026-11-01T08:30Z",
        "01 04:00, 01 04:30, 01 05:00, 01 05:30, 01 10:00")]
    public void Keeps_buffers_as_elapsed_time_over_a_clock_change(string date, string from, string to, string starts)
    {
        var shop = new Shop("America/New_York").Service(Shop.X, 60, 30, before: 90, after: 60)
            .Tech("Ada", "00:00-06:00").Booked("Ada", from, to);

        Assert.Equal(starts, shop.Starts(date));
    }
}
