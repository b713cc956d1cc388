using Microsoft.EntityFrameworkCore;
using Slotline.Domain.Directory;
using Slotline.Graph.Access;
using Slotline.Graph.Directory.Services;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.Directory.Organizations;

/// <summary>Fields left out stay as they are; none of them can be null.</summary>
public sealed record UpdateOrganizationInput
{
    public Optional<string?> Name { get; init; }

    public Optional<TimeZoneId?> TimeZone { get; init; }

    public Optional<BookingRulesInput?> Defaults { get; init; }

    public Optional<bool?> PublicBookingEnabled { get; init; }
}

public sealed record UpdateOrganizationPayload : Payload
{
    /// <summary>As it is now.</summary>
    public OrganizationNode? Organization { get; init; }
}

[MutationType]
public static class OrganizationMutations
{
    /// <summary>Changes the organization's settings. Admins. Codes: INVALID_INPUT, FORBIDDEN.</summary>
    public static async Task<UpdateOrganizationPayload> UpdateOrganizationAsync(
        UpdateOrganizationInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        caller.Require(Permissions.SettingsWrite);
        var organization = await changes.CommitAsync(
            caller, change => UpdateAsync(change, input), cancellationToken);
        return new UpdateOrganizationPayload { Organization = organization };
    }

    private static async Task<OrganizationNode> UpdateAsync(Change change, UpdateOrganizationInput input)
    {
        var organization = await change.Db.Organizations.SingleAsync(change.CancellationToken);
        organization.Rename(input.Name.OrKeep(organization.Name, "name"));
        organization.MoveTo(input.TimeZone.OrKeep(new TimeZoneId(organization.TimeZoneId), "timeZone").Value);
        organization.OpenToPublic(
            input.PublicBookingEnabled.OrKeep(organization.PublicBookingEnabled, "publicBookingEnabled"));
        if (input.Defaults.HasValue)
        {
            var defaults = input.Defaults.Value ?? throw Given.CannotBeNull("defaults");
            organization.SetDefaults(defaults.Over(organization.Defaults));
        }

        return OrganizationNode.Of(organization);
    }
}
