using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Graph.Directory.Services;
using Slotline.Graph.Directory.Technicians;
using Slotline.Graph.Engine;
using Slotline.Graph.Engine.Paging;
using Slotline.Persistence;

namespace Slotline.Graph.Directory.Organizations;

[ExtendObjectType<OrganizationNode>]
public static class OrganizationFields
{
    /// <summary>Services the caller may book here, by name; for a visitor the public ones.</summary>
    public static async Task<Connection<ServiceNode>> ServicesAsync(
        [Parent] OrganizationNode organization,
        PageRequest page,
        Caller? caller,
        SlotlineDatabase database,
        CancellationToken cancellationToken)
    {
        var asking = caller?.OrganizationId == organization.Id ? caller : null;
        await using var db = database.Open(organization.Id);
        return await db.Services.BookableBy(asking).ToPageAsync(page, cancellationToken);
    }

    /// <summary>Closures of the whole organization.</summary>
    public static async Task<IReadOnlyList<AvailabilityExceptionNode>> ExceptionsAsync(
        [Parent] OrganizationNode organization,
        LocalDate? from,
        LocalDate? to,
        Caller? caller,
        SlotlineDatabase database,
        CancellationToken cancellationToken)
    {
        await using var db = database.Open(organization.Id);
        var rows = await db.AvailabilityExceptions
            .Where(e => e.TechnicianId == null && (from == null || e.To >= from) && (to == null || e.From <= to))
            .OrderBy(e => e.From).ThenBy(e => e.Id).ToListAsync(cancellationToken);
        return [.. rows.Select(AvailabilityExceptionNode.Of)];
    }
}
