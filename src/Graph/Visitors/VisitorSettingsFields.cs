using Microsoft.EntityFrameworkCore;
using Slotline.Domain.Directory;
using Slotline.Graph.Access;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.Visitors;

/// <summary>What is asked of people who book on the public page without signing in. Admins only.</summary>
/// <param name="ConfirmEmail">Whether a visitor follows a link in a mail before what they ask for becomes a request.
/// Off at first.</param>
/// <param name="MostOpenPerAddress">How many requests from one e-mail address can wait, confirmed or not. 5 at
/// first.</param>
/// <param name="MostOpen">How many requests of all visitors together can wait, confirmed or not. 100 at first.</param>
[GraphQLName("VisitorSettings")]
public sealed record VisitorSettingsNode(bool ConfirmEmail, int MostOpenPerAddress, int MostOpen)
{
    internal static VisitorSettingsNode Of(VisitorSettings settings) =>
        new(settings.ConfirmEmail, settings.MostOpenPerAddress, settings.MostOpen);
}

/// <summary>Fields left out stay as they are.</summary>
public sealed record UpdateVisitorSettingsInput
{
    public bool? ConfirmEmail { get; init; }

    /// <summary>1 to 10,000.</summary>
    public int? MostOpenPerAddress { get; init; }

    /// <summary>1 to 10,000.</summary>
    public int? MostOpen { get; init; }
}

public sealed record UpdateVisitorSettingsPayload : Payload
{
    public VisitorSettingsNode? VisitorSettings { get; init; }
}

[QueryType]
internal static class VisitorSettingsQueries
{
    /// <summary>What is asked of people who book without signing in. Admins only.</summary>
    public static async Task<VisitorSettingsNode> VisitorSettingsAsync(
        Caller caller, SlotlineDatabase database, CancellationToken cancellationToken)
    {
        caller.Require(Permissions.SettingsWrite);
        await using var db = database.Open(caller.OrganizationId);
        var settings = await db.VisitorSettings.SingleOrDefaultAsync(cancellationToken);
        return VisitorSettingsNode.Of(settings ?? new VisitorSettings(caller.OrganizationId));
    }
}

[MutationType]
internal static class VisitorSettingsMutations
{
    /// <summary>
    /// Changes what is asked of people who book without signing in; what they asked for already stays as it is. Admins
    /// only. Codes: INVALID_INPUT, FORBIDDEN.
    /// </summary>
    public static async Task<UpdateVisitorSettingsPayload> UpdateVisitorSettingsAsync(
        UpdateVisitorSettingsInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        caller.Require(Permissions.SettingsWrite);
        var settings = await changes.CommitAsync(
            caller.OrganizationId,
            async change =>
            {
                var settings = await change.OwnVisitorSettingsAsync();
                settings.Change(
                    input.ConfirmEmail ?? settings.ConfirmEmail,
                    input.MostOpenPerAddress ?? settings.MostOpenPerAddress,
                    input.MostOpen ?? settings.MostOpen);
                return VisitorSettingsNode.Of(settings);
            },
            cancellationToken);
        return new UpdateVisitorSettingsPayload { VisitorSettings = settings };
    }

    /// <summary>The organization's row, to be changed; made where there is none.</summary>
    internal static async Task<VisitorSettings> OwnVisitorSettingsAsync(this Change change)
    {
        var settings = await change.Db.VisitorSettings.SingleOrDefaultAsync(change.CancellationToken);
        if (settings is null)
        {
            settings = new VisitorSettings(change.Organization.Id);
            change.Db.Add(settings);
        }

        return settings;
    }
}
