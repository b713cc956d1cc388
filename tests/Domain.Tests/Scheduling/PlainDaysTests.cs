using NodaTime;

namespace Slotline.Domain.Tests.Scheduling;

public sealed class PlainDaysTests
{
    [Theory]
    [InlineData(60, 60, 24)]
    [InlineData(20, 20, 72)]
    [InlineData(30, 60, 24)]
    public void Fills_a_whole_day_step_by_step(int duration, int step, int count)
    {
        var shop = new Shop().Service(Shop.X, duration, step).Tech("Ada", "00:00-24:00");

        var starts = shop.Days(shop.Query("2026-05-05")).Single().Slots.Select(slot => slot.StartsAt);

        Assert.Equal(
            Enumerable.Range(0, count)
                .Select(i => Shop.T("2026-05-05T00:00Z") + Duration.FromMinutes(i * step)), starts);
    }

    [Theory]
    [InlineData(30, 17, "2026-05-05T12:00Z")]
    [InlineData(45, 11, "2026-05-05T11:30Z")]
    public void Works_in_the_zone_of_Kolkata(int duration, int count, string last)
    {
        var shop = new Shop("Asia/Kolkata").Service(Shop.X, duration, duration).Tech("Ada", "09:30-18:00");

        var starts = shop.Days(shop.Query("2026-05-05")).Single().Slots.Select(slot => slot.StartsAt).ToList();

        Assert.Equal(
            Enumerable.Range(0, count).Select(i => Shop.T("2026-05-05T04:00Z") + Duration.FromMinutes(i * duration)),
            starts);
        Assert.Equal(Shop.T(last), starts[^1]);
    }

    [Fact]
    public void Keeps_the_grid_where_a_booking_lies()
    {
        var shop = new Shop("Asia/Kolkata").Service(Shop.X, 45, 45).Tech("Ada", "09:30-18:00")
            .Booked("Ada", "2026-05-05T04:00Z", "2026-05-05T04:15Z");

        Assert.Equal(
            "05 04:45, 05 05:30, 05 06:15, 05 07:00, 05 07:45, 05 08:30, 05 09:15, 05 10:00, 05 10:45, 05 11:30",
            shop.Starts("2026-05-05"));
    }

    [Fact]
    public void Anchors_a_grid_in_each_range()
    {
        var shop = new Shop().Service(Shop.X, 60, 30).Tech("Ada", "09:00-12:00 14:00-18:00");

        Assert.Equal(
            "09:00, 09:30, 10:00, 10:30, 11:00, 14:00, 14:30, 15:00, 15:30, 16:00, 16:30, 17:00",
            shop.Times("2026-05-05"));
    }

    [Fact]
    public void Merges_ranges_that_touch_or_overlap()
    {
        var shop = new Shop().Service(Shop.X, 20, 20).Tech("Ada", "20:30-21:00 21:50-22:50 20:45-21:50");

        Assert.Equal("20:30, 20:50, 21:10, 21:30, 21:50, 22:10, 22:30", shop.Times("2026-05-05"));
    }

    [Fact]
    public void Leaves_out_a_slot_that_does_not_fit_any_more()
    {
        var shop = new Shop().Service(Shop.X, 8, 8).Tech("Ada", "07:22-08:00");

        Assert.Equal("07:22, 07:30, 07:38, 07:46", shop.Times("2026-05-05"));
    }

    [Fact]
    public void Runs_a_night_into_the_next_day()
    {
        var shop = new Shop().Tech("Ada", weekly: Shop.Hours("22:00-02:00", IsoDayOfWeek.Monday));

        Assert.Equal("04 22:00, 04 23:00, 05 00:00, 05 01:00", shop.Starts("2026-05-03", "2026-05-06"));
        Assert.Equal("05 00:00, 05 01:00", shop.Starts("2026-05-05"));
    }

    [Fact]
    public void Ends_at_midnight_when_hours_do()
    {
        var shop = new Shop().Tech("Ada", "22:00-24:00");

        Assert.Equal("22:00, 23:00", shop.Times("2026-05-05"));
    }

    [Fact]
    public void Finds_no_room_for_a_slot_longer_than_the_hours()
    {
        var shop = new Shop().Service(Shop.X, 120, 60).Tech("Ada", "22:00-23:59");

        Assert.Equal("", shop.Times("2026-05-05"));
    }

    [Fact]
    public void Runs_on_into_the_next_day_where_hours_touch()
    {
        var shop = new Shop().Service(Shop.X, 60, 30).Tech("Ada", "00:00-24:00");

        Assert.Equal(48, shop.Days(shop.Query("2026-05-04")).Single().Slots.Count);
        Assert.EndsWith("23:00, 23:30", shop.Times("2026-05-04"), StringComparison.Ordinal);
    }

    [Fact]
    public void Stops_at_midnight_where_the_next_day_is_off()
    {
        var shop = new Shop().Service(Shop.X, 60, 30)
            .Tech("Ada", weekly: Shop.Hours("00:00-24:00", IsoDayOfWeek.Monday));

        Assert.Equal(47, shop.Days(shop.Query("2026-05-04")).Single().Slots.Count);
        Assert.EndsWith("22:30, 23:00", shop.Times("2026-05-04"), StringComparison.Ordinal);
    }

    [Fact]
    public void Lets_appointments_stand_back_to_back()
    {
        var shop = new Shop().Tech("Ada", "09:00-12:00").Booked("Ada", "2026-05-05T10:00Z", "2026-05-05T11:00Z");

        Assert.Equal("09:00, 11:00", shop.Times("2026-05-05"));
    }

    [Fact]
    public void Blocks_what_overlaps_by_a_minute()
    {
        var shop = new Shop().Tech("Ada", "09:00-13:00").Booked("Ada", "2026-05-05T10:59Z", "2026-05-05T11:30Z");

        Assert.Equal("09:00, 12:00", shop.Times("2026-05-05"));
    }

    [Fact]
    public void Offers_a_start_once_where_two_days_ranges_overlap()
    {
        var shop = new Shop().Tech(
            "Ada",
            weekly:
            [
                .. Shop.Hours("22:00-10:30", IsoDayOfWeek.Monday),
                .. Shop.Hours("09:00-12:00", IsoDayOfWeek.Tuesday),
            ]);

        Assert.Equal(
            "00:00, 01:00, 02:00, 03:00, 04:00, 05:00, 06:00, 07:00, 08:00, 09:00, 10:00, 11:00",
            shop.Times("2026-05-05"));
    }

    [Fact]
    public void Runs_a_slot_from_a_night_on_into_the_hours_of_the_morning()
    {
        var shop = new Shop().Service(Shop.X, 60, 30).Tech(
            "Ada",
            weekly:
            [
                .. Shop.Hours("22:00-01:30", IsoDayOfWeek.Monday),
                .. Shop.Hours("01:30-02:45", IsoDayOfWeek.Tuesday),
            ]);

        Assert.Equal("00:00, 00:30, 01:00, 01:30", shop.Times("2026-05-05"));
    }

    [Theory]
    [InlineData(null, 45, "09:00, 09:30, 10:00")]
    [InlineData(null, 20, "09:00, 09:20, 09:40, 10:00, 10:20")]
    [InlineData(15, 90, "09:00, 09:15")]
    public void Steps_by_the_setting_or_else_by_the_smaller_of_the_duration_and_half_an_hour(
        int? step, int duration, string times)
    {
        var shop = new Shop().Service(Shop.X, duration, step).Tech("Ada", "09:00-10:45");

        Assert.Equal(times, shop.Times("2026-05-05"));
    }

    [Fact]
    public void Fits_a_slot_of_days_into_hours_around_the_clock()
    {
        var shop = new Shop().Service(Shop.X, 3 * 24 * 60, 720).Tech("Ada", "00:00-00:00")
            .Booked("Ada", "2026-05-08T12:00Z", "2026-05-08T13:00Z");

        Assert.Equal("05 00:00, 05 12:00", shop.Starts("2026-05-05"));
        Assert.Equal("", shop.Starts("2026-05-06"));
    }

    [Fact]
    public void Gives_every_date_of_the_range_and_the_end_of_each_slot()
    {
        var shop = new Shop().Tech("Ada", weekly: Shop.Hours("09:00-11:00", IsoDayOfWeek.Tuesday));

        var days = shop.Days(shop.Query("2026-05-04", "2026-05-06"));

        Assert.Equal(
            ["2026-05-04", "2026-05-05", "2026-05-06"], days.Select(day => day.Date.ToString("uuuu-MM-dd", null)));
        Assert.Equal([0, 2, 0], days.Select(day => day.Slots.Count));
        Assert.Equal(Shop.T("2026-05-05T10:00Z"), days[1].Slots[0].EndsAt);
    }
}
