using Slotline.Domain.Directory;

namespace Slotline.Domain.Notifications;

/// <summary>What kind of person is told.</summary>
public enum RecipientKind
{
    StaffMember,
    Contact,

    /// <summary>A technician without an account: reached by mail only.</summary>
    Technician,

    /// <summary>Somebody who booked without signing in: reached by mail only.</summary>
    Visitor,
}

/// <summary>A kind of message that somebody does not want by one way.</summary>
public sealed record MutedKind(NotificationKind Kind, NotificationWay Way);

/// <summary>Somebody to tell, as they are at the moment of the event.</summary>
/// <param name="Kind">Which of the four. A technician who has an account is a staff member.</param>
/// <param name="Id">The staff member, contact or technician; null for a visitor.</param>
/// <param name="Name">Their name.</param>
/// <param name="Email">Where mail goes.</param>
/// <param name="Locale">BCP 47 language tag.</param>
/// <param name="TimeZoneId">The IANA zone their times are shown in.</param>
public sealed record Recipient(
    RecipientKind Kind, Guid? Id, string Name, string Email, string Locale, string TimeZoneId)
{
    /// <summary>What they switched off. Essential messages are sent all the same.</summary>
    public IReadOnlyCollection<MutedKind> Muted { get; init; } = [];

    /// <summary>Whether there is an account to show notifications in.</summary>
    public bool HasPortal => Kind is RecipientKind.StaffMember or RecipientKind.Contact;

    /// <summary>
    /// Whether both are one person: the same row, or, among those without one, the same address. Somebody of the staff
    /// and a technician without an account are one person, too, when their addresses are equal.
    /// </summary>
    public bool IsSamePersonAs(Recipient other) =>
        Id is not null && Kind == other.Kind
            ? Id == other.Id
            : IsOfTheHouse == other.IsOfTheHouse && HasAddress(other.Email)
                && (IsOfTheHouse || Kind == other.Kind);

    /// <summary>Whether this is who did it.</summary>
    public bool Is(Actor actor) => actor.Kind switch
    {
        ActorKind.StaffMember when Kind == RecipientKind.StaffMember => Id == actor.Id,
        ActorKind.StaffMember => Kind == RecipientKind.Technician && HasAddress(actor.Email),
        ActorKind.Contact => Kind == RecipientKind.Contact && Id == actor.Id,
        ActorKind.Visitor => Kind == RecipientKind.Visitor && HasAddress(actor.Email),
        _ => false,
    };

    private bool IsOfTheHouse => Kind is RecipientKind.StaffMember or RecipientKind.Technician;

    private bool HasAddress(string? email) => string.Equals(Email, email, StringComparison.OrdinalIgnoreCase);
}

/// <summary>One of the organization's staff, who is told according to their role.</summary>
public sealed record StaffRecipient(Recipient Person, Role Role);
