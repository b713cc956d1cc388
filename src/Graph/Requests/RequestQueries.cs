using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Domain.Scheduling;
using Slotline.Graph.Access;
using Slotline.Graph.Directory.Technicians;
using Slotline.Graph.Engine;
using Slotline.Graph.Engine.Paging;
using Slotline.Persistence;

namespace Slotline.Graph.Requests;

/// <summary>How many requests wait for a decision, and the revision that this was so at.</summary>
[GraphQLName("PendingCount")]
public sealed record PendingCountNode(int Count, int Revision) : ISharedEvent;

/// <summary>How many requests stand in a status.</summary>
[GraphQLName("StatusCount")]
public sealed record StatusCountNode(AppointmentRequestStatus Status, int Count);

/// <summary>Which part of the booked calendar is meant.</summary>
public sealed record AppointmentFilter
{
    /// <summary>Appointments that end after.</summary>
    public required Instant From { get; init; }

    /// <summary>Appointments that start before; at most 400 days after `from`.</summary>
    public required Instant To { get; init; }

    [ID<TechnicianNode>]
    public IReadOnlyList<Guid>? TechnicianIds { get; init; }

    public IReadOnlyList<AppointmentStatus>? Status { get; init; }
}

[QueryType]
public static class RequestQueries
{
    private static readonly Duration LongestCalendar = Duration.FromDays(400);
    private static readonly Duration LongestAppointment = Duration.FromMinutes(SlotWish.LongestMinutes);

    /// <summary>
    /// Requests the viewer may see: staff those of the organization, a client's people their own (a client admin all
    /// of the client's).
    /// </summary>
    public static async Task<Connection<AppointmentRequestNode>> AppointmentRequestsAsync(
        AppointmentRequestFilter? filter,
        [DefaultValueSyntax("{ field: CREATED_AT, direction: DESC }")] AppointmentRequestOrder? orderBy,
        PageRequest page,
        Caller caller,
        SlotlineDatabase database,
        CancellationToken cancellationToken)
    {
        // Which index is best depends on what is filtered by; unfiltered, there is one for each order.
        await using var db = filter is null
            ? database.OpenPrepared(caller.OrganizationId)
            : database.Open(caller.OrganizationId);
        return await db.AppointmentRequests
            .VisibleTo(caller)
            .Matching(filter, db)
            .ToConnectionAsync(
                (orderBy ?? NewestFirst).ToOrdering(), page, AppointmentRequestNode.FromRow,
                RequestRows.AreCounted(filter, caller) ? TotalAsync : null, cancellationToken);

        async Task<int> TotalAsync() =>
            (await db.CountByStatusAsync(filter, caller, cancellationToken)).Values.Sum();
    }

    /// <summary>One request by its id or by its reference; exactly one of the two is given.</summary>
    public static async Task<AppointmentRequestNode?> AppointmentRequestAsync(
        [ID<AppointmentRequestNode>] Guid? id,
        string? reference,
        Caller caller,
        SlotlineDatabase database,
        CancellationToken cancellationToken)
    {
        if (id is null == reference is null)
        {
            throw Refusal.InvalidInput(
                "Exactly one of `id` and `reference` must be given.", id is null ? "id" : "reference");
        }

        var named = reference?.Trim().ToUpperInvariant();
        if (named?.Contains('\0', StringComparison.Ordinal) == true)
        {
            return null;
        }

        await using var db = database.Open(caller.OrganizationId);
        return await db.AppointmentRequests
            .VisibleTo(caller)
            .Where(r => id != null ? r.Id == id : r.Reference == named)
            .Select(AppointmentRequestNode.FromRow)
            .SingleOrDefaultAsync(cancellationToken);
    }

    [NodeResolver]
    public static Task<AppointmentRequestNode?> FindRequestAsync(
        Guid id, RequestById requests, CancellationToken cancellationToken) =>
            requests.LoadAsync(id, cancellationToken);

    /// <summary>
    /// How many requests wait for a decision. Staff only. Answered in constant time, however long the history.
    /// </summary>
    public static async Task<PendingCountNode> PendingCountAsync(
        Caller caller, SlotlineDatabase database, CancellationToken cancellationToken)
    {
        caller.RequireStaff();
        await using var db = database.OpenPrepared(caller.OrganizationId);
        return await db.Organizations
            .Select(o => new PendingCountNode(o.PendingCount, o.Revision))
            .SingleAsync(cancellationToken);
    }

    /// <summary>
    /// How many requests stand in each status, under the same filter and the same visibility as `appointmentRequests`.
    /// </summary>
    public static async Task<IReadOnlyList<StatusCountNode>> StatusCountsAsync(
        AppointmentRequestFilter? filter, Caller caller, SlotlineDatabase database, CancellationToken cancellationToken)
    {
        await using var db = database.Open(caller.OrganizationId);
        var counts = await db.CountByStatusAsync(filter, caller, cancellationToken);
        return [.. Enum.GetValues<AppointmentRequestStatus>()
            .Select(status => new StatusCountNode(status, counts.GetValueOrDefault(status)))];
    }

    /// <summary>
    /// The booked calendar, ordered by start. Staff only; clients reach theirs through their requests.
    /// </summary>
    public static async Task<Connection<AppointmentNode>> AppointmentsAsync(
        AppointmentFilter filter,
        PageRequest page,
        Caller caller,
        SlotlineDatabase database,
        CancellationToken cancellationToken)
    {
        caller.RequireStaff();
        if (filter.To < filter.From || filter.To - filter.From > LongestCalendar)
        {
            throw Refusal.InvalidInput("It must not be before `from`, nor more than 400 days after.", "filter", "to");
        }

        await using var db = database.Open(caller.OrganizationId);
        // Nothing is longer, so nothing that began earlier still lasts: an index by start is read from there.
        var since = filter.From - LongestAppointment;
        var rows = db.Appointments.Where(a =>
            a.StartsAt > since && a.StartsAt < filter.To && a.EndsAt > filter.From);
        if (filter.TechnicianIds is { } technicianIds)
        {
            rows = rows.Where(a => technicianIds.Contains(a.TechnicianId));
        }

        if (filter.Status is { } status)
        {
            rows = rows.Where(a => status.Contains(a.Status));
        }

        return await rows.ToConnectionAsync(ByStart, page, AppointmentNode.FromRow, cancellationToken);
    }

    /// <summary>For staff; clients reach an appointment through its request.</summary>
    [NodeResolver]
    public static async Task<AppointmentNode?> FindAppointmentAsync(
        Guid id, Caller caller, SlotlineDatabase database, CancellationToken cancellationToken)
    {
        await using var db = database.Open(caller.OrganizationId);
        return await db.AppointmentRequests.VisibleTo(caller)
            .Where(r => r.Appointment!.Id == id)
            .Select(r => r.Appointment!)
            .Select(AppointmentNode.FromRow)
            .SingleOrDefaultAsync(cancellationToken);
    }

    private static readonly AppointmentRequestOrder NewestFirst = new()
    {
        Field = AppointmentRequestOrderField.CreatedAt,
        Direction = OrderDirection.Desc,
    };

    private static readonly Ordering<Appointment> ByStart =
        Ordering.By((Appointment a) => a.StartsAt).ThenBy(a => a.Id);
}
