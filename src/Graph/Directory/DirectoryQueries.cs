using Microsoft.EntityFrameworkCore;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Graph.Access;
using Slotline.Graph.Directory.Clients;
using Slotline.Graph.Directory.Organizations;
using Slotline.Graph.Directory.Services;
using Slotline.Graph.Directory.Technicians;
using Slotline.Graph.Engine;
using Slotline.Graph.Engine.Paging;
using Slotline.Persistence;

namespace Slotline.Graph.Directory;

[QueryType]
public static class DirectoryQueries
{
    private static readonly Ordering<Service> ServicesByName = Ordering.By((Service s) => s.NameKey).ThenBy(s => s.Id);

    private static readonly Ordering<Technician> TechniciansByName =
        Ordering.By((Technician t) => t.NameKey).ThenBy(t => t.Id);

    private static readonly Ordering<Client> ClientsByName = Ordering.By((Client c) => c.NameKey).ThenBy(c => c.Id);

    private static readonly Ordering<Ticket> TicketsByNumber = Ordering.By((Ticket t) => t.Number).ThenBy(t => t.Id);

    /// <summary>
    /// The organization the caller belongs to, or the one named by `slug` for a visitor of its public booking page.
    /// </summary>
    public static async Task<OrganizationNode?> OrganizationAsync(
        string? slug, Caller? caller, SlotlineDatabase database, CancellationToken cancellationToken)
    {
        if (slug is null && caller is null)
        {
            throw Refusal.InvalidInput("Without signing in, name the organization.", "slug");
        }

        if (slug is not null && !Organization.IsSlug(slug))
        {
            return null;
        }

        // Who belongs to one organization is a visitor of no other: nothing of theirs would be found from there.
        await using var db = database.OpenUnbound();
        var found = await db.Organizations.IgnoreQueryFilters().SingleOrDefaultAsync(
            o => (slug == null || o.Slug == slug)
                && (caller == null ? o.PublicBookingEnabled : o.Id == caller.OrganizationId),
            cancellationToken);
        return found is null ? null : OrganizationNode.Of(found);
    }

    /// <summary>
    /// Services of the caller's organization that the caller may book, by name. Staff also see those that are not
    /// bookable.
    /// </summary>
    public static async Task<Connection<ServiceNode>> ServicesAsync(
        PageRequest page, Caller caller, SlotlineDatabase database, CancellationToken cancellationToken)
    {
        await using var db = database.Open(caller.OrganizationId);
        return await db.Services.BookableBy(caller)
            .ToConnectionAsync(ServicesByName, page, s => ServiceNode.Of(s), cancellationToken);
    }

    /// <summary>
    /// Technicians of the caller's organization, by name. Clients see those who are active and can be preferred.
    /// </summary>
    public static async Task<Connection<TechnicianNode>> TechniciansAsync(
        PageRequest page,
        Caller caller,
        SlotlineDatabase database,
        CancellationToken cancellationToken,
        bool activeOnly = true)
    {
        await using var db = database.Open(caller.OrganizationId);
        var rows = caller.SeesAsStaff() ? db.Technicians : db.Technicians.Where(t => t.IsActive && t.AcceptsPreference);
        return await rows.Where(t => t.IsActive || !activeOnly)
            .ToConnectionAsync(TechniciansByName, page, t => TechnicianNode.Of(t), cancellationToken);
    }

    /// <summary>Clients, by name; a client's people see their own. `search` looks for words in the name.</summary>
    public static async Task<Connection<ClientNode>> ClientsAsync(
        string? search, PageRequest page, Caller caller, SlotlineDatabase database, CancellationToken cancellationToken)
    {
        await using var db = database.Open(caller.OrganizationId);
        var rows = caller.SeesAsStaff() ? db.Clients : db.Clients.Where(c => c.Id == caller.ClientId);
        foreach (var pattern in SearchWords.PatternsOf(search, "search"))
        {
            rows = rows.Where(c => EF.Functions.Like(c.NameKey, pattern, SearchWords.Escape));
        }

        return await rows.ToConnectionAsync(ClientsByName, page, c => ClientNode.Of(c), cancellationToken);
    }

    /// <summary>
    /// Tickets, by number; a client's people see their client's. `search` looks for words in number and title.
    /// </summary>
    public static async Task<Connection<TicketNode>> TicketsAsync(
        string? search,
        [ID<ClientNode>] Guid? clientId,
        PageRequest page,
        Caller caller,
        SlotlineDatabase database,
        CancellationToken cancellationToken)
    {
        await using var db = database.Open(caller.OrganizationId);
        var rows = caller.SeesAsStaff()
            ? db.Tickets
            : db.Tickets.Where(t => caller.ClientId != null && t.ClientId == caller.ClientId);
        if (clientId is not null)
        {
            rows = rows.Where(t => t.ClientId == clientId);
        }

        foreach (var pattern in SearchWords.PatternsOf(search, "search"))
        {
            rows = rows.Where(t => EF.Functions.Like(t.SearchKey, pattern, SearchWords.Escape));
        }

        return await rows.ToConnectionAsync(TicketsByNumber, page, t => TicketNode.Of(t), cancellationToken);
    }

    /// <summary>The services a caller may book; staff see all, visitors the public ones.</summary>
    internal static IQueryable<Service> BookableBy(this IQueryable<Service> rows, Caller? caller) =>
        caller is null or { IsVisitor: true } ? rows.Where(s => s.IsBookable && s.IsPublic)
        : caller.SeesAsStaff() ? rows
        : rows.Where(s => s.IsBookable);

    internal static Task<Connection<ServiceNode>> ToPageAsync(
        this IQueryable<Service> rows, PageRequest page, CancellationToken cancellationToken) =>
        rows.ToConnectionAsync(ServicesByName, page, s => ServiceNode.Of(s), cancellationToken);
}
