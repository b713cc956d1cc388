using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Domain.Scheduling;
using Slotline.Graph.Access;
using Slotline.Graph.Directory;
using Slotline.Graph.Engine;
using Slotline.Graph.Requests;
using Slotline.Persistence;
using Slotline.Persistence.Queries;

namespace Slotline.Graph.Scheduling;

/// <summary>What staff want to know before they decide on a request.</summary>
[ExtendObjectType<AppointmentRequestNode>]
public static class CandidateFields
{
    private const int MostCompeting = 100;

    private static readonly Duration Longest = Duration.FromMinutes(SlotWish.LongestMinutes);

    /// <summary>
    /// Each technician of the service against a time (the requested one by default), free ones first, then the least
    /// busy. Staff only.
    /// </summary>
    public static async Task<IReadOnlyList<TechnicianCandidate>> CandidatesAsync(
        [Parent] AppointmentRequestNode request,
        Instant? startsAt,
        int? durationMinutes,
        Caller caller,
        Calendars calendars,
        IClock clock,
        TechnicianById technicians,
        CancellationToken cancellationToken)
    {
        caller.RequireSight("AppointmentRequest.candidates");
        var now = clock.GetCurrentInstant();
        var wish = new SlotWish(
            request.ServiceId, startsAt ?? request.StartsAt, durationMinutes ?? request.DurationMinutes)
        {
            ExcludeRequestId = request.Id,
        };
        var reading = await calendars.FindAsync(
            caller.OrganizationId, now, CalendarScope.Of(wish, now), cancellationToken);
        var standings = reading.Availability.Standings(wish, now);
        var nodes = await technicians.LoadAllAsync(standings.Select(one => one.Technician.Id), cancellationToken);
        return
        [
            .. standings.Zip(nodes, (one, node) => new TechnicianCandidate(
                node!, one.IsFree, one.Violations, one.AppointmentsThatDay)),
        ];
    }

    /// <summary>
    /// Other pending requests that want an overlapping time of the same technicians, oldest first; at most 100. Staff
    /// only.
    /// </summary>
    public static async Task<IReadOnlyList<AppointmentRequestNode>> CompetingAsync(
        [Parent] AppointmentRequestNode request,
        Caller caller,
        SlotlineDatabase database,
        CancellationToken cancellationToken)
    {
        caller.RequireSight("AppointmentRequest.competing");
        var start = request.StartsAt;
        var (end, earliest) = (start + Duration.FromMinutes(request.DurationMinutes), start - Longest);
        var technicianId = request.Appointment?.TechnicianId ?? request.PreferredTechnicianId;
        await using var db = database.Open(caller.OrganizationId);
        var wanted = db.Qualifications
            .Where(mine => mine.ServiceId == request.ServiceId && (
                technicianId == null || mine.TechnicianId == technicianId))
            .Select(mine => mine.TechnicianId);
        return await db.AppointmentRequests
            .Where(r => r.Id != request.Id && r.Status == AppointmentRequestStatus.Pending)
            .Where(r => r.StartsAt > earliest && r.StartsAt < end && r.EndsAt > start)
            .Where(r => db.Qualifications.Any(theirs => theirs.ServiceId == r.ServiceId
                && (r.PreferredTechnicianId == null || theirs.TechnicianId == r.PreferredTechnicianId)
                && wanted.Contains(theirs.TechnicianId)))
            .OrderBy(r => r.CreatedAt).ThenBy(r => r.Id)
            .Take(MostCompeting)
            .Select(AppointmentRequestNode.FromRow)
            .ToListAsync(cancellationToken);
    }
}
