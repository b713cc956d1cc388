using NodaTime;
using Slotline.Domain.Scheduling;

namespace Slotline.Domain.Tests.Scheduling;

public sealed class StandingTests
{
    private static readonly Instant Now = Shop.T("2026-05-01T00:00Z");

    [Fact]
    public void Puts_the_free_first_then_the_least_busy_then_by_name()
    {
        var shop = new Shop().At(Now)
            .Tech("Dan").Tech("ben").Tech("Ada").Tech("Eve", active: false).Tech("Cai", services: [Shop.Y])
            .Booked("Ada", "2026-05-05T09:00Z", "2026-05-05T10:00Z")
            .Tech("Abe", "09:00-10:00");

        var standings = shop.Availability().Standings(Shop.Wish("2026-05-05T11:00Z"), shop.Now);

        Assert.Equal(
            ["ben 0 ", "Dan 0 ", "Ada 1 ", "Abe 0 OutsideWorkingHours", "Eve 0 NotQualified"],
            standings.Select(one => $"{one.Technician.Name} {one.AppointmentsThatDay} "
                + string.Join(",", one.Violations.Select(v => v.Rule))));
        Assert.Equal([true, true, true, false, false], standings.Select(one => one.IsFree));
    }

    [Fact]
    public void Chooses_the_least_busy_technician_and_by_name_between_equals()
    {
        var shop = new Shop().At(Now).Tech("Cai").Tech("Ada").Tech("Ben")
            .Booked("Ada", "2026-05-05T09:00Z", "2026-05-05T10:00Z");

        Assert.Equal("Ben", shop.Availability().LeastBusy(Shop.Wish("2026-05-05T11:00Z"), Now)?.Name);
        Assert.Equal(
            "Ada", shop.Availability().LeastBusy(Shop.Wish("2026-05-05T11:00Z", technician: "Ada"), Now)?.Name);
        Assert.Null(shop.Availability().LeastBusy(Shop.Wish("2026-05-05T09:00Z", technician: "Ada"), Now));
        Assert.Null(shop.Availability().LeastBusy(Shop.Wish("2026-05-05T20:00Z"), Now));
    }

    [Fact]
    public void Counts_the_day_of_the_technician_without_the_own_booking()
    {
        var own = Guid.CreateVersion7();
        var shop = new Shop("America/Los_Angeles").At(Now).Tech("Ada", "00:00-24:00")
            .Booked("Ada", "2026-05-06T01:00Z", "2026-05-06T02:00Z", request: own)
            .Booked("Ada", "2026-05-06T08:00Z", "2026-05-06T09:00Z")
            .Booked("Ada", "2026-05-05T07:00Z", "2026-05-05T08:00Z");
        var wish = Shop.Wish("2026-05-05T20:00Z");

        Assert.Equal(2, shop.Availability().Standings(wish, Now).Single().AppointmentsThatDay);
        Assert.Equal(
            1, shop.Availability().Standings(wish with { ExcludeRequestId = own }, Now).Single().AppointmentsThatDay);
    }

    [Fact]
    public void Names_every_rule_that_stands()
    {
        var shop = new Shop().At(Shop.T("2026-05-05T10:10Z"))
            .Service(Shop.X, 60, 60, before: 10, notice: 30, cap: 1, bookable: false)
            .Tech("Ada", "09:00-12:00", active: false)
            .Booked("Ada", "2026-05-05T10:30Z", "2026-05-05T11:00Z")
            .Held("2026-05-05T10:30Z", "2026-05-05T11:00Z", "Ada");

        Assert.Equal(
            "ServiceNotBookable, NotQualified, Overlap, MinimumNotice, DailyCap, OffGrid, Duration, InThePast",
            shop.Rules("2026-05-05T10:05Z", 45, "Ada"));
        Assert.Equal("ServiceNotBookable, NotQualified, MinimumNotice, Duration, InThePast", shop.Rules(
            "2026-05-05T10:05Z", 45));
    }

    [Fact]
    public void Says_each_rule_in_a_sentence()
    {
        var shop = new Shop().At(Now).Service(Shop.X, 60, 60, notice: 30, horizon: 3).Tech("Ada");

        var violations = shop.Availability().Violations(Shop.Wish("2026-05-05T09:20Z", 45), Now);

        Assert.Equal(
            [
                new RuleViolation(AvailabilityRule.BookingHorizon, "The start must be at most 3 days ahead."),
                new RuleViolation(
                    AvailabilityRule.OffGrid,
                    "The start is not on the grid: a step of 60 minutes from where working hours begin."),
                new RuleViolation(AvailabilityRule.Duration, "The service does not take 45 minutes."),
            ],
            violations);
    }

    [Fact]
    public void Judges_a_technician_who_does_not_perform_the_service_by_the_other_rules_too()
    {
        var shop = new Shop().At(Now).Tech("Ada", services: [Shop.Y]).Tech("Ben")
            .Booked("Ada", "2026-05-05T09:00Z", "2026-05-05T10:00Z", Shop.Y);

        Assert.Equal("NotQualified, Overlap", shop.Rules("2026-05-05T09:00Z", technician: "Ada"));
        Assert.Equal("NotQualified", shop.Rules("2026-05-05T10:00Z", technician: "Ada"));
    }

    [Fact]
    public void Names_the_rules_of_all_when_nobody_is_free()
    {
        var shop = new Shop().At(Now).Tech("Ada", "10:00-12:00").Tech("Ben")
            .Booked("Ben", "2026-05-05T09:00Z", "2026-05-05T10:00Z");

        Assert.Equal("OutsideWorkingHours, Overlap", shop.Rules("2026-05-05T09:00Z"));
        Assert.Equal("", shop.Rules("2026-05-05T10:00Z"));
    }
}
