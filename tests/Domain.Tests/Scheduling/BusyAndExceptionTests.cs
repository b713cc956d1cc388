using NodaTime;

namespace Slotline.Domain.Tests.Scheduling;

public sealed class BusyAndExceptionTests
{
    [Fact]
    public void Blocks_with_a_booking_that_began_on_another_utc_date()
    {
        var shop = new Shop("Australia/Sydney").Service(Shop.X, 60, 30)
            .Tech("Ada", weekly: Shop.Hours("09:00-17:00", IsoDayOfWeek.Tuesday))
            .Booked("Ada", "2026-08-10T23:00Z", "2026-08-11T01:00Z");

        Assert.Equal(
            "11:00, 11:30, 12:00, 12:30, 13:00, 13:30, 14:00, 14:30, 15:00, 15:30, 16:00",
            shop.Times("2026-08-11"));
    }

    [Fact]
    public void Blocks_every_day_of_an_appointment_of_days()
    {
        var shop = new Shop().Tech("Ada", "09:00-11:00")
            .Booked("Ada", "2026-05-04T09:00Z", "2026-05-08T17:00Z")
            .Booked("Ada", "2026-05-06T09:00Z", "2026-05-06T09:30Z");

        Assert.Equal("03 09:00, 03 10:00, 09 09:00, 09 10:00", shop.Starts("2026-05-03", "2026-05-09"));
        Assert.Equal("", shop.Starts("2026-05-06"));
        Assert.Equal("Overlap", shop.Rules("2026-05-07T10:00Z"));
    }

    [Fact]
    public void Leaves_other_technicians_alone()
    {
        var shop = new Shop().Tech("Ada", "09:00-11:00").Tech("Ben", "09:00-11:00")
            .Booked("Ada", "2026-05-05T09:00Z", "2026-05-05T10:00Z");

        Assert.Equal("09:00, 10:00", shop.Times("2026-05-05"));
        Assert.Equal("10:00", shop.Times("2026-05-05", technician: "Ada"));
    }

    [Fact]
    public void Replaces_the_weekly_hours_on_the_dates_of_an_exception()
    {
        var shop = new Shop().Tech(
            "Ada", weekly: Shop.Hours("08:00-17:00", IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday),
            exceptions: [("2026-05-05", "2026-05-05", "10:00-12:00"), ("2026-05-06", "2026-05-06", ""), (
                "2026-05-09", "2026-05-09", "20:00-21:00")]);

        Assert.Equal("05 10:00, 05 11:00, 09 20:00", shop.Starts("2026-05-04", "2026-05-10"));
        Assert.Equal("TimeOff", shop.Rules("2026-05-05T09:00Z"));
        Assert.Equal("TimeOff", shop.Rules("2026-05-06T09:00Z"));
        Assert.Equal("OutsideWorkingHours", shop.Rules("2026-05-07T09:00Z"));
    }

    [Fact]
    public void Closes_the_organization_but_for_who_has_hours_of_their_own()
    {
        var shop = new Shop().Tech("Ada", "09:00-11:00").Closed("2026-12-24", "2026-12-26")
            .Tech("Ben", "09:00-11:00", exceptions: [("2026-12-25", "2026-12-25", "12:00-13:00")]);

        Assert.Equal("23 09:00, 23 10:00, 25 12:00, 27 09:00, 27 10:00", shop.Starts("2026-12-23", "2026-12-27"));
        Assert.Equal("OrganizationClosed", shop.Rules("2026-12-24T09:00Z"));
        Assert.Equal("TimeOff, OrganizationClosed", shop.Rules("2026-12-25T09:00Z"));
    }

    [Fact]
    public void Lets_the_whole_organization_work_other_hours()
    {
        var shop = new Shop().Tech("Ada", weekly: Shop.Hours("09:00-17:00", IsoDayOfWeek.Thursday))
            .Closed("2026-12-24", "2026-12-25", "09:00-11:00");

        Assert.Equal("24 09:00, 24 10:00, 25 09:00, 25 10:00", shop.Starts("2026-12-24", "2026-12-25"));
        Assert.Equal("OrganizationClosed", shop.Rules("2026-12-24T11:00Z"));
    }

    [Fact]
    public void Lets_an_off_win_and_adds_up_hours_where_exceptions_of_one_owner_meet()
    {
        var shop = new Shop().Tech(
            "Ada",
            exceptions:
            [
                ("2026-05-05", "2026-05-06", "12:00-13:00"), ("2026-05-05", "2026-05-05", "10:00-11:00"),
                ("2026-05-06", "2026-05-06", ""),
            ]);

        Assert.Equal("05 10:00, 05 12:00", shop.Starts("2026-05-05", "2026-05-06"));
    }

    [Fact]
    public void Puts_an_exception_on_the_technicians_date()
    {
        var shop = new Shop("America/New_York").Tech("Ada", exceptions: [("2026-06-16", "2026-06-16", "22:00-23:00")]);

        Assert.Equal("17 02:00, 17 13:00, 17 14:00", shop.Starts("2026-06-17", viewer: "UTC")[..28]);
    }

    [Fact]
    public void Takes_a_night_away_with_the_exception_of_the_day_it_starts()
    {
        var shop = new Shop().Tech(
            "Ada", weekly: Shop.Hours("22:00-02:00", IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday),
            exceptions: [("2026-05-04", "2026-05-04", "")]);

        Assert.Equal("05 22:00, 05 23:00, 06 00:00, 06 01:00", shop.Starts("2026-05-04", "2026-05-06"));
        Assert.Equal("TimeOff", shop.Rules("2026-05-05T01:00Z"));
        Assert.Equal("OutsideWorkingHours", shop.Rules("2026-05-05T02:00Z"));
    }

    [Fact]
    public void Keeps_a_nights_end_on_a_day_that_is_off()
    {
        var shop = new Shop().Tech(
            "Ada", weekly: Shop.Hours("22:00-02:00", IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday),
            exceptions: [("2026-05-05", "2026-05-05", "")]);

        Assert.Equal("04 22:00, 04 23:00, 05 00:00, 05 01:00", shop.Starts("2026-05-04", "2026-05-06"));
    }

    [Fact]
    public void Names_each_rule_that_keeps_a_part_of_the_time_from_being_worked()
    {
        var shop = new Shop().Service(Shop.X, 120, 60).Tech(
            "Ada", "00:00-23:30", exceptions: [("2026-05-06", "2026-05-06", "")]);

        Assert.Equal("OutsideWorkingHours, TimeOff", shop.Rules("2026-05-05T23:00Z", 120));
        Assert.Equal("OutsideWorkingHours", shop.Rules("2026-05-04T23:00Z", 120));
    }

    [Fact]
    public void Names_a_start_off_the_grid()
    {
        var shop = new Shop().Tech("Ada", "09:30-12:30");

        Assert.Equal("OffGrid", shop.Rules("2026-05-05T10:00Z"));
        Assert.Equal("OutsideWorkingHours, OffGrid", shop.Rules("2026-05-05T12:00Z"));
        Assert.Equal("OutsideWorkingHours", shop.Rules("2026-05-05T12:30Z"));
        Assert.Equal("", shop.Rules("2026-05-05T10:30Z"));
    }

    [Fact]
    public void Keeps_time_that_was_booked_before_the_technician_lost_the_service()
    {
        var shop = new Shop().Service(Shop.X, 60, 60, after: 30).Tech("Ada", "09:00-13:00", services: [Shop.Y])
            .Booked("Ada", "2026-05-05T10:00Z", "2026-05-05T11:00Z", Shop.X);

        Assert.Equal("09:00, 12:00", shop.Times("2026-05-05", Shop.Y));
        Assert.Equal("Overlap", shop.Rules("2026-05-05T10:00Z", technician: "Ada", service: Shop.Y));
        Assert.Equal("Buffer", shop.Rules("2026-05-05T11:00Z", technician: "Ada", service: Shop.Y));
    }

    [Fact]
    public void Refuses_a_start_within_a_minute()
    {
        var shop = new Shop().Tech("Ada", "09:00-12:00").Booked("Ada", "2026-05-05T11:00Z", "2026-05-05T12:00Z");
        var wish =
            Shop.Wish("2026-05-05T10:00Z") with { StartsAt = Shop.T("2026-05-05T10:00Z") + Duration.FromSeconds(1) };

        Assert.Equal("Overlap, OffGrid", shop.Rules(wish));
    }
}
