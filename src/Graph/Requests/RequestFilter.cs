using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Graph.Access;
using Slotline.Graph.Directory;
using Slotline.Graph.Directory.Clients;
using Slotline.Graph.Directory.Services;
using Slotline.Graph.Directory.Technicians;
using Slotline.Graph.Engine;
using Slotline.Graph.Engine.Paging;
using Slotline.Persistence;

namespace Slotline.Graph.Requests;

/// <summary>Which requests are meant; what is left out does not narrow.</summary>
public sealed record AppointmentRequestFilter
{
    public IReadOnlyList<AppointmentRequestStatus>? Status { get; init; }

    [ID<ClientNode>]
    public Guid? ClientId { get; init; }

    [ID<ServiceNode>]
    public Guid? ServiceId { get; init; }

    /// <summary>Assigned, or preferred while it is pending.</summary>
    [ID<TechnicianNode>]
    public Guid? TechnicianId { get; init; }

    /// <summary>Start (the confirmed one where there is one) at or after.</summary>
    public Instant? StartsFrom { get; init; }

    /// <summary>Start before.</summary>
    public Instant? StartsBefore { get; init; }

    public Instant? UpdatedSince { get; init; }

    /// <summary>
    /// Words in reference, client, requester, service or description; `%` and `_` are plain characters.
    /// </summary>
    public string? Search { get; init; }

    /// <summary>Whether nothing but a status narrows.</summary>
    internal bool IsOfStatusesOnly => this with { Status = null } == new AppointmentRequestFilter();
}

public enum AppointmentRequestOrderField
{
    CreatedAt,
    StartsAt,
    UpdatedAt,
}

public enum OrderDirection
{
    Asc,
    Desc,
}

/// <summary>What a list of requests is ordered by; among equals, by age.</summary>
public sealed record AppointmentRequestOrder
{
    public required AppointmentRequestOrderField Field { get; init; }

    public required OrderDirection Direction { get; init; }

    internal Ordering<AppointmentRequest> ToOrdering()
    {
        var descending = Direction == OrderDirection.Desc;
        var first = Field switch
        {
            AppointmentRequestOrderField.StartsAt => Ordering.By((AppointmentRequest r) => r.StartsAt, descending),
            AppointmentRequestOrderField.UpdatedAt => Ordering.By((AppointmentRequest r) => r.UpdatedAt, descending),
            _ => Ordering.By((AppointmentRequest r) => r.CreatedAt, descending),
        };
        return first.ThenBy(r => r.Id, descending);
    }
}

internal static class RequestRows
{
    /// <summary>
    /// The requests a caller may see: staff all, a client's people their own, a client admin all of the client's, a
    /// visitor the one that their link is for.
    /// </summary>
    public static IQueryable<AppointmentRequest> VisibleTo(this IQueryable<AppointmentRequest> rows, Caller caller) =>
        caller switch
        {
            _ when caller.SeesAsStaff() => rows,
            { Actor.Kind: ActorKind.Contact, Role: Role.ClientAdmin, ClientId: { } clientId } =>
                rows.Where(r => r.ClientId == clientId),
            { Actor: { Kind: ActorKind.Contact, Id: { } contactId } } => rows.Where(r => r.ContactId == contactId),
            { Actor.Kind: ActorKind.Visitor, RequestId: { } requestId } => rows.Where(r => r.Id == requestId),
            _ => rows.Where(r => false),
        };

    public static IQueryable<AppointmentRequest> Matching(
        this IQueryable<AppointmentRequest> rows, AppointmentRequestFilter? filter, SlotlineContext db)
    {
        if (filter is null)
        {
            return rows;
        }

        if (filter.Status is { } status)
        {
            rows = rows.Where(r => status.Contains(r.Status));
        }

        if (filter.ClientId is { } clientId)
        {
            rows = rows.Where(r => r.ClientId == clientId);
        }

        if (filter.ServiceId is { } serviceId)
        {
            rows = rows.Where(r => r.ServiceId == serviceId);
        }

        if (filter.TechnicianId is { } technicianId)
        {
            rows = rows.Where(r => r.TechnicianId == technicianId);
        }

        if (filter.StartsFrom is { } from)
        {
            rows = rows.Where(r => r.StartsAt >= from);
        }

        if (filter.StartsBefore is { } before)
        {
            rows = rows.Where(r => r.StartsAt < before);
        }

        if (filter.UpdatedSince is { } since)
        {
            rows = rows.Where(r => r.UpdatedAt >= since);
        }

        return filter.Search is { } search ? rows.WithWords(search, db) : rows;
    }

    /// <summary>
    /// How many there are in each status: as kept with every change where that is what is asked for, else counted.
    /// </summary>
    public static async Task<IReadOnlyDictionary<AppointmentRequestStatus, int>> CountByStatusAsync(
        this SlotlineContext db, AppointmentRequestFilter? filter, Caller caller, CancellationToken cancellationToken)
    {
        if (!AreCounted(filter, caller))
        {
            return await db.AppointmentRequests.VisibleTo(caller).Matching(filter, db)
                .GroupBy(r => r.Status)
                .Select(group => new { Status = group.Key, Count = group.Count() })
                .ToDictionaryAsync(row => row.Status, row => row.Count, cancellationToken);
        }

        var kept = await db.Organizations
            .Select(o => new { o.PendingCount, o.ApprovedCount, o.DeclinedCount, o.CancelledCount })
            .SingleAsync(cancellationToken);
        var counts = new Dictionary<AppointmentRequestStatus, int>
        {
            [AppointmentRequestStatus.Pending] = kept.PendingCount,
            [AppointmentRequestStatus.Approved] = kept.ApprovedCount,
            [AppointmentRequestStatus.Declined] = kept.DeclinedCount,
            [AppointmentRequestStatus.Cancelled] = kept.CancelledCount,
        };
        return filter?.Status is { } wanted
            ? counts.Where(one => wanted.Contains(one.Key)).ToDictionary()
            : counts;
    }

    /// <summary>Whether it is known without counting how many of them there are.</summary>
    public static bool AreCounted(AppointmentRequestFilter? filter, Caller caller) =>
        caller.SeesAsStaff() && filter is null or { IsOfStatusesOnly: true };

    /// <summary>Every word must be found, each in any of the texts; a name is looked up where it is kept.</summary>
    private static IQueryable<AppointmentRequest> WithWords(
        this IQueryable<AppointmentRequest> rows, string search, SlotlineContext db)
    {
        foreach (var pattern in SearchWords.PatternsOf(search, "filter", "search"))
        {
            rows = rows.Where(r => EF.Functions.Like(r.SearchKey, pattern, SearchWords.Escape)
                || db.Services
                    .Any(s => s.Id == r.ServiceId && EF.Functions.Like(s.NameKey, pattern, SearchWords.Escape))
                || db.Clients
                    .Any(c => c.Id == r.ClientId && EF.Functions.Like(c.NameKey, pattern, SearchWords.Escape)));
        }

        return rows;
    }
}
