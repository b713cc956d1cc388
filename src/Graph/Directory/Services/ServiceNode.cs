using Slotline.Domain.Directory;
using Slotline.Domain.Scheduling;
using Slotline.Graph.Engine;

namespace Slotline.Graph.Directory.Services;

/// <summary>Something a client can ask an appointment for.</summary>
[Node("svc")]
public sealed record ServiceNode : INode
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string? Description { get; init; }

    /// <summary>Whether clients can ask for it.</summary>
    public required bool IsBookable { get; init; }

    /// <summary>Whether visitors who are not signed in can ask for it.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>Lengths a client can choose from, ascending; never empty.</summary>
    public required IReadOnlyList<int> DurationsMinutes { get; init; }

    /// <summary>Own settings; null where the organization's default holds.</summary>
    public required ServiceBookingRulesNode Rules { get; init; }

    /// <summary>A pending request keeps a technician free for it.</summary>
    public required bool PendingHoldsSlot { get; init; }

    /// <summary>A request that breaks no rule is approved at once with the least busy technician.</summary>
    public required bool AutoApprove { get; init; }

    [GraphQLIgnore]
    public required Guid OrganizationId { get; init; }

    [GraphQLIgnore]
    public required ServiceBookingRules OwnRules { get; init; }

    internal static ServiceNode Of(Service service) => new()
    {
        Id = service.Id,
        OrganizationId = service.OrganizationId,
        Name = service.Name,
        Description = service.Description,
        IsBookable = service.IsBookable,
        IsPublic = service.IsPublic,
        DurationsMinutes = service.DurationsMinutes,
        Rules = ServiceBookingRulesNode.Of(service.Rules),
        PendingHoldsSlot = service.PendingHoldsSlot,
        AutoApprove = service.AutoApprove,
        OwnRules = service.Rules,
    };
}
