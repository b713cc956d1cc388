namespace Slotline.Domain.Requests;

/// <summary>Where a request stands. Declined and cancelled are final.</summary>
public enum AppointmentRequestStatus
{
    /// <summary>Waits for a decision.</summary>
    Pending,

    /// <summary>Confirmed; its appointment says when and with whom.</summary>
    Approved,

    /// <summary>Refused by staff.</summary>
    Declined,

    /// <summary>Withdrawn, before or after a decision.</summary>
    Cancelled,
}

/// <summary>Where a booking stands.</summary>
public enum AppointmentStatus
{
    /// <summary>It will take place, or is taking place.</summary>
    Scheduled,

    /// <summary>It took place.</summary>
    Completed,

    /// <summary>The client did not come.</summary>
    NoShow,

    /// <summary>It will not take place, and blocks nothing.</summary>
    Cancelled,
}

/// <summary>How a booking ended.</summary>
public enum AppointmentOutcome
{
    /// <summary>It took place.</summary>
    Completed,

    /// <summary>The client did not come.</summary>
    NoShow,
}

/// <summary>What can be done with a request.</summary>
public enum RequestAction
{
    Update,
    Cancel,
    Approve,
    Decline,
    Reschedule,
    Close,
    LinkTicket,
    EditNotes,
}

/// <summary>What can happen to a request.</summary>
public enum AppointmentRequestEventType
{
    Requested,
    Edited,
    Approved,
    Declined,
    Cancelled,
    Rescheduled,
    Reassigned,
    TicketLinked,
    Noted,
    Completed,
    NoShow,
}
