using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Scheduling;

namespace Slotline.Domain.Tests.Directory;

/// <summary>What the directory's things may look like; every refusal names its field.</summary>
public sealed class DirectoryBoundsTests
{
    private static readonly Guid OrganizationId = Guid.CreateVersion7();
    private static readonly Instant Now = Instant.FromUtc(2026, 8, 10, 9, 0);
    private static readonly LocalDate Day = new(2026, 8, 10);

    private readonly Service _service = new(OrganizationId, "Visit", [60]);
    private readonly Technician _technician = new(OrganizationId, "Ana", "ana@firm.test");

    [Theory]
    [InlineData("demo")]
    [InlineData("a1")]
    [InlineData("north-side-4")]
    public void A_slug_is_kept(string slug) => Assert.Equal(slug, new Organization("Firm", slug, "UTC", Now).Slug);

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("-demo")]
    [InlineData("demo-")]
    [InlineData("Demo")]
    [InlineData("de mo")]
    [InlineData("dé")]
    [InlineData("a-slug-that-is-one-letter-too-long-for-it")]
    public void Anything_else_is_not_a_slug(string slug) =>
        Refuses(() => new Organization("Firm", slug, "UTC", Now), "slug");

    [Fact]
    public void Lengths_of_a_service_are_ascending_and_each_stands_once()
    {
        _service.Offer([90, 30, 90, 1440, 1]);

        Assert.Equal([1, 30, 90, 1440], _service.DurationsMinutes);
        Assert.Equal((1, 90), (_service.DurationOrFirst(null), _service.DurationOrFirst(90)));
    }

    [Fact]
    public void A_service_has_one_to_twenty_lengths_of_a_minute_to_a_day()
    {
        Refuses(() => _service.Offer([]), "durationsMinutes");
        Refuses(() => _service.Offer([.. Enumerable.Range(1, 21)]), "durationsMinutes");
        Refuses(() => _service.Offer([30, 0]), "durationsMinutes", "1");
        Refuses(() => _service.Offer([-30]), "durationsMinutes", "0");
        Refuses(() => _service.Offer([30, 60, 1441]), "durationsMinutes", "2");
        Assert.Equal([60], _service.DurationsMinutes);
    }

    public static TheoryData<string, int, int> Bounds => new()
    {
        { "slotStepMinutes", 1, 1440 },
        { "bufferBeforeMinutes", 0, 1440 },
        { "bufferAfterMinutes", 0, 1440 },
        { "minimumNoticeMinutes", 0, 527_040 },
        { "horizonDays", 0, 1100 },
        { "maxPerDay", 0, 10_000 },
        { "cancellationCutoffMinutes", 0, 527_040 },
    };

    [Theory]
    [MemberData(nameof(Bounds))]
    public void A_booking_rule_holds_its_bounds_for_services_and_organizations(string setting, int least, int most)
    {
        var organization = new Organization("Firm", "firm", "UTC", Now);
        foreach (var value in (int[])[least, most])
        {
            _service.Govern(RulesWith(setting, value));
            organization.SetDefaults(RulesWith(setting, value).Over(BookingRules.Standard));
        }

        foreach (var value in (int[])[least - 1, most + 1, int.MinValue, int.MaxValue])
        {
            Refuses(() => _service.Govern(RulesWith(setting, value)), "rules", setting);
            var defaults = RulesWith(setting, value).Over(BookingRules.Standard);
            Refuses(() => organization.SetDefaults(defaults), "defaults", setting);
        }
    }

    [Fact]
    public void A_service_inherits_what_it_does_not_set_itself()
    {
        var defaults = new BookingRules(15, 5, 10, 120, 30, 8, 60);

        Assert.Equal(defaults, ServiceBookingRules.Inherited.Over(defaults));
        Assert.Equal(
            new BookingRules(1, 2, 3, 4, 5, 6, 7), new ServiceBookingRules(1, 2, 3, 4, 5, 6, 7).Over(defaults));
        Assert.Equal(
            defaults with { BufferAfterMinutes = 0 }, new ServiceBookingRules(BufferAfterMinutes: 0).Over(defaults));
    }

    [Fact]
    public void A_week_is_kept_by_day_and_start()
    {
        _technician.SetWeeklyHours(
            [On(IsoDayOfWeek.Friday, "08:00"), On(IsoDayOfWeek.Monday, "13:00"), On(IsoDayOfWeek.Monday, "08:00")]);

        Assert.Equal(
            [On(IsoDayOfWeek.Monday, "08:00"), On(IsoDayOfWeek.Monday, "13:00"), On(IsoDayOfWeek.Friday, "08:00")],
            _technician.WeeklyHours);
    }

    [Fact]
    public void A_week_with_a_wrong_range_is_refused_whole()
    {
        _technician.SetWeeklyHours([On(IsoDayOfWeek.Monday, "08:00")]);

        Refuses(
            () => _technician.SetWeeklyHours([On(IsoDayOfWeek.Friday, "08:00"), On(IsoDayOfWeek.Monday, "24:00")]),
            "weeklyHours", "1", "from");
        var tooMany = Enumerable.Repeat(On(IsoDayOfWeek.Monday, "08:00"), 71).ToList();
        Refuses(() => _technician.SetWeeklyHours(tooMany), "weeklyHours");

        Assert.Equal([On(IsoDayOfWeek.Monday, "08:00")], _technician.WeeklyHours);
    }

    [Fact]
    public void A_technicians_cap_is_none_or_up_to_a_thousand()
    {
        _technician.CapAt(0);
        _technician.CapAt(1000);
        Refuses(() => _technician.CapAt(1001), "maxAppointmentsPerDay");
        Refuses(() => _technician.CapAt(-1), "maxAppointmentsPerDay");
        Assert.Equal(1000, _technician.MaxAppointmentsPerDay);
        _technician.CapAt(null);
        Assert.Null(_technician.MaxAppointmentsPerDay);
    }

    [Fact]
    public void A_technician_without_a_zone_works_in_the_organizations()
    {
        var organization = new Organization("Firm", "firm", "Asia/Kolkata", Now);

        Assert.Equal("Asia/Kolkata", _technician.ZoneIn(organization).Id);
        _technician.MoveTo("Europe/Berlin");
        Assert.Equal("Europe/Berlin", _technician.ZoneIn(organization).Id);
    }

    [Fact]
    public void An_exception_spans_at_most_eleven_hundred_days_forward()
    {
        Assert.Equal(Day, new AvailabilityException(OrganizationId, null, Day, Day, [], null).To);
        Assert.Empty(new AvailabilityException(OrganizationId, null, Day, Day.PlusDays(1100), [], " ").Hours);
        Refuses(() => new AvailabilityException(OrganizationId, null, Day, Day.PlusDays(-1), [], null), "to");
        Refuses(() => new AvailabilityException(OrganizationId, null, Day, Day.PlusDays(1101), [], null), "to");
    }

    [Fact]
    public void Hours_of_an_exception_are_at_most_twenty_ranges_by_start()
    {
        var (early, late, wrong) = (Range("08:00"), Range("13:00"), Range("24:00"));

        Assert.Equal([early, late], With([late, early]).Hours);
        Refuses(() => With([early, wrong]), "hours", "1", "from");
        Refuses(() => With([.. Enumerable.Repeat(early, 21)]), "hours");
        Refuses(() => With([], new string('x', 2001)), "reason");

        static AvailabilityException With(TimeRange[] hours, string? reason = null) =>
            new(OrganizationId, null, Day, Day, hours, reason);
    }

    [Fact]
    public void Staff_and_contacts_have_roles_of_their_own_kind()
    {
        var member = new StaffMember(OrganizationId, "Ada", "ada@firm.test", Role.Admin);
        var contact = new Contact(OrganizationId, Guid.CreateVersion7(), "Clara", "clara@acme.test");

        Refuses(() => member.Become(Role.ClientAdmin), "role");
        Refuses(() => contact.Become(Role.Dispatcher), "role");
        Refuses(() => new StaffMember(OrganizationId, "Ada", "ada@firm.test", Role.ClientMember), "role");
        Assert.Equal((Role.Admin, Role.ClientMember), (member.Role, contact.Role));
    }

    [Fact]
    public void People_are_compared_by_address_without_regard_to_case()
    {
        var contact = new Contact(OrganizationId, Guid.CreateVersion7(), "Clara", "Clara@Acme.test");

        Assert.Equal(("Clara@Acme.test", "clara@acme.test"), (contact.Email, contact.EmailKey));
        Refuses(() => contact.ReachByPhone(new string('1', 51)), "phone");
        Refuses(() => contact.LiveIn("Nowhere"), "timeZone");
        Refuses(() => contact.Speak("?"), "locale");
    }

    [Fact]
    public void A_ticket_has_a_number_and_a_title()
    {
        var ticket = new Ticket(OrganizationId, " T-1 ");
        ticket.Describe("Printer ON fire", null, false, null);

        Assert.Equal(("T-1", "t-1 printer on fire", false), (ticket.Number, ticket.SearchKey, ticket.IsOpen));
        Refuses(() => new Ticket(OrganizationId, " "), "number");
        Refuses(() => new Ticket(OrganizationId, new string('1', 51)), "number");
        Refuses(() => ticket.Describe("", null, true, null), "title");
        Refuses(() => ticket.Describe("Fire", "javascript:alert(1)", true, null), "url");
    }

    private static TimeRange Range(string from) => new(Time(from), Time("17:00"));

    private static WeeklyHours On(IsoDayOfWeek day, string from) => new(day, Range(from));

    private static WallTime Time(string text) => WallTime.TryParse(text, out var time)
        ? time
        : throw new ArgumentException("It is not a time.", nameof(text));

    private static ServiceBookingRules RulesWith(string setting, int value) => setting switch
    {
        "slotStepMinutes" => new ServiceBookingRules(SlotStepMinutes: value),
        "bufferBeforeMinutes" => new ServiceBookingRules(BufferBeforeMinutes: value),
        "bufferAfterMinutes" => new ServiceBookingRules(BufferAfterMinutes: value),
        "minimumNoticeMinutes" => new ServiceBookingRules(MinimumNoticeMinutes: value),
        "horizonDays" => new ServiceBookingRules(HorizonDays: value),
        "maxPerDay" => new ServiceBookingRules(MaxPerDay: value),
        _ => new ServiceBookingRules(CancellationCutoffMinutes: value),
    };

    private static void Refuses(Func<object> make, params string[] field) => Refuses(() => { make(); }, field);

    private static void Refuses(Action act, params string[] field)
    {
        var refusal = Assert.Throws<Refusal>(act);
        Assert.Equal(RefusalCode.InvalidInput, refusal.Code);
        Assert.Equal(field, refusal.Field);
    }
}
