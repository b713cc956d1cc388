namespace Slotline.Domain.Tests.Scheduling;

public sealed class CapTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 23)]
    public void Counts_on_the_technicians_own_day(int cap, int left)
    {
        var shop = new Shop("Asia/Dhaka").Tech("Ada", "00:00-24:00", cap: cap)
            .Booked("Ada", "2026-05-05T08:00Z", "2026-05-05T09:00Z");

        var day = shop.Days(shop.Query("2026-05-05")).Single();
        var viewer = shop.Days(shop.Query("2026-05-03", "2026-05-06", "Pacific/Pago_Pago"))
            .SelectMany(one => one.Slots);

        Assert.Equal(left, day.Slots.Count);
        Assert.Equal(
            left,
            viewer.Count(
                slot => slot.StartsAt >= Shop.T("2026-05-04T18:00Z") && slot.StartsAt < Shop.T("2026-05-05T18:00Z")));
        Assert.Equal(
            cap == 1 ? "DailyCap" : "", shop.Rules("2026-05-05T11:00Z"));
    }

    [Fact]
    public void Closes_the_day_of_a_service_and_leaves_the_others_open()
    {
        var shop = new Shop().Service(Shop.X, 60, 60, cap: 1).Tech("Ada", "09:00-11:00").Tech("Ben", "09:00-11:00")
            .Booked("Ada", "2026-05-05T09:00Z", "2026-05-05T10:00Z");

        Assert.Equal("06 09:00, 06 10:00", shop.Starts("2026-05-05", "2026-05-06"));
        Assert.Equal("09:00, 10:00", shop.Times("2026-05-05", Shop.Y));
        Assert.Equal("DailyCap", shop.Rules("2026-05-05T10:00Z"));
    }

    [Fact]
    public void Counts_a_service_whoever_has_the_appointment_and_whatever_is_held()
    {
        var shop = new Shop(
            ).Service(Shop.X, 60, 60, cap: 3).Tech("Ada", "09:00-11:00").Tech("Ben", "09:00-11:00", active: false)
            .Booked("Ben", "2026-05-05T09:00Z", "2026-05-05T10:00Z")
            .Held("2026-05-05T14:00Z", "2026-05-05T15:00Z");

        Assert.Equal("09:00, 10:00", shop.Times("2026-05-05"));
        shop.Booked("Gone", "2026-05-05T23:00Z", "2026-05-06T01:00Z");
        Assert.Equal("", shop.Times("2026-05-05"));
    }

    [Fact]
    public void Closes_a_day_of_a_pool_when_everyone_is_capped()
    {
        var shop = new Shop().Tech("Ada", "09:00-12:00", cap: 1).Tech("Ben", "09:00-11:00", cap: 1)
            .Booked("Ada", "2026-05-05T09:00Z", "2026-05-05T10:00Z");

        Assert.Equal("09:00, 10:00", shop.Times("2026-05-05"));
        shop.Booked("Ben", "2026-05-05T20:00Z", "2026-05-05T21:00Z");
        Assert.Equal("", shop.Times("2026-05-05"));
    }

    [Fact]
    public void Counts_an_appointment_on_the_day_it_starts()
    {
        var shop = new Shop().Tech("Ada", "09:00-10:00", cap: 1)
            .Booked("Ada", "2026-05-04T23:00Z", "2026-05-05T01:00Z");

        Assert.Equal("05 09:00", shop.Starts("2026-05-04", "2026-05-05"));
    }

    [Fact]
    public void Moves_inside_a_day_at_its_cap_because_the_own_booking_does_not_count()
    {
        var own = Guid.CreateVersion7();
        var shop = new Shop().Service(Shop.X, 60, 60, cap: 1).Tech("Ada", "09:00-12:00", cap: 1)
            .Booked("Ada", "2026-05-05T09:00Z", "2026-05-05T10:00Z", request: own);

        Assert.Equal("", shop.Times("2026-05-05"));
        Assert.Equal("09:00, 10:00, 11:00", shop.Times("2026-05-05", exclude: own));
        Assert.Equal("", shop.Rules(Shop.Wish("2026-05-05T11:00Z") with { ExcludeRequestId = own }));
        Assert.Equal("DailyCap", shop.Rules("2026-05-05T11:00Z"));
    }

    [Fact]
    public void Counts_a_held_request_on_the_technician_that_must_take_it()
    {
        var shop = new Shop().Tech("Ada", "09:00-12:00", cap: 1).Tech("Ben", "14:00-16:00", cap: 1)
            .Held("2026-05-05T10:00Z", "2026-05-05T11:00Z");

        Assert.Equal("14:00, 15:00", shop.Times("2026-05-05"));
    }

    [Fact]
    public void Keeps_room_in_the_day_of_a_pool_for_each_held_request()
    {
        var shop = new Shop().Tech("Ada", "09:00-12:00", cap: 1).Tech("Ben", "09:00-12:00", cap: 1)
            .Held("2026-05-05T09:00Z", "2026-05-05T10:00Z");

        Assert.Equal("09:00, 10:00, 11:00", shop.Times("2026-05-05"));
        shop.Held("2026-05-05T11:00Z", "2026-05-05T12:00Z");
        Assert.Equal("", shop.Times("2026-05-05"));
        Assert.Equal("DailyCap", shop.Rules("2026-05-05T10:00Z"));
    }

    [Fact]
    public void Seats_a_held_request_on_the_uncapped_technician_first()
    {
        var shop = new Shop().Tech("Ada", "09:00-12:00", cap: 1).Tech("Ben", "09:00-12:00")
            .Held("2026-05-05T09:00Z", "2026-05-05T10:00Z").Held("2026-05-05T11:00Z", "2026-05-05T12:00Z");

        Assert.Equal("09:00, 10:00, 11:00", shop.Times("2026-05-05", technician: "Ada"));
        shop.Booked("Ben", "2026-05-05T09:30Z", "2026-05-05T10:00Z");
        Assert.Equal("", shop.Times("2026-05-05", technician: "Ada"));
    }
}
