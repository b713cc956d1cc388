namespace Slotline.Domain.Notifications;

/// <summary>A kind of message that a person with an account does not want by one way.</summary>
public sealed class MutedNotification
{
    private MutedNotification()
    {
    }

    public MutedNotification(
        Guid organizationId, RecipientKind recipientKind, Guid recipientId, NotificationKind kind, NotificationWay way)
    {
        OrganizationId = organizationId;
        RecipientKind = recipientKind;
        RecipientId = recipientId;
        Kind = kind;
        Way = way;
    }

    public Guid OrganizationId { get; private set; }

    public RecipientKind RecipientKind { get; private set; }

    public Guid RecipientId { get; private set; }

    public NotificationKind Kind { get; private set; }

    public NotificationWay Way { get; private set; }
}
