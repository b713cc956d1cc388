using NodaTime;

namespace Slotline.Domain.Notifications;

/// <summary>
/// That people were reminded of a booking as it stood. Its key is the booking and its sequence, so that a reminder is
/// written once however many nodes look, and again after the booking was moved.
/// </summary>
public sealed class ReminderMark
{
    private ReminderMark()
    {
    }

    public ReminderMark(Guid organizationId, Guid appointmentId, int sequence, Instant now)
    {
        OrganizationId = organizationId;
        AppointmentId = appointmentId;
        Sequence = sequence;
        CreatedAt = now;
    }

    public Guid OrganizationId { get; private set; }

    public Guid AppointmentId { get; private set; }

    public int Sequence { get; private set; }

    public Instant CreatedAt { get; private set; }
}
