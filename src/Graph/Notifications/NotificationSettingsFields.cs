using Microsoft.EntityFrameworkCore;
using Slotline.Domain.Directory;
using Slotline.Domain.Notifications;
using Slotline.Graph.Access;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.Notifications;

/// <summary>How the organization's mails introduce themselves, and when people are reminded. Admins only.</summary>
/// <param name="SenderName">The name mails come from; the organization's where it is null.</param>
/// <param name="ReplyTo">Where answers to mails go; the sending address where it is null.</param>
/// <param name="Footer">Plain text below every mail.</param>
/// <param name="ReminderMinutes">How long before the start people are reminded; null: never.</param>
[GraphQLName("NotificationSettings")]
public sealed record NotificationSettingsNode(
    string? SenderName, string? ReplyTo, string? Footer, int? ReminderMinutes)
{
    internal static NotificationSettingsNode Of(NotificationSettings settings) =>
        new(settings.SenderName, settings.ReplyTo, settings.Footer, settings.ReminderMinutes);
}

/// <summary>Fields left out stay as they are; null clears.</summary>
public sealed record UpdateNotificationSettingsInput
{
    /// <summary>One line, at most 200 characters.</summary>
    public Optional<string?> SenderName { get; init; }

    public Optional<string?> ReplyTo { get; init; }

    /// <summary>At most 1,000 characters.</summary>
    public Optional<string?> Footer { get; init; }

    /// <summary>15 minutes to 14 days; null: nobody is reminded.</summary>
    public Optional<int?> ReminderMinutes { get; init; }
}

public sealed record UpdateNotificationSettingsPayload : Payload
{
    public NotificationSettingsNode? NotificationSettings { get; init; }
}

[QueryType]
internal static class NotificationSettingsQueries
{
    /// <summary>How the organization's mails look and when people are reminded. Admins only.</summary>
    public static async Task<NotificationSettingsNode> NotificationSettingsAsync(
        Caller caller, SlotlineDatabase database, CancellationToken cancellationToken)
    {
        caller.Require(Permissions.SettingsWrite);
        await using var db = database.Open(caller.OrganizationId);
        var settings = await db.NotificationSettings.SingleOrDefaultAsync(cancellationToken);
        return NotificationSettingsNode.Of(settings ?? new NotificationSettings(caller.OrganizationId));
    }
}

[MutationType]
internal static class NotificationSettingsMutations
{
    /// <summary>
    /// Changes how mails introduce themselves and when people are reminded. Admins only. Codes: INVALID_INPUT,
    /// FORBIDDEN.
    /// </summary>
    public static async Task<UpdateNotificationSettingsPayload> UpdateNotificationSettingsAsync(
        UpdateNotificationSettingsInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        caller.Require(Permissions.SettingsWrite);
        var settings = await changes.CommitAsync(
            caller, change => UpdateAsync(change, input), cancellationToken);
        return new UpdateNotificationSettingsPayload { NotificationSettings = settings };
    }

    private static async Task<NotificationSettingsNode> UpdateAsync(
        Change change, UpdateNotificationSettingsInput input)
    {
        var settings = await change.Db.NotificationSettings.SingleOrDefaultAsync(change.CancellationToken);
        if (settings is null)
        {
            settings = new NotificationSettings(change.Organization.Id);
            change.Db.Add(settings);
        }

        settings.Sign(
            input.SenderName.Or(settings.SenderName),
            input.ReplyTo.Or(settings.ReplyTo),
            input.Footer.Or(settings.Footer));
        settings.Remind(input.ReminderMinutes.Or(settings.ReminderMinutes));
        return NotificationSettingsNode.Of(settings);
    }
}
