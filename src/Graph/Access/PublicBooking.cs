using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Graph.Requests.Acts;
using Slotline.Persistence;
using Slotline.Persistence.Queries;

namespace Slotline.Graph.Access;

/// <summary>Lets somebody who is not signed in ask for a public service, and no more.</summary>
public sealed class PublicBooking(SlotlineDatabase database)
{
    /// <summary>
    /// The organization whose public service this is; null when there is none that visitors may book.
    /// </summary>
    public Task<Guid?> FindOrganizationAsync(Guid serviceId, CancellationToken cancellationToken) =>
        PublicServices.FindOrganizationAsync(database, serviceId, cancellationToken);

    /// <summary>The visitor as a caller of the organization whose service they ask for.</summary>
    /// <exception cref="Refusal">NotFound: no such public service; InvalidInput: they do not say who they
    /// are.</exception>
    public async Task<Caller> EnterAsync(Guid serviceId, VisitorInput? visitor, CancellationToken cancellationToken)
    {
        var organizationId = await FindOrganizationAsync(serviceId, cancellationToken)
            ?? throw Refusal.NotFound("service", "serviceId");
        var named = visitor ?? throw Refusal.InvalidInput("Visitors must say who they are.", "visitor");
        var requester = RequesterOf(named);
        return new Caller
        {
            OrganizationId = organizationId,
            Actor = new Actor(ActorKind.Visitor, null, requester.Name, requester.Email),
            Permissions = Permissions.AvailabilityRead | Permissions.RequestsWrite,
            Locale = Text.Locale(named.Locale ?? "en", "visitor", "locale"),
        };
    }

    /// <exception cref="Refusal">InvalidInput: a name or address that cannot be.</exception>
    public static Requester RequesterOf(VisitorInput visitor) => new(
        Text.Name(visitor.Name, "visitor", "name"),
        Text.Email(visitor.Email, "visitor", "email"),
        Text.OptionalLine(visitor.Phone, Text.LongestPhone, "visitor", "phone"),
        Text.OptionalLine(visitor.CompanyName, Text.LongestName, "visitor", "companyName"));
}
