using NodaTime;
using Slotline.Domain.Requests;
using Slotline.Domain.Scheduling;
using Rule = Slotline.Domain.Scheduling.AvailabilityRule;

namespace Slotline.Domain.Tests.Requests;

public sealed class BookingTests
{
    private readonly Desk _desk = new();

    [Fact]
    public void A_time_that_nothing_stands_against_is_half_open_and_overrides_nothing()
    {
        var booking = Booking.Of(_desk.Ana, Desk.Start, 90, [], [Rule.Buffer, Rule.MinimumNotice]);

        Assert.Equal((Desk.Start, Desk.Start + Duration.FromMinutes(90)), (booking.StartsAt, booking.EndsAt));
        Assert.Same(_desk.Ana, booking.Technician);
        Assert.Empty(booking.OverriddenRules);
    }

    [Fact]
    public void An_overlap_is_never_waived()
    {
        var found = Found(Rule.Buffer, Rule.Overlap);

        var refusal = Assert.Throws<Refusal>(() =>
            Booking.Of(_desk.Ana, Desk.Start, 60, found, Enum.GetValues<Rule>()));

        Assert.Equal(RefusalCode.SlotTaken, refusal.Code);
        Assert.Equal(["startsAt"], refusal.Field);
    }

    [Fact]
    public void Every_other_rule_can_be_waived_and_is_recorded()
    {
        var rules = Enum.GetValues<Rule>().Except([Rule.Overlap]).ToArray();

        Assert.All(rules, rule =>
        {
            Assert.Equal([rule], Booking.Of(_desk.Ana, Desk.Start, 60, Found(rule), [rule]).OverriddenRules);
            Assert.Throws<Refusal>(() => Booking.Of(_desk.Ana, Desk.Start, 60, Found(rule), []));
        });
    }

    [Fact]
    public void What_was_not_waived_stands_and_is_named()
    {
        var found = Found(Rule.Buffer, Rule.TimeOff, Rule.DailyCap);

        var refusal = Assert.Throws<Refusal>(() =>
            Booking.Of(_desk.Ana, Desk.Start, 60, found, [Rule.TimeOff, Rule.Held]));

        Assert.Equal(RefusalCode.RulesViolated, refusal.Code);
        Assert.Equal(["startsAt"], refusal.Field);
        Assert.Equal([found[0], found[2]], refusal.Violations);
    }

    [Fact]
    public void Only_rules_that_stood_against_it_are_recorded_once_each_on_the_appointment()
    {
        var request = _desk.Ask();
        var found = Found(Rule.OutsideWorkingHours, Rule.Buffer, Rule.Buffer);
        Rule[] waived = [Rule.Buffer, Rule.OutsideWorkingHours, Rule.Held];
        var booking = Booking.Of(_desk.Ana, Desk.Start, 60, found, waived);

        request.Approve(booking, null, null, _desk.Dispatcher.Actor, Desk.Now);

        Assert.Equal([Rule.OutsideWorkingHours, Rule.Buffer], request.Appointment!.OverriddenRules);
    }

    [Fact]
    public void A_move_records_its_own_waivers_in_place_of_the_old_ones()
    {
        var request = _desk.Ask();
        var (by, later) = (_desk.Dispatcher.Actor, Desk.Start + Desk.Hour);
        var first = Booking.Of(_desk.Ana, Desk.Start, 60, Found(Rule.Buffer), [Rule.Buffer]);
        request.Approve(first, null, null, by, Desk.Now);

        request.Reschedule(Booking.Of(_desk.Ana, later, 60, Found(Rule.TimeOff), [Rule.TimeOff]), by, Desk.Now);

        Assert.Equal([Rule.TimeOff], request.Appointment!.OverriddenRules);
    }

    private static RuleViolation[] Found(params Rule[] rules) =>
        [.. rules.Select(rule => new RuleViolation(rule, $"{rule}."))];
}
