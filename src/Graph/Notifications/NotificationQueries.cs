using Microsoft.EntityFrameworkCore;
using Slotline.Domain.Directory;
using Slotline.Domain.Notifications;
using Slotline.Graph.Access;
using Slotline.Graph.Engine;
using Slotline.Graph.Engine.Paging;
using Slotline.Persistence;

namespace Slotline.Graph.Notifications;

[QueryType]
internal static class NotificationQueries
{
    private static readonly Ordering<PortalNotification> NewestFirst = Ordering
        .By((PortalNotification row) => row.CreatedAt, descending: true)
        .ThenBy(row => row.Id, descending: true);

    /// <summary>The viewer's own notifications, newest first.</summary>
    public static async Task<Connection<NotificationNode>> NotificationsAsync(
        [DefaultValue(false)] bool unreadOnly,
        PageRequest page,
        Caller caller,
        SlotlineDatabase database,
        CancellationToken cancellationToken)
    {
        await using var db = database.Open(caller.OrganizationId);
        var rows = db.Notifications.Of(caller);
        return await (unreadOnly ? rows.Where(row => row.ReadAt == null) : rows)
            .ToConnectionAsync(NewestFirst, page, NotificationNode.FromRow, cancellationToken);
    }
}

[ExtendObjectType<ViewerNode>]
internal static class ViewerNotificationFields
{
    /// <summary>How many of the viewer's notifications are unread.</summary>
    public static async Task<int> UnreadNotificationCountAsync(
        [Parent] ViewerNode viewer, SlotlineDatabase database, CancellationToken cancellationToken)
    {
        await using var db = database.Open(viewer.Caller.OrganizationId);
        return await db.Notifications.Of(viewer.Caller).CountAsync(row => row.ReadAt == null, cancellationToken);
    }

    /// <summary>What the viewer can be told of, by which way, and what they switched off.</summary>
    public static async Task<IReadOnlyList<NotificationPreference>> NotificationPreferencesAsync(
        [Parent] ViewerNode viewer, SlotlineDatabase database, CancellationToken cancellationToken)
    {
        await using var db = database.Open(viewer.Caller.OrganizationId);
        return await Preferences.OfAsync(db, viewer.Caller, cancellationToken);
    }
}
