using System.Security.Cryptography;
using System.Text;
using Slotline.Domain.Directory;

namespace Slotline.Domain.Notifications;

/// <summary>Something people are told of.</summary>
public enum Occasion
{
    Requested,
    Edited,
    Approved,
    Declined,
    Cancelled,

    /// <summary>The booking moved in time, and perhaps to another technician.</summary>
    Rescheduled,

    /// <summary>The booking went to another technician at the same time.</summary>
    Reassigned,

    /// <summary>The start is near.</summary>
    ReminderDue,
}

/// <summary>An event and everybody it may concern; <see cref="Announcements.Of"/> decides who is told.</summary>
public sealed record Announcement
{
    public required Guid OrganizationId { get; init; }

    public required Occasion Occasion { get; init; }

    /// <summary>The request's version after the change.</summary>
    public required int RequestVersion { get; init; }

    /// <summary>
    /// Who did it, and so is not told of it. Null where nobody did: a reminder, or a request that the product approved
    /// by itself, of which its requester has to hear.
    /// </summary>
    public required Actor? Actor { get; init; }

    public required NotificationFacts Facts { get; init; }

    /// <summary>
    /// The contact, or the visitor, that the appointment is for; not the staff who asked on their behalf.
    /// </summary>
    public required Recipient Requester { get; init; }

    /// <summary>Whom the requester wished for.</summary>
    public Recipient? PreferredTechnician { get; init; }

    /// <summary>Who has the booking; of a cancelled one, who had it.</summary>
    public Recipient? Technician { get; init; }

    /// <summary>Who had the booking before it went to <see cref="Technician"/>; null where it stayed.</summary>
    public Recipient? PreviousTechnician { get; init; }

    /// <summary>The organization's active staff; the function picks those whose role it concerns.</summary>
    public IReadOnlyCollection<StaffRecipient> Staff { get; init; } = [];

    /// <summary>
    /// The same for the same event and person, however often it is computed. A reminder goes by the booking's sequence
    /// and not by the request's version, because a note must not remind people again.
    /// </summary>
    internal string KeyFor(Recipient recipient)
    {
        var happening = Occasion == Occasion.ReminderDue
            ? $"{Facts.AppointmentId:N}.{Facts.Sequence}"
            : $"{Facts.RequestId:N}.{RequestVersion}";
        var person = recipient.Id is { } id ? $"{recipient.Kind}:{id:N}" : recipient.Email.ToUpperInvariant();
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(person));
        return $"{happening}.{Occasion}.{Convert.ToHexStringLower(hash.AsSpan(0, 8))}";
    }
}

/// <summary>One person who is told by one way.</summary>
internal sealed record Line(
    Recipient Recipient, Audience Audience, NotificationKind Kind, NotificationWay Way, CalendarMethod Calendar);

/// <summary>The messages of one event, to be stored in its transaction.</summary>
public sealed record AnnouncedMessages(
    IReadOnlyList<PortalNotification> Notifications, IReadOnlyList<Mail> Mails)
{
    public static AnnouncedMessages None { get; } = new([], []);
}
