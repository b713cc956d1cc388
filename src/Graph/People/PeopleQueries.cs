using Microsoft.EntityFrameworkCore;
using Slotline.Domain.Directory;
using Slotline.Graph.Access;
using Slotline.Graph.Directory;
using Slotline.Graph.Directory.Clients;
using Slotline.Graph.Engine;
using Slotline.Graph.Engine.Paging;
using Slotline.Persistence;

namespace Slotline.Graph.People;

[QueryType]
public static class PeopleQueries
{
    private static readonly Ordering<StaffMember> StaffByName =
        Ordering.By((StaffMember s) => s.NameKey).ThenBy(s => s.Id);

    private static readonly Ordering<Contact> ContactsByName =
        Ordering.By((Contact c) => c.NameKey).ThenBy(c => c.Id);

    /// <summary>People who work for the organization, by name. Staff only. Codes: FORBIDDEN.</summary>
    public static async Task<Connection<StaffMemberNode>> StaffMembersAsync(
        PageRequest page,
        Caller caller,
        SlotlineDatabase database,
        CancellationToken cancellationToken,
        bool activeOnly = true)
    {
        caller.RequireStaff();
        await using var db = database.Open(caller.OrganizationId);
        return await db.StaffMembers.Where(s => s.IsActive || !activeOnly)
            .ToConnectionAsync(StaffByName, page, s => StaffMemberNode.Of(s), cancellationToken);
    }

    /// <summary>
    /// Contacts of all clients, or of one, by name; a client's admins see those of their client, its members
    /// themselves. `search` looks for words in the name.
    /// </summary>
    public static async Task<Connection<ContactNode>> ContactsAsync(
        string? search,
        [ID<ClientNode>] Guid? clientId,
        PageRequest page,
        Caller caller,
        SlotlineDatabase database,
        CancellationToken cancellationToken,
        bool activeOnly = true)
    {
        await using var db = database.Open(caller.OrganizationId);
        var rows = db.Contacts.SeenBy(caller);
        foreach (var pattern in SearchWords.PatternsOf(search, "search"))
        {
            rows = rows.Where(c => EF.Functions.Like(c.NameKey, pattern, SearchWords.Escape));
        }

        return await rows.Where(c => (c.IsActive || !activeOnly) && (clientId == null || c.ClientId == clientId))
            .ToConnectionAsync(ContactsByName, page, c => ContactNode.Of(c), cancellationToken);
    }

    /// <summary>Staff see all, a client's admins those of their client, its members themselves.</summary>
    internal static IQueryable<Contact> SeenBy(this IQueryable<Contact> rows, Caller caller) =>
        caller.SeesAsStaff() ? rows
        : caller.Role == Role.ClientAdmin ? rows.Where(c => c.ClientId == caller.ClientId)
        : rows.Where(c => caller.ClientId != null && c.Id == caller.Actor.Id);
}
