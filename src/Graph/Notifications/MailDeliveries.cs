using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Domain.Notifications;
using Slotline.Graph.Access;
using Slotline.Graph.Delivery;
using Slotline.Graph.Engine;
using Slotline.Graph.Engine.Paging;
using Slotline.Graph.Requests;
using Slotline.Persistence;

namespace Slotline.Graph.Notifications;

/// <summary>A mail on its way, and how far it has come. Admins only.</summary>
[Node("mail")]
public sealed record MailDeliveryNode : INode
{
    internal static readonly Expression<Func<Mail, MailDeliveryNode>> FromRow = row => new MailDeliveryNode
    {
        Id = row.Id,
        Kind = row.Kind,
        State = row.State,
        RecipientName = row.Name,
        RecipientAddress = row.Address,
        Attempts = row.Attempts,
        NextAttemptAt = row.State == MailState.Queued ? row.NextAttemptAt : null,
        LastError = row.LastError,
        CreatedAt = row.CreatedAt,
        SentAt = row.SentAt,
        RequestId = row.RequestId,
    };

    private static readonly Func<Mail, MailDeliveryNode> Compiled = FromRow.Compile();

    public required Guid Id { get; init; }

    public required NotificationKind Kind { get; init; }

    public required MailState State { get; init; }

    public required string RecipientName { get; init; }

    public required string RecipientAddress { get; init; }

    /// <summary>Attempts that were begun; after 12 it is given up.</summary>
    public required int Attempts { get; init; }

    /// <summary>When it is tried next, while it is queued.</summary>
    public required Instant? NextAttemptAt { get; init; }

    /// <summary>What went wrong at the last attempt.</summary>
    public required string? LastError { get; init; }

    public required Instant CreatedAt { get; init; }

    public required Instant? SentAt { get; init; }

    [GraphQLIgnore]
    public required Guid? RequestId { get; init; }

    internal static MailDeliveryNode Of(Mail mail) => Compiled(mail);
}

public sealed record RetryMailDeliveryInput
{
    [ID<MailDeliveryNode>]
    public required Guid Id { get; init; }
}

public sealed record RetryMailDeliveryPayload : Payload
{
    public MailDeliveryNode? MailDelivery { get; init; }
}

[QueryType]
internal static class MailDeliveryQueries
{
    // Ids rise with time, and the table is kept in their order.
    private static readonly Ordering<Mail> NewestFirst = Ordering.By((Mail row) => row.Id, descending: true);

    /// <summary>
    /// Mails of the organization in the given states (all where none is given), newest first. Admins only.
    /// </summary>
    public static async Task<Connection<MailDeliveryNode>> MailDeliveriesAsync(
        IReadOnlyList<MailState>? state,
        PageRequest page,
        Caller caller,
        SlotlineDatabase database,
        CancellationToken cancellationToken)
    {
        caller.Require(Permissions.SettingsWrite);
        await using var db = database.Open(caller.OrganizationId);
        return await (state is null ? db.Mails : db.Mails.Where(row => state.Contains(row.State)))
            .ToConnectionAsync(NewestFirst, page, MailDeliveryNode.FromRow, cancellationToken);
    }
}

[ExtendObjectType<MailDeliveryNode>]
internal static class MailDeliveryFields
{
    /// <summary>What it is about; null for a mail about somebody's account, or before there is a request.</summary>
    public static async Task<AppointmentRequestNode?> RequestAsync(
        [Parent] MailDeliveryNode mail, RequestById requests, CancellationToken cancellationToken) =>
        mail.RequestId is { } id ? await requests.LoadAsync(id, cancellationToken) : null;

    [NodeResolver]
    public static async Task<MailDeliveryNode?> FindAsync(
        Guid id, Caller caller, SlotlineDatabase database, CancellationToken cancellationToken)
    {
        if (!caller.Has(Permissions.SettingsWrite))
        {
            return null;
        }

        await using var db = database.Open(caller.OrganizationId);
        return await db.Mails.Where(row => row.Id == id)
            .Select(MailDeliveryNode.FromRow).SingleOrDefaultAsync(cancellationToken);
    }
}

[MutationType]
internal static class MailDeliveryMutations
{
    /// <summary>
    /// Has a mail that was given up tried again, from the start. Admins only. Codes: NOT_FOUND, INVALID_INPUT (it was
    /// not given up), FORBIDDEN.
    /// </summary>
    public static async Task<RetryMailDeliveryPayload> RetryMailDeliveryAsync(
        RetryMailDeliveryInput input,
        Caller caller,
        Changes changes,
        Dispatcher dispatcher,
        CancellationToken cancellationToken)
    {
        caller.Require(Permissions.SettingsWrite);
        var mail = await changes.CommitAsync(
            caller.OrganizationId,
            async change =>
            {
                var row = await change.Db.Mails.SingleOrDefaultAsync(m => m.Id == input.Id, change.CancellationToken)
                    ?? throw Refusal.NotFound("mail", "id");
                row.Retry(change.Now);
                return MailDeliveryNode.Of(row);
            },
            cancellationToken);
        dispatcher.Wake();
        return new RetryMailDeliveryPayload { MailDelivery = mail };
    }
}
