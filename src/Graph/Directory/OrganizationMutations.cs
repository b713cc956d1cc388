using Microsoft.EntityFrameworkCore;
using Slotline.Domain.Directory;
using Slotline.Graph.Access;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.Directory;

/// <summary>Fields left out stay as they are.</summary>
public sealed record UpdateOrganizationInput
{
    public string? Name { get; init; }

    public TimeZoneId? TimeZone { get; init; }

    public BookingRulesInput? Defaults { get; init; }

    public bool? PublicBookingEnabled { get; init; }
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
            caller.OrganizationId, change => UpdateAsync(change, input), cancellationToken);
        return new UpdateOrganizationPayload { Organization = organization };
    }

    private static async Task<OrganizationNode> UpdateAsync(Change change, UpdateOrganizationInput input)
    {
        var organization = await change.Db.Organizations.SingleAsync(change.CancellationToken);
        if (input.Name is { } name)
        {
            organization.Rename(name);
        }

        if (input.TimeZone is { } zone)
        {
            organization.MoveTo(zone.Value);
        }

        if (input.Defaults is { } defaults)
        {
            organization.SetDefaults(defaults.Over(organization.Defaults));
        }

        if (input.PublicBookingEnabled is { } enabled)
        {
            organization.OpenToPublic(enabled);
        }

        return OrganizationNode.Of(organization);
    }
}
