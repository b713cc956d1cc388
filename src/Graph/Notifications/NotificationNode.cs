using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Notifications;
using Slotline.Graph.Delivery.Wording;
using Slotline.Graph.Engine;
using Slotline.Graph.Requests;
using Slotline.Persistence;

namespace Slotline.Graph.Notifications;

/// <summary>
/// A message to the viewer. It says what was so when it was written, in the viewer's language and zone.
/// </summary>
[Node("note")]
public sealed record NotificationNode : INode
{
    internal static readonly Expression<Func<PortalNotification, NotificationNode>> FromRow = row =>
        new NotificationNode
        {
            Id = row.Id,
            Kind = row.Kind,
            CreatedAt = row.CreatedAt,
            ReadAt = row.ReadAt,
            RequestId = row.RequestId,
            Audience = row.Audience,
            Facts = row.Facts,
        };

    internal static readonly Func<PortalNotification, NotificationNode> Of = FromRow.Compile();

    public required Guid Id { get; init; }

    public required NotificationKind Kind { get; init; }

    public required Instant CreatedAt { get; init; }

    public required Instant? ReadAt { get; init; }

    [GraphQLIgnore]
    public required Guid RequestId { get; init; }

    [GraphQLIgnore]
    public required Audience Audience { get; init; }

    [GraphQLIgnore]
    public required NotificationFacts Facts { get; init; }
}

[ExtendObjectType<NotificationNode>]
internal static class NotificationFields
{
    /// <summary>One line, in the viewer's language.</summary>
    public static string Title([Parent] NotificationNode notification, Caller caller, Author author) =>
        WordsOf(notification, caller, author).Title;

    /// <summary>One or two sentences; every time is in the viewer's zone and names it.</summary>
    public static string Body([Parent] NotificationNode notification, Caller caller, Author author) =>
        WordsOf(notification, caller, author).Notice;

    /// <summary>What it is about; null when the viewer may not see it any more.</summary>
    public static Task<AppointmentRequestNode?> RequestAsync(
        [Parent] NotificationNode notification, RequestById requests, CancellationToken cancellationToken) =>
        requests.LoadAsync(notification.RequestId, cancellationToken);

    [NodeResolver]
    public static async Task<NotificationNode?> FindAsync(
        Guid id, Caller caller, SlotlineDatabase database, CancellationToken cancellationToken)
    {
        await using var db = database.Open(caller.OrganizationId);
        return await db.Notifications.Of(caller).Where(row => row.Id == id)
            .Select(NotificationNode.FromRow).SingleOrDefaultAsync(cancellationToken);
    }

    private static Message WordsOf(NotificationNode notification, Caller caller, Author author) =>
        author.Write(new Letter(
            notification.Kind,
            notification.Audience,
            notification.Facts,
            caller.Actor.Name,
            caller.Locale,
            caller.TimeZoneId ?? notification.Facts.OrganizationTimeZoneId)).Message;
}

internal static class NotificationVisibility
{
    /// <summary>Somebody's own; programs and visitors have none.</summary>
    public static IQueryable<PortalNotification> Of(this IQueryable<PortalNotification> rows, Caller caller)
    {
        var (kind, id) = caller.RecipientOf();
        return id is null
            ? rows.Where(row => false)
            : rows.Where(row => row.RecipientId == id && row.RecipientKind == kind);
    }

    /// <summary>The caller as somebody who is told; without an id where they have no portal.</summary>
    public static (RecipientKind Kind, Guid? Id) RecipientOf(this Caller caller) => caller.Actor.Kind switch
    {
        ActorKind.StaffMember => (RecipientKind.StaffMember, caller.Actor.Id),
        ActorKind.Contact => (RecipientKind.Contact, caller.Actor.Id),
        _ => (RecipientKind.Visitor, null),
    };
}
