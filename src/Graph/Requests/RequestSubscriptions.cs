using Slotline.Domain.Directory;
using Slotline.Graph.Access;
using Slotline.Graph.Engine;
using Slotline.Graph.Live;

namespace Slotline.Graph.Requests;

[SubscriptionType]
internal static class RequestSubscriptions
{
    /// <summary>
    /// The number of requests that wait for a decision: at once on subscribing, then on every change. Staff only.
    /// `revision` never falls; a slow reader is given the newest value, not a backlog.
    /// </summary>
    public static IAsyncEnumerable<PendingCountNode> PendingCount(
        Caller caller, PendingCounts counts, CancellationToken cancellationToken)
    {
        caller.RequireStaff();
        return counts.FollowAsync(caller.OrganizationId, cancellationToken);
    }

    /// <summary>
    /// Every event on requests the viewer may see, in order of `revision`. With `afterRevision` all events since are
    /// sent
    /// first, then the live ones, without a gap or a repeat: a client that reconnects passes the last revision it saw.
    /// A revision that is negative, or that has not been reached, is refused with INVALID_INPUT; the client then loads
    /// anew. With `filter` only events on requests that match it, and those by which a request may have ceased to.
    /// </summary>
    public static async Task<IAsyncEnumerable<AppointmentRequestEventNode>> AppointmentRequestChangedAsync(
        AppointmentRequestFilter? filter,
        int? afterRevision,
        Caller caller,
        RequestEvents events,
        CancellationToken cancellationToken)
    {
        var followed = new Followed(EventScope.Of(caller), afterRevision, EventFilter.Of(filter));
        await events.CheckAsync(followed, cancellationToken);
        return events.FollowAsync(
            followed, happened => AppointmentRequestEventNode.Shared(happened, caller), cancellationToken);
    }
}
