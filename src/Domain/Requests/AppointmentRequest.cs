namespace Slotline.Domain.Requests;

/// <summary>A client's wish for an appointment, from asking to outcome.</summary>
public sealed class AppointmentRequest
{
    public Guid Id { get; private set; }
}
