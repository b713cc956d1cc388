using NodaTime;
using Slotline.Domain.Directory;

namespace Slotline.Domain.Requests;

/// <summary>What decides who may do what with a request now.</summary>
/// <param name="Status">Where the request stands.</param>
/// <param name="Appointment">Where its booking stands, if it has one.</param>
/// <param name="TechnicianId">Who has the booking.</param>
/// <param name="StartsAt">The start that counts.</param>
/// <param name="CancellationCutoffMinutes">How long before the start a client can still cancel, at the latest.</param>
public sealed record RequestStanding(
    AppointmentRequestStatus Status,
    AppointmentStatus? Appointment,
    Guid? TechnicianId,
    Instant StartsAt,
    int CancellationCutoffMinutes)
{
    private bool IsPending => Status == AppointmentRequestStatus.Pending;

    private bool IsScheduled => Appointment == AppointmentStatus.Scheduled;

    /// <summary>What a caller who can see it may do with it.</summary>
    public IReadOnlyList<RequestAction> AllowedActions(Caller caller, Instant now)
    {
        var writes = caller.Has(Permissions.RequestsWrite);
        var decides = caller.Has(Permissions.RequestsDecide);
        (RequestAction Action, bool IsAllowed)[] actions =
        [
            (RequestAction.Update, writes && IsPending),
            (RequestAction.Cancel, writes && CanCancel(caller, now)),
            (RequestAction.Approve, decides && IsPending),
            (RequestAction.Decline, decides && IsPending),
            (RequestAction.Reschedule, decides && IsScheduled),
            (RequestAction.Close, Attends(caller) && IsScheduled && now >= StartsAt),
            (RequestAction.LinkTicket, decides),
            (RequestAction.EditNotes, Attends(caller)),
        ];
        return [.. actions.Where(a => a.IsAllowed).Select(a => a.Action)];
    }

    /// <summary>A pending one always; a booked one by a client until the cut-off, by staff until the start.</summary>
    public bool CanCancel(Caller caller, Instant now) => IsPending || (IsScheduled && now <= LastCancellation(caller));

    /// <summary>Who decides, and the technician whose appointment it is.</summary>
    public bool Attends(Caller caller) =>
        caller.Has(Permissions.RequestsDecide) || (caller.TechnicianId is { } id && id == TechnicianId);

    private Instant LastCancellation(Caller caller) => caller.Has(Permissions.RequestsDecide)
        ? StartsAt
        : StartsAt - Duration.FromMinutes(CancellationCutoffMinutes);
}
