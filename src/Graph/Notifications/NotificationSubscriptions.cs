using System.Runtime.CompilerServices;
using Slotline.Domain.Directory;
using Slotline.Graph.Engine;

namespace Slotline.Graph.Notifications;

[SubscriptionType]
internal static class NotificationSubscriptions
{
    /// <summary>The viewer's own notifications as they arrive.</summary>
    public static async IAsyncEnumerable<NotificationNode> NotificationReceived(
        Caller caller,
        NotificationArrivals arrivals,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var notification in arrivals.FollowAsync(caller, cancellationToken))
        {
            yield return notification;
        }
    }
}
