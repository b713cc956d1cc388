using Microsoft.EntityFrameworkCore;
using Slotline.Domain.Directory;
using Slotline.Graph.Access;
using Slotline.Graph.Directory.Clients;
using Slotline.Graph.Directory.Organizations;
using Slotline.Graph.Directory.Services;
using Slotline.Graph.Directory.Technicians;
using Slotline.Graph.Engine;
using Slotline.Graph.Requests;
using Slotline.Persistence;

namespace Slotline.Graph.Directory;

/// <summary>The directory's answers to <c>node(id:)</c>, with who may see what.</summary>
[ExtendObjectType<OrganizationNode>]
public static class NodeResolvers
{
    [NodeResolver]
    public static Task<OrganizationNode?> FindOrganizationAsync(
        Guid id, Caller caller, OrganizationById organizations, CancellationToken cancellationToken) =>
        organizations.LoadAsync(id, cancellationToken);

    [NodeResolver]
    public static async Task<ServiceNode?> FindServiceAsync(
        Guid id, Caller caller, ServiceById services, CancellationToken cancellationToken) =>
        await services.LoadAsync(id, cancellationToken) is { } service
        && (caller.SeesAsStaff() || (service.IsBookable && (service.IsPublic || !caller.IsVisitor)))
            ? service
            : null;

    [NodeResolver]
    public static async Task<TechnicianNode?> FindTechnicianAsync(
        Guid id,
        Caller caller,
        TechnicianById technicians,
        SlotlineDatabase database,
        CancellationToken cancellationToken)
    {
        var technician = await technicians.LoadAsync(id, cancellationToken);
        if (technician is null || caller.SeesAsStaff() || technician is { IsActive: true, AcceptsPreference: true })
        {
            return technician;
        }

        // A client's people also know who comes to them.
        await using var db = database.Open(caller.OrganizationId);
        return await db.AppointmentRequests.VisibleTo(caller)
            .AnyAsync(r => r.Appointment!.TechnicianId == id, cancellationToken)
            ? technician
            : null;
    }

    [NodeResolver]
    public static async Task<ClientNode?> FindClientAsync(
        Guid id, Caller caller, ClientById clients, CancellationToken cancellationToken) =>
        caller.SeesAsStaff() || caller.ClientId == id ? await clients.LoadAsync(id, cancellationToken) : null;

    [NodeResolver]
    public static async Task<ContactNode?> FindContactAsync(
        Guid id, Caller caller, ContactById contacts, CancellationToken cancellationToken) =>
        await contacts.LoadAsync(id, cancellationToken) is { } contact
        && (caller.SeesAsStaff() || caller.Actor.Id == id
            || (caller.Role == Role.ClientAdmin && caller.ClientId == contact.ClientId))
            ? contact
            : null;

    [NodeResolver]
    public static async Task<TicketNode?> FindTicketAsync(
        Guid id, Caller caller, TicketById tickets, CancellationToken cancellationToken) =>
        await tickets.LoadAsync(id, cancellationToken) is { } ticket
        && (caller.SeesAsStaff() || (caller.ClientId is { } client && client == ticket.ClientId))
            ? ticket
            : null;

    [NodeResolver]
    public static async Task<StaffMemberNode?> FindStaffMemberAsync(
        Guid id, Caller caller, StaffMemberById staff, CancellationToken cancellationToken) =>
        caller.SeesAsStaff() ? await staff.LoadAsync(id, cancellationToken) : null;

    /// <summary>A program, by its token; one whose token is gone is known by what it did only.</summary>
    [NodeResolver]
    public static async Task<ApiClientNode?> FindApiClientAsync(
        Guid id, Caller caller, SlotlineDatabase database, CancellationToken cancellationToken)
    {
        if (!caller.SeesAsStaff())
        {
            return null;
        }

        if (id == caller.OrganizationId)
        {
            return new ApiClientNode(id, "Automatic approval");
        }

        await using var db = database.Open(caller.OrganizationId);
        return await db.ApiTokens.Where(t => t.Id == id).Select(t => new ApiClientNode(t.Id, t.Name))
            .SingleOrDefaultAsync(cancellationToken);
    }

    [NodeResolver]
    public static async Task<AvailabilityExceptionNode?> FindExceptionAsync(
        Guid id, Caller caller, SlotlineDatabase database, CancellationToken cancellationToken)
    {
        if (!caller.SeesAsStaff())
        {
            return null;
        }

        await using var db = database.Open(caller.OrganizationId);
        return await db.AvailabilityExceptions.SingleOrDefaultAsync(e => e.Id == id, cancellationToken) is { } found
            ? AvailabilityExceptionNode.Of(found)
            : null;
    }
}
