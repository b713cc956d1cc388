using Slotline.Domain.Directory;
using Slotline.Domain.Scheduling;
using Slotline.Graph.Directory.Services;
using Slotline.Graph.Engine;

namespace Slotline.Graph.Directory.Organizations;

/// <summary>A firm and everything that is its own.</summary>
[Node("org")]
public sealed record OrganizationNode : INode
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Its place in addresses.</summary>
    public required string Slug { get; init; }

    public required TimeZoneId TimeZone { get; init; }

    /// <summary>Defaults that a service inherits where its own setting is null.</summary>
    public required BookingRulesNode Defaults { get; init; }

    public required bool PublicBookingEnabled { get; init; }

    [GraphQLIgnore]
    public required BookingRules Rules { get; init; }

    internal static OrganizationNode Of(Organization organization) => new()
    {
        Id = organization.Id,
        Name = organization.Name,
        Slug = organization.Slug,
        TimeZone = new TimeZoneId(organization.TimeZoneId),
        Defaults = BookingRulesNode.Of(organization.Defaults, BookingRules.LongestDefaultStepMinutes),
        PublicBookingEnabled = organization.PublicBookingEnabled,
        Rules = organization.Defaults,
    };
}
