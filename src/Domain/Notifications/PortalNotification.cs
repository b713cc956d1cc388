using NodaTime;

namespace Slotline.Domain.Notifications;

/// <summary>A message to somebody who has an account, shown in the portal or the dashboard.</summary>
public sealed class PortalNotification
{
    private PortalNotification()
    {
    }

    internal PortalNotification(Announcement told, Line line, Instant now)
    {
        Id = Guid.CreateVersion7(now.ToDateTimeOffset());
        OrganizationId = told.OrganizationId;
        RequestId = told.Facts.RequestId;
        RecipientKind = line.Recipient.Kind;
        RecipientId = line.Recipient.Id ?? throw new InvalidOperationException("A notification needs an account.");
        Kind = line.Kind;
        Audience = line.Audience;
        Facts = told.Facts;
        Key = told.KeyFor(line.Recipient);
        CreatedAt = now;
    }

    public Guid Id { get; private set; }

    public Guid OrganizationId { get; private set; }

    public Guid RequestId { get; private set; }

    /// <summary>A staff member or a contact.</summary>
    public RecipientKind RecipientKind { get; private set; }

    public Guid RecipientId { get; private set; }

    public NotificationKind Kind { get; private set; }

    public Audience Audience { get; private set; }

    public NotificationFacts Facts { get; private set; } = null!;

    /// <summary>
    /// The same for the same event and person: unique in the organization, so that nobody is told twice.
    /// </summary>
    public string Key { get; private set; } = "";

    public Instant CreatedAt { get; private set; }

    public Instant? ReadAt { get; private set; }

    /// <summary>Marks it read; the first time counts.</summary>
    public void Read(Instant now) => ReadAt ??= now;
}
