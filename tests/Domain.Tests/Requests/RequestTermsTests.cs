using Slotline.Domain.Requests;
using Slotline.Domain.Scheduling;

namespace Slotline.Domain.Tests.Requests;

/// <summary>What may be asked for, by asking and by editing.</summary>
public sealed class RequestTermsTests
{
    private readonly Desk _desk = new();

    [Fact]
    public void A_service_that_is_not_offered_cannot_be_asked_for()
    {
        _desk.Service.IsBookable = false;

        var refusal = Assert.Throws<Refusal>(() => _desk.Ask());

        Assert.Equal(RefusalCode.NotBookable, refusal.Code);
        Assert.Equal(["serviceId"], refusal.Field);
    }

    [Fact]
    public void A_service_withdrawn_meanwhile_is_kept_but_cannot_be_changed_to()
    {
        var request = _desk.Ask();
        var other = Desk.ServiceOf("Training");
        _desk.Service.IsBookable = other.IsBookable = false;

        request.Update(_desk.Terms with { Description = "Stairs" }, [], _desk.Requester, Desk.Now);
        var refusal = Assert.Throws<Refusal>(() =>
            request.Update(_desk.Terms with { Service = other }, [], _desk.Requester, Desk.Now));

        Assert.Equal((RefusalCode.NotBookable, "Stairs"), (refusal.Code, request.Description));
        Assert.Equal(_desk.Service.Id, request.ServiceId);
    }

    [Fact]
    public void Whatever_the_engine_found_against_it_refuses_it()
    {
        RuleViolation[] found = [new(AvailabilityRule.Held, "Held."), new(AvailabilityRule.OffGrid, "Off.")];
        var request = _desk.Ask();

        var asking = Assert.Throws<Refusal>(() => _desk.Ask(null, found));
        var editing = Assert.Throws<Refusal>(() => request.Update(_desk.Terms, found, _desk.Requester, Desk.Now));

        Assert.All([asking, editing], refusal =>
        {
            Assert.Equal(RefusalCode.SlotUnavailable, refusal.Code);
            Assert.Equal(["startsAt"], refusal.Field);
            Assert.Equal(found, refusal.Violations);
        });
    }

    [Fact]
    public void A_ticket_of_another_client_or_of_none_is_refused_by_every_verb_and_changes_nothing()
    {
        var request = _desk.Ask();
        foreach (var ticket in new[] { Desk.TicketOf("T-7", Guid.CreateVersion7()), Desk.TicketOf("T-8", null) })
        {
            var terms = _desk.Terms with { Ticket = ticket, Description = "New" };
            var booking = Desk.Book(_desk.Ana, Desk.Start);
            Action[] verbs =
            [
                () => _desk.Ask(terms),
                () => request.Update(terms, [], _desk.Requester, Desk.Now),
                () => request.Approve(booking, "New", ticket, _desk.Dispatcher.Actor, Desk.Now),
                () => request.LinkTicket(ticket, _desk.Dispatcher.Actor, Desk.Now),
            ];

            Assert.All(verbs, verb =>
            {
                var refusal = Assert.Throws<Refusal>(verb);
                Assert.Equal(RefusalCode.InvalidInput, refusal.Code);
                Assert.Equal(["ticketId"], refusal.Field);
            });
        }

        Assert.Equal((1, true), (request.Version, request.IsPending));
        Assert.Equal((null, null, null), (request.TicketId, request.Description, request.InternalNotes));
    }

    [Fact]
    public void A_visitors_request_has_neither_client_nor_ticket()
    {
        var request = AppointmentRequest.Request(
            _desk.Terms, new Requester("Vic", "vic@home.test", null, "Home"), null, [], _desk.Requester, Desk.Now);

        Assert.Equal((null, null), (request.ClientId, request.ContactId));
        Assert.Throws<Refusal>(() => request.LinkTicket(_desk.Ticket, _desk.Dispatcher.Actor, Desk.Now));
    }

    [Theory]
    [InlineData("UTC+5")]
    [InlineData("Mars/Olympus")]
    [InlineData("europe/berlin")]
    public void An_unknown_zone_is_refused_and_changes_nothing(string zone)
    {
        var request = _desk.Ask();
        var terms = _desk.Terms with { TimeZoneId = zone, StartsAt = Desk.Start + Desk.Hour };

        var refusal = Assert.Throws<Refusal>(() => request.Update(terms, [], _desk.Requester, Desk.Now));

        Assert.Equal(["timeZone"], refusal.Field);
        Assert.Equal((Desk.Start, 1), (request.StartsAt, request.Version));
        Assert.Equal("Europe/Berlin", request.RequesterTimeZoneId);
    }

    [Fact]
    public void Words_have_a_limit_named_by_the_verbs_own_field_and_nothing_is_changed()
    {
        var (request, tooLong) = (_desk.Ask(), new string('x', Text.LongestNote + 1));
        var (by, booking) = (_desk.Dispatcher.Actor, Desk.Book(_desk.Ana, Desk.Start));
        var terms = _desk.Terms with { Description = tooLong };
        (string Field, Action Verb)[] verbs =
        [
            ("description", () => _desk.Ask(terms)),
            ("description", () => request.Update(terms, [], _desk.Requester, Desk.Now)),
            ("internalNotes", () => request.Approve(booking, tooLong, _desk.Ticket, by, Desk.Now)),
            ("internalNotes", () => request.UpdateInternalNotes(tooLong, by, Desk.Now)),
            ("reason", () => request.Decline(tooLong, by, Desk.Now)),
            ("reason", () => request.Cancel(tooLong, BookingRules.Standard, _desk.Requester, Desk.Now)),
        ];

        Assert.All(verbs, verb =>
        {
            var refusal = Assert.Throws<Refusal>(verb.Verb);
            Assert.Equal(RefusalCode.InvalidInput, refusal.Code);
            Assert.Equal([verb.Field], refusal.Field);
        });
        Assert.Equal((1, true, null), (request.Version, request.IsPending, request.TicketId));
    }
}
