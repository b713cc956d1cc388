using NodaTime;

namespace Slotline.Domain.Tests.Scheduling;

public sealed class HoldTests
{
    [Fact]
    public void Keeps_the_only_technician_for_a_pending_request()
    {
        var shop = new Shop().Tech("Ada", "09:00-12:00").Held("2026-05-05T10:00Z", "2026-05-05T11:00Z");

        Assert.Equal("09:00, 11:00", shop.Times("2026-05-05"));
        Assert.Equal("Held", shop.Rules("2026-05-05T10:00Z"));
    }

    [Fact]
    public void Seats_a_hold_on_who_works_then()
    {
        var shop = new Shop().Service(Shop.X, 120, 60).Tech("Ada", "09:00-17:00").Tech("Ben", "10:00-17:00");

        Assert.Equal("09:00, 10:00, 11:00, 12:00, 13:00, 14:00, 15:00", shop.Times("2026-05-05"));
        Assert.Equal("10:00, 11:00, 12:00, 13:00, 14:00, 15:00", shop.Times("2026-05-05", technician: "Ben"));
        shop.Held("2026-05-05T09:00Z", "2026-05-05T11:00Z");
        Assert.Equal("10:00, 11:00, 12:00, 13:00, 14:00, 15:00", shop.Times("2026-05-05"));
        Assert.Equal("11:00, 12:00, 13:00, 14:00, 15:00", shop.Times("2026-05-05", technician: "Ada"));
    }

    [Fact]
    public void Offers_what_any_of_a_pool_can_take()
    {
        var shop =
            new Shop("Asia/Kolkata").Service(Shop.X, 60, 90).Tech("Ada", "09:30-12:30").Tech("Ben", "09:30-12:30")
            .Booked("Ada", "2026-05-05T04:00Z", "2026-05-05T05:00Z")
            .Booked("Ben", "2026-05-05T05:30Z", "2026-05-05T06:30Z");

        Assert.Equal("05 04:00, 05 05:30", shop.Starts("2026-05-05"));
        shop.Booked("Ben", "2026-05-05T04:00Z", "2026-05-05T05:00Z");
        Assert.Equal("05 05:30", shop.Starts("2026-05-05"));
    }

    [Fact]
    public void Seats_a_hold_on_whoever_leaves_the_other_free()
    {
        var shop = new Shop(
            ).Tech("Ada", "09:00-12:00", services: [Shop.X, Shop.Y]).Tech("Ben", "09:00-12:00", services: [Shop.X])
            .Held("2026-05-05T10:00Z", "2026-05-05T11:00Z", service: Shop.X);

        Assert.Equal("09:00, 10:00, 11:00", shop.Times("2026-05-05", Shop.Y));
        shop.Booked("Ben", "2026-05-05T10:30Z", "2026-05-05T10:45Z");
        Assert.Equal("09:00, 11:00", shop.Times("2026-05-05", Shop.Y));
        Assert.Equal("Held", shop.Rules("2026-05-05T10:00Z", service: Shop.Y));
    }

    [Fact]
    public void Moves_holds_along_a_chain_of_skills_to_leave_one_technician()
    {
        var z = Guid.CreateVersion7();
        var shop = new Shop().Service(z, 60, 60)
            .Tech("Ada", "09:00-11:00", services: [Shop.X, z])
            .Tech("Ben", "09:00-11:00", services: [Shop.X, Shop.Y])
            .Tech("Cai", "09:00-11:00", services: [Shop.Y])
            .Held("2026-05-05T10:00Z", "2026-05-05T11:00Z", service: Shop.X)
            .Held("2026-05-05T10:00Z", "2026-05-05T11:00Z", service: Shop.Y);

        Assert.Equal("09:00, 10:00", shop.Times("2026-05-05", z));
        Assert.Equal("09:00, 10:00", shop.Times("2026-05-05", Shop.X));
        Assert.Equal("09:00, 10:00", shop.Times("2026-05-05", Shop.Y));
        shop.Held("2026-05-05T10:00Z", "2026-05-05T11:00Z", "Cai", Shop.Y);
        Assert.Equal("09:00", shop.Times("2026-05-05", z));
    }

    [Fact]
    public void Keeps_a_preferred_technician_and_no_other()
    {
        var shop = new Shop().Tech("Ada", "09:00-11:00").Tech("Ben", "09:00-11:00")
            .Held("2026-05-05T09:00Z", "2026-05-05T10:00Z", "Ada");

        Assert.Equal("10:00", shop.Times("2026-05-05", technician: "Ada"));
        Assert.Equal("09:00, 10:00", shop.Times("2026-05-05", technician: "Ben"));
    }

    [Fact]
    public void Does_not_seat_two_holds_on_one_technician_because_of_a_third_time()
    {
        var shop = new Shop().Tech("Ada", "09:00-13:00").Tech("Ben", "09:00-13:00")
            .Held("2026-05-05T10:30Z", "2026-05-05T11:30Z").Held("2026-05-05T11:00Z", "2026-05-05T12:00Z", "Ben");

        Assert.Equal("09:00, 12:00", shop.Times("2026-05-05", technician: "Ada"));
        Assert.Equal("09:00, 10:00, 12:00", shop.Times("2026-05-05", technician: "Ben"));
    }

    [Fact]
    public void Seats_all_holds_that_overlap_one_slot_on_distinct_technicians()
    {
        var shop = new Shop().Service(Shop.X, 60, 30).Tech("Ada", "10:00-12:00").Tech("Ben", "10:00-12:00")
            .Held("2026-05-05T10:00Z", "2026-05-05T11:00Z").Held("2026-05-05T11:00Z", "2026-05-05T12:00Z");

        Assert.Equal("10:00, 11:00", shop.Times("2026-05-05"));
    }

    [Fact]
    public void Keeps_buffers_from_held_times()
    {
        var shop = new Shop(
            ).Service(Shop.X, 60, 15, before: 15, after: 30).Tech("Ada", "09:00-14:00").Tech("Ben", "09:00-14:00")
            .Held("2026-05-05T11:00Z", "2026-05-05T12:00Z").Held("2026-05-05T11:00Z", "2026-05-05T12:00Z", "Ada");

        Assert.Equal("09:00, 09:15, 09:30, 12:30, 12:45, 13:00", shop.Times("2026-05-05"));
    }

    [Fact]
    public void Never_hides_the_slot_of_the_request_that_is_edited()
    {
        var own = Guid.CreateVersion7();
        var shop = new Shop().Tech("Ada", "09:00-12:00").Held("2026-05-05T10:00Z", "2026-05-05T11:00Z", request: own)
            .Held("2026-05-05T11:00Z", "2026-05-05T12:00Z");

        Assert.Equal("09:00", shop.Times("2026-05-05"));
        Assert.Equal("09:00, 10:00", shop.Times("2026-05-05", exclude: own));
    }

    [Fact]
    public void Ignores_a_hold_that_nobody_could_serve()
    {
        var shop = new Shop().Tech("Ada", "09:00-12:00").Tech("Ben", "09:00-12:00", active: false)
            .Held("2026-05-05T11:30Z", "2026-05-05T12:30Z").Held("2026-05-05T10:00Z", "2026-05-05T11:00Z", "Ben");

        Assert.Equal("09:00, 10:00, 11:00", shop.Times("2026-05-05"));
    }

    [Fact]
    public void Never_frees_a_slot_by_booking_over_a_hold_and_blocks_only_those_it_concerns()
    {
        var shop = new Shop().Service(Shop.X, 60, 30)
            .Tech("Ada", "10:00-13:00", services: [Shop.X]).Tech(
                "Ben", "10:00-13:00", services: [Shop.X]).Tech("Cai", "10:00-13:00", services: [Shop.Y])
            .Held("2026-05-05T10:30Z", "2026-05-05T11:30Z")
            .Booked("Ada", "2026-05-05T11:00Z", "2026-05-05T12:00Z");

        Assert.Equal("10:00, 11:30, 12:00", shop.Times("2026-05-05"));
        Assert.Equal("11:30, 12:00", shop.Times("2026-05-05", technician: "Ben"));
        shop.Booked("Ben", "2026-05-05T11:00Z", "2026-05-05T12:00Z");
        Assert.Equal("12:00", shop.Times("2026-05-05"));
        Assert.Equal("10:00, 11:00, 12:00", shop.Times("2026-05-05", Shop.Y));
    }

    [Fact]
    public void Checks_a_technician_for_an_approval_as_a_search_for_them_would()
    {
        var own = Guid.CreateVersion7();
        var shop = new Shop().Tech("Ada", "09:00-12:00").Tech("Ben", "09:00-12:00")
            .Held("2026-05-05T10:00Z", "2026-05-05T11:00Z", request: own)
            .Held("2026-05-05T10:00Z", "2026-05-05T11:00Z", "Ben");

        Assert.Equal(
            "Held", shop.Rules(Shop.Wish("2026-05-05T10:00Z", technician: "Ben") with { ExcludeRequestId = own }));
        Assert.Equal("", shop.Rules(Shop.Wish("2026-05-05T10:00Z", technician: "Ada") with { ExcludeRequestId = own }));
    }

    [Fact]
    public async Task Seats_thousands_of_holds_among_hundreds_of_capped_technicians()
    {
        var shop = new Shop().At(Shop.T("2026-05-01T00:00Z"));
        for (var i = 0; i < 500; i++) shop.Tech($"T{i}", "00:00-24:00", cap: 8);
        for (var i = 0; i < 3000; i++)
        {
            var start = Shop.T("2026-05-02T00:00Z") + Duration.FromMinutes(i * 43 % (90 * 1440));
            shop.Held($"{start:uuuu-MM-dd'T'HH:mm'Z'}", $"{start + Duration.FromHours(1):uuuu-MM-dd'T'HH:mm'Z'}");
        }

        var search = Task.Run(() => shop.Days(shop.Query("2026-05-02", "2026-07-31") with { WithTechnicians = false }));

        Assert.All(await search.WaitAsync(TimeSpan.FromMinutes(1)), day => Assert.Equal(24, day.Slots.Count));
    }
}
