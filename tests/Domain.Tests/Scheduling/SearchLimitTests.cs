using NodaTime;
using Slotline.Domain.Scheduling;

namespace Slotline.Domain.Tests.Scheduling;

public sealed class SearchLimitTests
{
    private static readonly Instant Now = Shop.T("2026-05-01T00:00Z");

    [Theory]
    [InlineData("2026-05-02", "2026-05-01", "to")]
    [InlineData("2026-05-01", "2026-08-01", "to")]
    [InlineData("0001-01-01", "9999-12-31", "from")]
    [InlineData("9999-12-31", "9999-12-31", "from")]
    public void Refuses_dates_that_cannot_be_asked_for(string from, string to, string field)
    {
        var shop = new Shop().At(Now).Tech("Ada");

        var refusal = Assert.Throws<Refusal>(() => shop.Availability().Search(shop.Query(from, to), Now));

        Assert.Equal(RefusalCode.InvalidInput, refusal.Code);
        Assert.Equal(["input", field], refusal.Field);
    }

    [Fact]
    public void Answers_ninety_two_days()
    {
        var shop = new Shop().At(Now).Tech("Ada", "09:00-10:00");

        Assert.Equal(92, shop.Availability().Search(shop.Query("2026-05-01", "2026-07-31"), Now).Count(
            day => day.Slots.Count == 1));
    }

    [Fact]
    public void Refuses_a_duration_that_the_service_does_not_offer()
    {
        var shop = new Shop().At(Now).Service(Shop.X, durations: [30, 60]).Tech("Ada");

        var refusal = Assert.Throws<Refusal>(
            () => shop.Availability().Search(shop.Query("2026-05-05") with { DurationMinutes = 45 }, Now));

        Assert.Equal(["input", "durationMinutes"], refusal.Field);
        Assert.Equal("The service takes 30 or 60 minutes.", refusal.Message);
    }

    [Fact]
    public void Refuses_a_technician_who_does_not_perform_the_service()
    {
        var shop = new Shop().At(Now).Tech("Ada", services: [Shop.Y]).Tech("Ben", active: false);
        var query = shop.Query("2026-05-05");

        var refusal = Assert.Throws<Refusal>(
            () => shop.Availability().Search(query with { TechnicianId = Shop.Id("Ada") }, Now));

        Assert.Equal(["input", "technicianId"], refusal.Field);
        Assert.Throws<Refusal>(() => shop.Availability().Search(query with { TechnicianId = Shop.Id("Nobody") }, Now));
        Assert.Empty(shop.Availability().Search(query with { TechnicianId = Shop.Id("Ben") }, Now).Single().Slots);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    [InlineData(int.MaxValue)]
    public void Refuses_to_judge_an_impossible_length(int duration)
    {
        var shop = new Shop().At(Now).Tech("Ada");

        var refusal = Assert.Throws<Refusal>(() => shop.Rules("2026-05-05T09:00Z", duration));

        Assert.Equal(["durationMinutes"], refusal.Field);
    }

    [Fact]
    public void Refuses_to_judge_a_start_that_no_calendar_reaches()
    {
        var shop = new Shop().At(Now).Tech("Ada");

        Assert.Equal(["startsAt"], Assert.Throws<Refusal>(() => shop.Rules("9999-12-31T09:00Z")).Field);
        Assert.Equal(["startsAt"], Assert.Throws<Refusal>(() => shop.Rules("0001-01-01T09:00Z")).Field);
    }

    [Fact]
    public void Offers_nothing_of_a_service_that_is_not_bookable()
    {
        var shop = new Shop().At(Now).Service(Shop.X, 60, 60, bookable: false).Tech("Ada");

        Assert.Equal("", shop.Times("2026-05-05"));
        Assert.Equal("ServiceNotBookable", shop.Rules("2026-05-05T09:00Z"));
    }

    [Fact]
    public void Refuses_an_answer_that_would_hold_too_many_slots()
    {
        var shop = new Shop().At(Now).Service(Shop.X, 1, 1).Tech("Ada", "00:00-24:00");

        Assert.Equal(20 * 1440, shop.Availability().Search(shop.Query("2026-05-02", "2026-05-21"), Now).Sum(
            day => day.Slots.Count));
        var refusal =
            Assert.Throws<Refusal>(() => shop.Availability().Search(shop.Query("2026-05-02", "2026-07-31"), Now));
        Assert.Equal((RefusalCode.InvalidInput, "to"), (refusal.Code, refusal.Field[^1]));
    }

    [Fact]
    public void Refuses_an_answer_that_would_name_too_many_technicians()
    {
        var shop = new Shop().At(Now).Service(Shop.X, 2, 2);
        for (var i = 0; i < 200; i++) shop.Tech($"T{i}", "00:00-24:00");

        var query = shop.Query("2026-05-02", "2026-05-20");

        var refusal = Assert.Throws<Refusal>(() => shop.Availability().Search(query, Now));
        Assert.Equal((RefusalCode.InvalidInput, "to"), (refusal.Code, refusal.Field[^1]));
        Assert.Equal(19, shop.Availability().Search(query with { WithTechnicians = false }, Now).Count);
    }

    [Fact]
    public void Does_not_answer_from_a_calendar_that_does_not_reach_far_enough()
    {
        var shop = new Shop().At(Now).Tech("Ada");
        var narrow = new Availability(shop.Calendar(new Interval(Now, Shop.T("2026-05-10T01:00Z"))));

        Assert.Throws<InvalidOperationException>(() => narrow.Search(shop.Query("2026-05-03"), Now));
        Assert.Throws<InvalidOperationException>(() => narrow.Search(shop.Query("2026-05-07"), Now));
        Assert.Throws<InvalidOperationException>(() => narrow.Violations(Shop.Wish("2026-05-03T09:00Z"), Now));
        Assert.Equal(8, narrow.Search(shop.Query("2026-05-05"), Now).Single().Slots.Count);
    }

    [Theory]
    [InlineData("2026-05-01", "2026-05-04")]
    [InlineData("2026-05-04", "2026-05-04")]
    [InlineData("2026-05-05", "2026-08-17")]
    [InlineData("2026-08-18", null)]
    [InlineData("2026-04-01", "2026-05-04")]
    public void Finds_the_next_date_with_a_slot_up_to_the_horizon(string from, string? next)
    {
        var shop = new Shop().At(Now).Service(Shop.X, 60, 60, horizon: 180)
            .Tech("Ada", "", exceptions: [("2026-05-04", "2026-05-04", "23:00-24:00"), (
                "2026-08-17", "2026-08-17", "09:00-10:00"), ("2026-12-01", "2026-12-01", "09:00-10:00")]);

        Assert.Equal(next, shop.Availability().NextAvailableDate(shop.Query(from), Now)?.ToString("uuuu-MM-dd", null));
    }

    [Fact]
    public void Finds_the_next_date_in_the_viewers_zone()
    {
        var shop = new Shop().At(Now).Service(Shop.X, 60, 60, horizon: 180)
            .Tech("Ada", "", exceptions: [("2026-05-04", "2026-05-04", "23:00-24:00")]);

        Assert.Equal(Shop.D("2026-05-05"), shop.Availability().NextAvailableDate(
            shop.Query("2026-05-02", viewer: "Asia/Tokyo"), Now));
        Assert.Null(shop.Availability().NextAvailableDate(shop.Query("2026-05-06", viewer: "Asia/Tokyo"), Now));
    }

    [Fact]
    public void Names_the_free_technicians_of_each_slot_by_name()
    {
        var shop = new Shop().At(Now).Tech("cai", "09:00-11:00").Tech("Ben", "10:00-12:00").Tech("Ada", "09:00-12:00")
            .Booked("Ada", "2026-05-05T10:00Z", "2026-05-05T11:00Z");

        Assert.Equal(
            ["09 Ada cai", "10 Ben cai", "11 Ada Ben"],
            shop.Days(shop.Query("2026-05-05")).Single().Slots.Select(slot =>
                $"{slot.StartsAt.InUtc().Hour:00} {string.Join(' ', slot.Technicians.Select(one => one.Name))}"));
    }
}
