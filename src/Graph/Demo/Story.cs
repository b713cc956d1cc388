using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Graph.Access;
using Slotline.Graph.Requests.Acts;
using Slotline.Persistence;

namespace Slotline.Graph.Demo;

/// <summary>One event of the demo's past: when it happened, and the act that made it.</summary>
internal sealed record Step(Instant At, Func<Change, Task<AppointmentRequest>> Act);

/// <summary>A wish with its people and things found, told event by event.</summary>
internal sealed class Story(Wish wish, DemoFirm firm)
{
    private readonly Service _service = firm.FindService(wish.Service);
    private readonly Technician _technician = firm.FindTechnician(wish.Technician);
    private readonly Technician _firstTechnician = firm.FindTechnician(wish.FirstTechnician ?? wish.Technician);
    private readonly Contact? _contact = firm.FindContact(wish.Requester);
    private readonly Caller _decider = Sessions.CallerOf(firm.Decider);
    private Guid _requestId;

    private Caller Asker => _contact is not null ? Sessions.CallerOf(_contact) : new Caller
    {
        OrganizationId = firm.Organization.Id,
        Actor = new Actor(ActorKind.Visitor, null, Requester.Name, Requester.Email),
        Permissions = Permissions.AvailabilityRead | Permissions.RequestsWrite,
    };

    private Requester Requester => _contact is not null
        ? new Requester(_contact.Name, _contact.Email, _contact.Phone, firm.ClientOf(_contact).Name)
        : new Requester(
            wish.Requester,
            $"{wish.Requester.Replace(' ', '.').ToLowerInvariant()}@visitor.example",
            null,
            wish.Company);

    private RequestTerms Terms => new()
    {
        Service = _service,
        StartsAt = At(wish.FirstTime ?? wish.Time),
        DurationMinutes = wish.Minutes,
        TimeZoneId = _contact?.TimeZoneId ?? firm.Organization.TimeZoneId,
        PreferredTechnician = wish.IsPreferred ? _technician : null,
        Description = wish.Words,
        Ticket = firm.FindTicket(wish.Ticket),
    };

    /// <summary>Its events in order. The number spreads what happened at a like time of different days.</summary>
    public IEnumerable<Step> Steps(int number)
    {
        var asked = wish.AskedAgo is { } ago
            ? firm.Calendar.Now - ago
            : firm.Calendar.At(wish.AskedOn ?? Math.Min(wish.Day, 1) - 3, "09:05") + Minutes(number * 17 % 180);
        var decided = asked + Minutes(35 + number * 23 % 90);
        var later = decided + Minutes(45);
        Step[] rest = wish.Fate switch
        {
            Fate.Waiting => [],
            Fate.EditedAndWaiting => [Then(asked + Minutes(40), Edit)],
            Fate.Booked => Approval(decided),
            Fate.Moved or Fate.Reassigned =>
                [.. Approval(decided), Then(later, Move), .. wish.Day < 0 ? Completion : []],
            Fate.Completed => [.. Approval(decided), .. Completion],
            Fate.Missed => [.. Approval(decided), Then(At(wish.Time) + Minutes(20), Close(AppointmentOutcome.NoShow))],
            Fate.Declined => [Then(decided, (request, at) => request.Decline(wish.Reason, _decider.Actor, at))],
            Fate.Withdrawn => [Then(later, CallOff(Asker))],
            Fate.CalledOff => [.. Approval(decided), Then(later, CallOff(Asker))],
            Fate.CalledOffByStaff => [.. Approval(decided), Then(later, CallOff(_decider))],
            _ => throw new ArgumentOutOfRangeException(nameof(number), wish.Fate, "The wish has a fate of its own."),
        };
        return [new Step(asked, AskAsync), .. rest];
    }

    private Step[] Completion =>
        [Then(At(wish.Time) + Minutes(wish.Minutes + 5), Close(AppointmentOutcome.Completed))];

    private Step[] Approval(Instant decided) =>
    [
        .. _service.AutoApprove ? Array.Empty<Step>() : [Then(decided, Approve)],
        .. wish.LinkedTicket is null ? Array.Empty<Step>() : [Then(decided + Minutes(5), LinkTicket)],
        .. wish.Notes is null ? Array.Empty<Step>() : [Then(decided + Minutes(10), WriteNotes)],
    ];

    private Task<AppointmentRequest> AskAsync(Change change)
    {
        change.Db.AttachRange(Things);
        var request = AppointmentRequest.Request(Terms, Requester, _contact, [], Asker, change.Now);
        change.Db.Add(request);
        _requestId = request.Id;
        if (_service.AutoApprove)
        {
            var program = AskingActs.AutomaticApproval(request.OrganizationId);
            request.Approve(Book(_technician), null, null, program, change.Now);
        }

        return Task.FromResult(request);
    }

    /// <summary>A later event: the request is loaded and told a verb.</summary>
    private Step Then(Instant at, Action<AppointmentRequest, Instant> verb) => new(at, async change =>
    {
        change.Db.AttachRange(Things);
        var request = await change.Db.AppointmentRequests.Include(r => r.Appointment)
            .SingleAsync(r => r.Id == _requestId, change.CancellationToken);
        verb(request, change.Now);
        return request;
    });

    private void Edit(AppointmentRequest request, Instant at) =>
        request.Update(Terms with { Description = $"{wish.Words} Any morning is fine, too." }, [], Asker, at);

    private void Approve(AppointmentRequest request, Instant at) =>
        request.Approve(Book(_firstTechnician, wish.FirstTime), null, null, _decider.Actor, at);

    private void Move(AppointmentRequest request, Instant at) =>
        request.Reschedule(Book(_technician), _decider.Actor, at);

    private void LinkTicket(AppointmentRequest request, Instant at) =>
        request.LinkTicket(firm.FindTicket(wish.LinkedTicket), _decider.Actor, at);

    private void WriteNotes(AppointmentRequest request, Instant at) =>
        request.UpdateInternalNotes(wish.Notes, _decider.Actor, at);

    private Action<AppointmentRequest, Instant> CallOff(Caller by) =>
        (request, at) => request.Cancel(wish.Reason, firm.Organization.Defaults, by, at);

    private Action<AppointmentRequest, Instant> Close(AppointmentOutcome outcome)
    {
        var by = firm.MemberWhoIs(_technician) ?? firm.Decider;
        return (request, at) => request.Close(outcome, Sessions.CallerOf(by).Actor, at);
    }

    /// <summary>What a request may refer to. It is stored already, so it is attached, not added.</summary>
    private object[] Things =>
    [
        _service,
        .. new[] { _technician, _firstTechnician }.Distinct(),
        .. new[] { firm.FindTicket(wish.Ticket), firm.FindTicket(wish.LinkedTicket) }.OfType<Ticket>().Distinct(),
    ];

    private Booking Book(Technician technician, string? time = null) =>
        Booking.Of(technician, At(time ?? wish.Time), wish.Minutes, [], []);

    private Instant At(string time) => firm.Calendar.At(wish.Day, time, _technician.ZoneIn(firm.Organization));

    private static Duration Minutes(int minutes) => Duration.FromMinutes(minutes);
}
