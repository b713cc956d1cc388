using Slotline.Domain.Directory;
using Slotline.Graph.Access;
using Slotline.Graph.Directory.Technicians;
using Slotline.Graph.Engine;

namespace Slotline.Graph.Directory.Services;

[ExtendObjectType<ServiceNode>]
public static class ServiceFields
{
    /// <summary>What holds after inheritance.</summary>
    public static async Task<BookingRulesNode> EffectiveRulesAsync(
        [Parent] ServiceNode service,
        Caller? caller,
        OrganizationById organizations,
        CancellationToken cancellationToken)
    {
        var organization = (await organizations.LoadAsync(service.OrganizationId, cancellationToken))!;
        return BookingRulesNode.Of(service.OwnRules.Over(organization.Rules), service.DurationsMinutes[0]);
    }

    /// <summary>Who performs it, by name; for clients those who are active and can be preferred.</summary>
    public static async Task<IReadOnlyList<TechnicianNode>> TechniciansAsync(
        [Parent] ServiceNode service,
        Caller? caller,
        TechniciansByService technicians,
        CancellationToken cancellationToken)
    {
        var all = await technicians.LoadAsync(service.Id, cancellationToken) ?? [];
        return caller?.SeesAsStaff() == true ? all : [.. all.Where(t => t.IsActive && t.AcceptsPreference)];
    }
}
