using System.Globalization;
using NodaTime;
using Slotline.Graph.Delivery.Wording;

namespace Slotline.Graph.Tests.Delivery;

public sealed class ReadersClockTests
{
    [Theory]
    [InlineData("en-US", "America/New_York", "Tuesday, November 24, 2026, 10:00 AM–11:00 AM (America/New_York, EST)")]
    [InlineData("en-GB", "Europe/London", "Tuesday, 24 November 2026, 15:00–16:00 (Europe/London, GMT)")]
    [InlineData("de-DE", "Europe/Berlin", "Dienstag, 24. November 2026, 16:00–17:00 (Europe/Berlin, CET)")]
    [InlineData("en-GB", "Asia/Kolkata", "Tuesday, 24 November 2026, 20:30–21:30 (Asia/Kolkata, IST)")]
    [InlineData("en-GB", "America/Sao_Paulo", "Tuesday, 24 November 2026, 12:00–13:00 (America/Sao_Paulo, UTC-03)")]
    [InlineData("en-GB", "UTC", "Tuesday, 24 November 2026, 15:00–16:00 (UTC)")]
    public void Says_date_time_and_zone_by_the_customs_of_the_region(string culture, string zone, string expected) =>
        Assert.Equal(expected, Clock(culture, zone).Range(Utc(24, 15), Utc(24, 16)));

    [Fact]
    public void Names_both_days_when_it_runs_past_midnight() =>
        Assert.Equal(
            "Tuesday, 24 November 2026, 23:00 – Wednesday, 25 November 2026, 00:30 (Europe/London, GMT)",
            Clock("en-GB", "Europe/London").Range(Utc(24, 23), Utc(25, 0) + Duration.FromMinutes(30)));

    [Fact]
    public void Names_both_offsets_when_the_clocks_change_in_between()
    {
        var start = Instant.FromUtc(2026, 11, 1, 5, 30);
        Assert.Equal(
            "Sunday, 1 November 2026, 01:30 EDT – 01:30 EST (America/New_York)",
            Clock("en-GB", "America/New_York").Range(start, start + Duration.FromHours(1)));
    }

    [Fact]
    public void The_second_of_two_equal_wall_clocks_is_told_apart() =>
        Assert.Equal(
            "Sun, 1 Nov, 01:30 EST", Clock("en-GB", "America/New_York").Short(Instant.FromUtc(2026, 11, 1, 6, 30)));

    [Fact]
    public void The_first_known_zone_counts_and_utc_where_none_is()
    {
        var known = new ReadersClock(Culture("en-GB"), "Nowhere/Land", "Europe/London");
        Assert.Equal("Tue, 24 Nov, 15:00 GMT", known.Short(Utc(24, 15)));
        var unknown = new ReadersClock(Culture("en-GB"), "Nowhere/Land", "");
        Assert.Equal("Tue, 24 Nov, 15:00 UTC", unknown.Short(Utc(24, 15)));
    }

    private static ReadersClock Clock(string culture, string zone) => new(Culture(culture), zone);

    private static CultureInfo Culture(string name) => CultureInfo.GetCultureInfo(name);

    private static Instant Utc(int day, int hour) => Instant.FromUtc(2026, 11, day, hour, 0);
}
