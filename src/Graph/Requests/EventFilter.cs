using Slotline.Domain.Requests;
using Slotline.Graph.Live;
using Slotline.Persistence;
using EventType = Slotline.Domain.Requests.AppointmentRequestEventType;

namespace Slotline.Graph.Requests;

/// <summary>
/// Events on requests that match a filter, and those by which a request may have ceased to match: whoever shows what
/// matches has to learn that something no longer does.
/// </summary>
internal static class EventFilter
{
    public static EventNarrowing? Of(AppointmentRequestFilter? filter) =>
        filter is null || KeyOf(filter) == KeyOf(new())
        ? null
        : new EventNarrowing(KeyOf(filter), (events, db) => Narrow(events, filter, db));

    private static IQueryable<AppointmentRequestEvent> Narrow(
        IQueryable<AppointmentRequestEvent> events, AppointmentRequestFilter filter, SlotlineContext db)
    {
        var matching = db.AppointmentRequests.Matching(filter, db);
        var edited = db.AppointmentRequests.Matching(Before(EventType.Edited, filter), db);
        var approved = db.AppointmentRequests.Matching(Before(EventType.Approved, filter), db);
        var declined = db.AppointmentRequests.Matching(Before(EventType.Declined, filter), db);
        var cancelled = db.AppointmentRequests.Matching(Before(EventType.Cancelled, filter), db);
        var moved = db.AppointmentRequests.Matching(Before(EventType.Rescheduled, filter), db);
        return events.Where(e => matching.Any(r => r.Id == e.RequestId)
            || (e.Type == EventType.Edited && edited.Any(r => r.Id == e.RequestId))
            || (e.Type == EventType.Approved && approved.Any(r => r.Id == e.RequestId))
            || (e.Type == EventType.Declined && declined.Any(r => r.Id == e.RequestId))
            || (e.Type == EventType.Cancelled && cancelled.Any(r => r.Id == e.RequestId))
            || ((e.Type == EventType.Rescheduled || e.Type == EventType.Reassigned)
                && moved.Any(r => r.Id == e.RequestId)));
    }

    /// <summary>The filter without what an event of the type may have changed.</summary>
    private static AppointmentRequestFilter Before(EventType type, AppointmentRequestFilter filter)
    {
        if (type == EventType.Edited)
        {
            filter = filter with { ServiceId = null, Search = null };
        }

        if (type is EventType.Edited or EventType.Approved or EventType.Rescheduled)
        {
            filter = filter with { TechnicianId = null, StartsFrom = null, StartsBefore = null };
        }

        var wasPending = type is EventType.Approved or EventType.Declined or EventType.Cancelled
            && filter.Status?.Contains(AppointmentRequestStatus.Pending) == true;
        var wasApproved = type == EventType.Cancelled
            && filter.Status?.Contains(AppointmentRequestStatus.Approved) == true;
        return wasPending || wasApproved ? filter with { Status = null } : filter;
    }

    /// <summary>Equal for filters that mean the same. The words come last: they may contain anything.</summary>
    private static string KeyOf(AppointmentRequestFilter filter) => string.Join(
        '|',
        filter.Status is null ? "any" : string.Join(',', filter.Status.Distinct().Order()),
        filter.ClientId,
        filter.ServiceId,
        filter.TechnicianId,
        filter.StartsFrom?.ToUnixTimeTicks(),
        filter.StartsBefore?.ToUnixTimeTicks(),
        filter.UpdatedSince?.ToUnixTimeTicks(),
        filter.Search);
}
