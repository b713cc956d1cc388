namespace Slotline.Domain.Tests.Scheduling;

public sealed class NoticeAndHorizonTests
{
    [Theory]
    [InlineData("2026-05-05T10:07Z", "12:30, 13:00, 13:30, 14:00, 14:30, 15:00, 15:30, 16:00")]
    [InlineData("2026-05-05T10:00Z", "12:00, 12:30, 13:00, 13:30, 14:00, 14:30, 15:00, 15:30, 16:00")]
    public void Counts_notice_from_now_inclusive(string now, string times)
    {
        var shop = new Shop().Service(Shop.X, 60, 30, notice: 120).Tech("Ada").At(Shop.T(now));

        Assert.Equal(times, shop.Times("2026-05-05"));
    }

    [Fact]
    public void Leaves_out_the_start_that_is_half_a_minute_short_of_the_notice()
    {
        var now = Shop.T("2026-05-05T10:00Z") + NodaTime.Duration.FromSeconds(30);
        var shop = new Shop().Service(Shop.X, 60, 60, notice: 120).Tech("Ada", "09:00-14:00").At(now);

        Assert.Equal("13:00", shop.Times("2026-05-05"));
        Assert.Equal("MinimumNotice", shop.Rules("2026-05-05T12:00Z"));
    }

    [Theory]
    [InlineData("2026-03-07T17:00Z", "2026-03-08", "2026-03-08T17:00Z")]
    [InlineData("2026-10-31T16:00Z", "2026-11-01", "2026-11-01T16:00Z")]
    public void Counts_notice_as_elapsed_time_over_a_clock_change(string now, string date, string first)
    {
        var shop = new Shop("America/New_York").Service(Shop.X, 60, 60, notice: 24 * 60)
            .Tech("Ada", "00:00-24:00").At(Shop.T(now));

        Assert.Equal(Shop.T(first), shop.Days(shop.Query(date)).Single().Slots[0].StartsAt);
    }

    [Fact]
    public void Leaves_nothing_of_a_day_that_the_notice_outlasts()
    {
        var shop = new Shop("America/Los_Angeles").Service(Shop.X, 60, 30, notice: 240).Tech("Ada")
            .At(Shop.T("2026-05-05T20:00Z"));

        Assert.Equal("", shop.Times("2026-05-05"));
    }

    [Theory]
    [InlineData("Asia/Kolkata", "2024-05-31 8, 2024-06-01 8, 2024-06-02 8, 2024-06-03 0, 2024-06-04 0")]
    [InlineData("Pacific/Pago_Pago", "2024-05-30 8, 2024-05-31 8, 2024-06-01 8, 2024-06-02 0, 2024-06-03 0")]
    public void Counts_the_horizon_in_days_of_the_organization(string viewer, string counts)
    {
        var shop = new Shop("Asia/Kolkata").Service(Shop.X, 60, 60, horizon: 2).Tech("Ada")
            .At(Shop.T("2024-05-31T01:30Z"));
        var from = counts[..10];

        var query = shop.Query(from, viewer: viewer);
        var days = shop.Days(query with { To = query.From.PlusDays(4) });

        Assert.Equal(counts, string.Join(", ", days.Select(day => $"{day.Date:uuuu-MM-dd} {day.Slots.Count}")));
        Assert.Equal(Shop.T("2024-05-31T03:30Z"), days[0].Slots[0].StartsAt);
        Assert.Equal(Shop.T("2024-06-02T10:30Z"), days.SelectMany(day => day.Slots).Last().StartsAt);
    }

    [Fact]
    public void Allows_the_horizons_last_day_to_its_end()
    {
        var shop = new Shop("America/Los_Angeles").Service(Shop.X, 60, 60, horizon: 10).Tech("Ada", "15:00-19:00")
            .At(Shop.T("2026-01-21T20:00Z"));

        Assert.Equal("31 23:00, 01 00:00, 01 01:00, 01 02:00", shop.Starts("2026-01-31", "2026-02-05"));
        Assert.Equal("", shop.Rules("2026-02-01T01:00Z"));
        Assert.Equal("BookingHorizon", shop.Rules("2026-02-01T23:00Z"));
    }

    [Fact]
    public void Names_the_past_and_the_notice()
    {
        var shop = new Shop().Tech("Ada").At(Shop.T("2026-05-05T12:30Z"));

        Assert.Equal("InThePast", shop.Rules("2026-05-05T12:00Z"));
        Assert.Equal("", shop.Rules("2026-05-05T13:00Z"));
        shop.Service(Shop.X, 60, 60, notice: 60);
        Assert.Equal("MinimumNotice, InThePast", shop.Rules("2026-05-05T12:00Z"));
        Assert.Equal("MinimumNotice", shop.Rules("2026-05-05T13:00Z"));
    }
}
