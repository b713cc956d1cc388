using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Scheduling;
using EventType = Slotline.Domain.Requests.AppointmentRequestEventType;

namespace Slotline.Domain.Requests;

public sealed partial class AppointmentRequest
{
    /// <summary>Asks for an appointment; it becomes pending.</summary>
    /// <param name="terms">What is asked for.</param>
    /// <param name="requester">Who asks, as they are now.</param>
    /// <param name="contact">The contact it is for; null for a visitor.</param>
    /// <param name="violations">What the slot engine found against it; none lets it through.</param>
    /// <param name="by">Who acts: the contact, staff on their behalf, or the visitor.</param>
    /// <param name="now">The present.</param>
    /// <exception cref="Refusal">NotBookable, SlotUnavailable with the rules, InvalidInput.</exception>
    public static AppointmentRequest Request(
        RequestTerms terms,
        Requester requester,
        Contact? contact,
        IReadOnlyList<RuleViolation> violations,
        Caller by,
        Instant now)
    {
        var request = new AppointmentRequest
        {
            Id = Guid.CreateVersion7(),
            OrganizationId = terms.Service.OrganizationId,
            Reference = Requests.Reference.New(),
            ClientId = contact?.ClientId,
            ContactId = contact?.Id,
            Requester = requester,
            RequesterLocale = contact?.Locale ?? by.Locale,
            CreatedAt = now,
        };
        request.Ask(terms, violations);
        request.Record(EventType.Requested, by.Actor, now);
        return request;
    }

    /// <summary>
    /// Changes what is asked for while it is pending. A service that is no longer offered can be kept, not chosen.
    /// </summary>
    /// <exception cref="Refusal">NotPending, NotBookable, SlotUnavailable with the rules, InvalidInput.</exception>
    public void Update(RequestTerms terms, IReadOnlyList<RuleViolation> violations, Caller by, Instant now)
    {
        MustBePending();
        FieldChange?[] changes =
        [
            Changed("service", Service.Name, terms.Service.Name),
            Changed("requestedStartsAt", RequestedStartsAt, terms.StartsAt),
            Changed("durationMinutes", DurationMinutes, terms.DurationMinutes),
            Changed("requesterTimeZone", RequesterTimeZoneId, terms.TimeZoneId),
            Changed("preferredTechnician", PreferredTechnician?.Name, terms.PreferredTechnician?.Name),
            Changed("description", Description, Text.Note(terms.Description, "description")),
            Changed("ticket", Ticket?.Number, terms.Ticket?.Number),
        ];
        Ask(terms, violations);
        Record(EventType.Edited, by.Actor, now, changes);
    }

    /// <summary>Withdraws it; this cannot be undone.</summary>
    /// <param name="reason">At most 2,000 characters.</param>
    /// <param name="defaults">The organization's defaults, for the service's cancellation cut-off.</param>
    /// <param name="by">Who acts.</param>
    /// <param name="now">The present.</param>
    /// <exception cref="Refusal">NotCancellable when final or closed, TooLate after cut-off or start.</exception>
    public void Cancel(string? reason, BookingRules defaults, Caller by, Instant now)
    {
        if (!IsPending && !IsScheduled)
        {
            throw Refuse(RefusalCode.NotCancellable, "Only a pending or an upcoming request can be cancelled.");
        }

        if (!StandingUnder(defaults).CanCancel(by, now))
        {
            throw Refuse(RefusalCode.TooLate, "It is too late to cancel the appointment.");
        }

        var (from, note) = (Status, Text.Note(reason, "reason"));
        Status = AppointmentRequestStatus.Cancelled;
        CancellationReason = note;
        Appointment?.Cancel();
        Record(
            EventType.Cancelled, by.Actor, now,
            Changed("status", from, Status),
            Changed("cancellationReason", null, note));
    }

    /// <summary>Confirms it: assigns the technician and books the final time.</summary>
    /// <param name="booking">The technician's time, checked.</param>
    /// <param name="internalNotes">Replaces the notes unless null; at most 2,000 characters.</param>
    /// <param name="ticket">Links this ticket unless null.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="now">The present.</param>
    /// <exception cref="Refusal">NotPending, InvalidInput.</exception>
    public void Approve(Booking booking, string? internalNotes, Ticket? ticket, Actor by, Instant now)
    {
        MustBePending();
        MustBeOfTheClient(ticket);
        var (from, notes, number, startsAt, endsAt) = (Status, InternalNotes, Ticket?.Number, StartsAt, EndsAt);
        InternalNotes = internalNotes is null ? notes : Text.Note(internalNotes, FieldChange.InternalNotes);
        Link(ticket ?? Ticket);
        Appointment = new Appointment(this, booking);
        ShowAppointment();
        Decide(AppointmentRequestStatus.Approved, by, now);
        Record(
            EventType.Approved, by, now,
            Changed("status", from, Status),
            Changed("technician", null, booking.Technician.Name),
            Changed("startsAt", startsAt, StartsAt),
            Changed("endsAt", endsAt, EndsAt),
            Changed("ticket", number, Ticket?.Number),
            Changed(FieldChange.InternalNotes, notes, InternalNotes));
    }

    /// <summary>Says no to it.</summary>
    /// <param name="reason">Told to the requester; at most 2,000 characters.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="now">The present.</param>
    /// <exception cref="Refusal">NotPending, InvalidInput.</exception>
    public void Decline(string? reason, Actor by, Instant now)
    {
        MustBePending();
        var (from, note) = (Status, Text.Note(reason, "reason"));
        DeclineReason = note;
        Decide(AppointmentRequestStatus.Declined, by, now);
        Record(EventType.Declined, by, now, Changed("status", from, Status), Changed("declineReason", null, note));
    }

    /// <summary>Moves the appointment to another time, another technician, or both.</summary>
    /// <exception cref="Refusal">
    /// NotApproved when there is no upcoming appointment, InvalidInput when nothing would change.
    /// </exception>
    public void Reschedule(Booking booking, Actor by, Instant now)
    {
        MustBeScheduled();
        var appointment = Appointment!;
        var moves = booking.StartsAt != appointment.StartsAt || booking.EndsAt != appointment.EndsAt;
        if (!moves && booking.Technician.Id == appointment.TechnicianId)
        {
            throw Refuse(RefusalCode.InvalidInput, "It is that technician's at that time already.");
        }

        var (technician, startsAt, endsAt) = (appointment.Technician.Name, StartsAt, EndsAt);
        appointment.Move(booking);
        ShowAppointment();
        Record(
            moves ? EventType.Rescheduled : EventType.Reassigned, by, now,
            Changed("technician", technician, booking.Technician.Name),
            Changed("startsAt", startsAt, StartsAt),
            Changed("endsAt", endsAt, EndsAt));
    }

    /// <summary>Sets or clears the linked ticket.</summary>
    /// <exception cref="Refusal">InvalidInput: the ticket is another client's.</exception>
    public void LinkTicket(Ticket? ticket, Actor by, Instant now)
    {
        MustBeOfTheClient(ticket);
        var number = Ticket?.Number;
        Link(ticket);
        Record(EventType.TicketLinked, by, now, Changed("ticket", number, ticket?.Number));
    }

    /// <summary>Replaces the notes that only staff can read.</summary>
    /// <exception cref="Refusal">InvalidInput.</exception>
    public void UpdateInternalNotes(string? internalNotes, Actor by, Instant now)
    {
        var notes = InternalNotes;
        InternalNotes = Text.Note(internalNotes, FieldChange.InternalNotes);
        Record(EventType.Noted, by, now, Changed(FieldChange.InternalNotes, notes, InternalNotes));
    }

    /// <summary>Marks a past or running appointment as done, or as missed by the client.</summary>
    /// <exception cref="Refusal">NotApproved when there is no open appointment, TooEarly before its start.</exception>
    public void Close(AppointmentOutcome outcome, Actor by, Instant now)
    {
        MustBeScheduled();
        if (now < StartsAt)
        {
            throw Refuse(RefusalCode.TooEarly, "The appointment has not begun.");
        }

        Appointment!.Close(outcome);
        Record(
            outcome == AppointmentOutcome.Completed ? EventType.Completed : EventType.NoShow, by, now,
            Changed("appointmentStatus", AppointmentStatus.Scheduled, Appointment.Status));
    }

    private void Ask(RequestTerms terms, IReadOnlyList<RuleViolation> violations)
    {
        if (!terms.Service.IsBookable && terms.Service.Id != ServiceId)
        {
            throw new Refusal(RefusalCode.NotBookable, "The service is not offered for booking.", "serviceId");
        }

        if (violations.Count > 0)
        {
            throw new Refusal(RefusalCode.SlotUnavailable, "That time is not available.", "startsAt")
            {
                Violations = violations,
            };
        }

        MustBeOfTheClient(terms.Ticket);
        var timeZoneId = Text.TimeZone(terms.TimeZoneId, "timeZone")!;
        Description = Text.Note(terms.Description, "description");
        Service = terms.Service;
        ServiceId = terms.Service.Id;
        RequestedStartsAt = StartsAt = terms.StartsAt;
        RequestedEndsAt = EndsAt = terms.EndsAt;
        RequesterTimeZoneId = timeZoneId;
        PreferredTechnician = terms.PreferredTechnician;
        PreferredTechnicianId = TechnicianId = terms.PreferredTechnician?.Id;
        Link(terms.Ticket);
    }

    private void Link(Ticket? ticket) => (Ticket, TicketId) = (ticket, ticket?.Id);

    private void ShowAppointment() =>
        (StartsAt, EndsAt, TechnicianId) = (Appointment!.StartsAt, Appointment.EndsAt, Appointment.TechnicianId);

    private void Decide(AppointmentRequestStatus status, Actor by, Instant now) =>
        (Status, DecidedBy, DecidedAt) = (status, by, now);

    private void MustBeOfTheClient(Ticket? ticket)
    {
        if (ticket is not null && ticket.ClientId != ClientId)
        {
            throw Refusal.InvalidInput("The ticket is not of the request's client.", "ticketId");
        }
    }

    /// <exception cref="Refusal">NotPending.</exception>
    public void MustBePending()
    {
        if (!IsPending)
        {
            throw Refuse(RefusalCode.NotPending, $"It is {Status.ToString().ToLowerInvariant()} already.");
        }
    }

    /// <exception cref="Refusal">NotApproved: it has no appointment, or a closed or cancelled one.</exception>
    public void MustBeScheduled()
    {
        if (!IsScheduled)
        {
            throw Refuse(RefusalCode.NotApproved, "There is no open appointment.");
        }
    }
}
