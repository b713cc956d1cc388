using Slotline.Domain.Requests;
using Slotline.Domain.Scheduling;

namespace Slotline.Domain.Tests.Requests;

public sealed class RequestEventTests
{
    private readonly Desk _desk = new();

    [Fact]
    public void A_new_request_is_at_version_one_with_one_event_by_whoever_asked()
    {
        var request = _desk.Ask();

        var happened = Assert.Single(request.Events);
        Assert.Equal((1, AppointmentRequestStatus.Pending), (request.Version, request.Status));
        Assert.Equal((AppointmentRequestEventType.Requested, 1), (happened.Type, happened.RequestVersion));
        Assert.Equal(_desk.Requester.Actor, happened.Actor);
        Assert.Equal((_desk.Client.Id, _desk.Contact.Id), (happened.ClientId, happened.ContactId));
        Assert.Equal((request.Id, Desk.Now), (happened.RequestId, happened.OccurredAt));
        Assert.Empty(happened.Changes);
    }

    [Fact]
    public void Editing_names_each_changed_field_before_and_after_and_no_other()
    {
        var request = _desk.Ask(_desk.Terms with { PreferredTechnician = _desk.Ana, Description = "Ring twice" });

        request.Update(
            _desk.Terms with
            {
                StartsAt = Desk.Start + Desk.Hour,
                DurationMinutes = 90,
                TimeZoneId = "Europe/London",
                Description = "  Ring\r\nthrice ",
                Ticket = _desk.Ticket,
            },
            [], _desk.Requester, Desk.Now);

        Assert.Equal(
            [
                new("requestedStartsAt", "2026-08-12T14:00:00Z", "2026-08-12T15:00:00Z"),
                new("durationMinutes", "60", "90"),
                new("requesterTimeZone", "Europe/Berlin", "Europe/London"),
                new("preferredTechnician", "Ana", null),
                new("description", "Ring twice", "Ring\nthrice"),
                new("ticket", null, "T-100"),
            ],
            request.Events[^1].Changes);
        Assert.Equal((Desk.Start + Desk.Hour, Desk.Start + Desk.Hour * 2.5), (request.StartsAt, request.EndsAt));
        Assert.Null(request.TechnicianId);
    }

    [Fact]
    public void Choosing_another_service_is_told_by_name()
    {
        var request = _desk.Ask();

        request.Update(_desk.Terms with { Service = Desk.ServiceOf("Remote help") }, [], _desk.Requester, Desk.Now);

        Assert.Equal([new("service", "On-site visit", "Remote help")], request.Events[^1].Changes);
    }

    [Fact]
    public void Approving_tells_what_was_decided_beside_what_was_asked()
    {
        var request = _desk.Ask(_desk.Terms with { PreferredTechnician = _desk.Ana });
        var booking = Desk.Book(_desk.Ben, Desk.Start + Desk.Hour, 90);

        request.Approve(booking, "Bring a ladder", _desk.Ticket, _desk.Dispatcher.Actor, Desk.Now);

        Assert.Equal(
            [
                new("status", "PENDING", "APPROVED"),
                new("technician", null, "Ben"),
                new("startsAt", "2026-08-12T14:00:00Z", "2026-08-12T15:00:00Z"),
                new("endsAt", "2026-08-12T15:00:00Z", "2026-08-12T16:30:00Z"),
                new("ticket", null, "T-100"),
                new("internalNotes", null, "Bring a ladder"),
            ],
            request.Events[^1].Changes);
        Assert.Equal((Desk.Start, Desk.Start + Desk.Hour), (request.RequestedStartsAt, request.RequestedEndsAt));
        Assert.Equal((booking.StartsAt, booking.EndsAt), (request.StartsAt, request.EndsAt));
        Assert.Equal((_desk.Ben.Id, _desk.Ana.Id), (request.TechnicianId, request.PreferredTechnicianId));
        Assert.Equal((_desk.Dispatcher.Actor, Desk.Now), (request.DecidedBy, request.DecidedAt));
    }

    [Fact]
    public void Approving_without_notes_or_ticket_leaves_those_there_are()
    {
        var request = _desk.Ask(_desk.Terms with { Ticket = _desk.Ticket });
        request.UpdateInternalNotes("Has a dog", _desk.Dispatcher.Actor, Desk.Now);

        request.Approve(Desk.Book(_desk.Ana, Desk.Start), null, null, _desk.Dispatcher.Actor, Desk.Now);

        Assert.Equal(("Has a dog", _desk.Ticket.Id), (request.InternalNotes, request.TicketId));
        Assert.Equal(["status", "technician"], request.Events[^1].Changes.Select(change => change.Field));
    }

    [Fact]
    public void A_reason_is_kept_and_told()
    {
        var (declined, cancelled) = (_desk.Ask(), _desk.Ask());

        declined.Decline("Fully booked", _desk.Dispatcher.Actor, Desk.Now);
        cancelled.Cancel(" ", BookingRules.Standard, _desk.Requester, Desk.Now);

        Assert.Equal(
            [new("status", "PENDING", "DECLINED"), new("declineReason", null, "Fully booked")],
            declined.Events[^1].Changes);
        Assert.Equal([new("status", "PENDING", "CANCELLED")], cancelled.Events[^1].Changes);
        Assert.Null(cancelled.CancellationReason);
    }

    [Fact]
    public void Moving_to_another_time_and_technician_at_once_is_one_rescheduling()
    {
        var request = _desk.AskAndApprove();

        request.Reschedule(Desk.Book(_desk.Ben, Desk.Start + Desk.Hour), _desk.Dispatcher.Actor, Desk.Now);

        var happened = request.Events[^1];
        Assert.Equal(AppointmentRequestEventType.Rescheduled, happened.Type);
        Assert.Equal(["technician", "startsAt", "endsAt"], happened.Changes.Select(change => change.Field));
        Assert.Equal(1, request.Appointment!.Sequence);
    }

    [Fact]
    public void Moving_to_where_it_is_already_is_refused()
    {
        var request = _desk.AskAndApprove();

        var refusal = Assert.Throws<Refusal>(() =>
            request.Reschedule(Desk.Book(_desk.Ana, Desk.Start), _desk.Dispatcher.Actor, Desk.Now));

        Assert.Equal((RefusalCode.InvalidInput, 2), (refusal.Code, request.Version));
    }

    [Fact]
    public void A_calendar_hears_of_a_move_and_of_the_end_by_a_rising_sequence()
    {
        var request = _desk.AskAndApprove();
        var sequences = new List<int> { request.Appointment!.Sequence };

        request.Reschedule(Desk.Book(_desk.Ben, Desk.Start), _desk.Dispatcher.Actor, Desk.Now);
        sequences.Add(request.Appointment.Sequence);
        request.Cancel(null, BookingRules.Standard, _desk.Dispatcher, Desk.Now);
        sequences.Add(request.Appointment.Sequence);

        Assert.Equal([0, 1, 2], sequences);
        Assert.Equal(AppointmentStatus.Cancelled, request.Appointment.Status);
    }

    [Fact]
    public void Only_notes_are_kept_from_the_client()
    {
        var request = _desk.AskAndApprove();
        request.LinkTicket(_desk.Ticket, _desk.Dispatcher.Actor, Desk.Now);
        request.LinkTicket(null, _desk.Dispatcher.Actor, Desk.Now);
        request.UpdateInternalNotes("Grumpy", _desk.Dispatcher.Actor, Desk.Now);
        request.Close(AppointmentOutcome.NoShow, _desk.Dispatcher.Actor, Desk.Start);

        Assert.Equal([false, false, false, false, true, false], request.Events.Select(one => one.IsStaffOnly));
        Assert.Equal([new("ticket", "T-100", null)], request.Events[3].Changes);
        Assert.Equal([new("internalNotes", null, "Grumpy")], request.Events[4].Changes);
        Assert.Equal([new("appointmentStatus", "SCHEDULED", "NO_SHOW")], request.Events[5].Changes);
        Assert.Equal([1, 2, 3, 4, 5, 6], request.Events.Select(happened => happened.RequestVersion));
    }

    [Fact]
    public void Its_words_are_found_in_small_letters_after_every_change()
    {
        var request = _desk.Ask(_desk.Terms with { Description = "Ｐrinter ÄRGER" });

        Assert.Contains("printer ärger", request.SearchKey, StringComparison.Ordinal);
        Assert.Contains("clara@acme.test", request.SearchKey, StringComparison.Ordinal);
        Assert.Contains(request.Reference.ToLowerInvariant(), request.SearchKey, StringComparison.Ordinal);

        request.Update(_desk.Terms with { Description = "Scanner" }, [], _desk.Requester, Desk.Now);

        Assert.EndsWith("scanner", request.SearchKey, StringComparison.Ordinal);
    }
}
