using Slotline.Domain.Requests;
using Slotline.Graph.Engine;

namespace Slotline.Graph.Requests.Acts;

/// <summary>What mutations of a request answer: the request as it stands now, also when they are refused.</summary>
public abstract record RequestPayload : Payload, ICurrentRequest
{
    /// <summary>The request as it stands now; also when it was refused because of how it stands.</summary>
    public AppointmentRequestNode? AppointmentRequest { get; init; }

    public Payload WithCurrent(AppointmentRequest current) =>
        this with { AppointmentRequest = AppointmentRequestNode.Of(current) };
}

public sealed record RequestAppointmentPayload : RequestPayload
{
    /// <summary>
    /// The visitor was mailed a link and has to follow it; until then there is no request and no time is held.
    /// </summary>
    public bool IsConfirmationSent { get; init; }
}

public sealed record UpdateAppointmentRequestPayload : RequestPayload;

public sealed record CancelAppointmentRequestPayload : RequestPayload;

public sealed record ApproveAppointmentRequestPayload : RequestPayload
{
    /// <summary>The booking.</summary>
    public AppointmentNode? Appointment => AppointmentRequest?.Appointment;
}

public sealed record DeclineAppointmentRequestPayload : RequestPayload;

public sealed record RescheduleAppointmentPayload : RequestPayload
{
    /// <summary>The booking.</summary>
    public AppointmentNode? Appointment => AppointmentRequest?.Appointment;
}

public sealed record LinkTicketPayload : RequestPayload;

public sealed record UpdateInternalNotesPayload : RequestPayload;

public sealed record CloseAppointmentPayload : RequestPayload;
