using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Domain.Scheduling;
using Slotline.Persistence;
using Slotline.Persistence.Queries;

namespace Slotline.Graph.Requests.Acts;

/// <summary>The steps that changes of requests share: load what the caller may see, judge a time, answer.</summary>
internal static class RequestActs
{
    /// <summary>
    /// Changes one request that the caller may see, at the version they saw, and answers how it stands then.
    /// </summary>
    public static Task<AppointmentRequestNode> ChangeRequestAsync(
        this Changes changes,
        Caller caller,
        (Guid Id, int ExpectedVersion, string Field) target,
        Func<Change, AppointmentRequest, Task> act,
        CancellationToken cancellationToken) =>
        changes.CommitAsync(
            caller.OrganizationId,
            async change =>
            {
                var request = await change.Db.AppointmentRequests
                    .VisibleTo(caller)
                    .Include(r => r.Service)
                    .Include(r => r.PreferredTechnician)
                    .Include(r => r.Ticket)
                    .Include(r => r.Appointment!.Technician)
                    .SingleOrDefaultAsync(r => r.Id == target.Id, change.CancellationToken)
                    ?? throw Refusal.NotFound("request", target.Field);
                request.Expect(target.ExpectedVersion);
                await act(change, request);
                return AppointmentRequestNode.Of(request);
            },
            cancellationToken);

    public static async Task<Technician> FindTechnicianAsync(this Change change, Guid id, string field) =>
        await change.FindAsync<Technician>(id)
        ?? throw Refusal.NotFound("technician", field);

    /// <summary>A ticket the caller may see: staff all, a client's people those of their client.</summary>
    public static async Task<Ticket?> FindTicketAsync(this Change change, Guid? id, Caller caller)
    {
        if (id is null)
        {
            return null;
        }

        var ticket = await change.FindAsync<Ticket>(id.Value);
        return ticket is not null && (caller.Actor.Kind is ActorKind.StaffMember or ActorKind.ApiClient
                || (caller.ClientId is { } client && ticket.ClientId == client))
            ? ticket
            : throw Refusal.NotFound("ticket", "ticketId");
    }

    /// <summary>
    /// What stands against a time that is asked for; the same rules that the search for slots follows.
    /// </summary>
    public static async Task<(Availability Availability, IReadOnlyList<RuleViolation> Violations)> JudgeAsync(
        this Change change, SlotWish wish)
    {
        var calendar = await change.ReadCalendarAsync(CalendarScope.Of(wish, change.Now));
        var availability = new Availability(calendar);
        return (availability, availability.Violations(wish, change.Now));
    }

    /// <summary>A technician's time for a request, checked by every rule but those waived.</summary>
    public static async Task<Booking> BookAsync(
        this Change change,
        AppointmentRequest request,
        Technician technician,
        Instant startsAt,
        int durationMinutes,
        IReadOnlyList<AvailabilityRule>? waived)
    {
        var wish = new SlotWish(request.ServiceId, startsAt, durationMinutes)
        {
            TechnicianId = technician.Id,
            ExcludeRequestId = request.Id,
        };
        var (_, violations) = await change.JudgeAsync(wish);
        return Booking.Of(technician, startsAt, durationMinutes, violations, waived ?? []);
    }
}
