using Slotline.Domain.Directory;
using Slotline.Graph.Engine;
using Slotline.Graph.Engine.Paging;
using Slotline.Graph.People;
using Slotline.Persistence;

namespace Slotline.Graph.Directory.Clients;

[ExtendObjectType<ClientNode>]
public static class ClientFields
{
    private static readonly Ordering<Contact> ByName = Ordering.By((Contact c) => c.NameKey).ThenBy(c => c.Id);

    /// <summary>The client's people, by name; its members see themselves.</summary>
    public static async Task<Connection<ContactNode>> ContactsAsync(
        [Parent] ClientNode client,
        PageRequest page,
        Caller caller,
        SlotlineDatabase database,
        CancellationToken cancellationToken)
    {
        await using var db = database.Open(caller.OrganizationId);
        return await db.Contacts.SeenBy(caller).Where(c => c.ClientId == client.Id)
            .ToConnectionAsync(ByName, page, c => ContactNode.Of(c), cancellationToken);
    }
}
