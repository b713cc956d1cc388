namespace Slotline.Domain.Notifications;

/// <summary>What a message is about.</summary>
public enum NotificationKind
{
    /// <summary>A request came in: the requester's receipt, and the news for those who decide.</summary>
    RequestReceived,

    /// <summary>A pending request was changed.</summary>
    RequestEdited,

    /// <summary>A request was approved.</summary>
    RequestApproved,

    /// <summary>A request was declined.</summary>
    RequestDeclined,

    /// <summary>A request, or the appointment it had become, was cancelled.</summary>
    RequestCancelled,

    /// <summary>A technician got an appointment.</summary>
    AppointmentAssigned,

    /// <summary>An appointment moved to another time, another technician, or both.</summary>
    AppointmentRescheduled,

    /// <summary>An appointment is near.</summary>
    AppointmentReminder,

    /// <summary>An appointment went from this technician to another one.</summary>
    AppointmentUnassigned,

    /// <summary>Somebody got an account and chooses their first password. By mail only.</summary>
    Invitation,

    /// <summary>Somebody asked for a link to choose another password. By mail only.</summary>
    PasswordReset,

    /// <summary>A visitor asked for an appointment and is to confirm it by a link. By mail only.</summary>
    ConfirmationWanted,

    /// <summary>Somebody's password was changed. By mail only.</summary>
    PasswordChanged,

    /// <summary>An admin gave somebody another address to sign in with; the former one is told. By mail only.</summary>
    AddressChanged,
}

/// <summary>How a message reaches a person.</summary>
public enum NotificationWay
{
    Portal,
    Mail,
}

/// <summary>In what part somebody is told, which decides how it is worded.</summary>
public enum Audience
{
    /// <summary>Who asked for the appointment.</summary>
    Requester,

    /// <summary>Who performs it, was to perform it, or is wished for.</summary>
    Technician,

    /// <summary>Dispatchers and admins.</summary>
    Office,

    /// <summary>Somebody who signs in, about their own account.</summary>
    Account,
}

/// <summary>What the calendar file of a mail does (RFC 5546).</summary>
public enum CalendarMethod
{
    /// <summary>There is no calendar file.</summary>
    None,

    /// <summary>Enters the appointment, or moves it.</summary>
    Request,

    /// <summary>Takes it out again.</summary>
    Cancel,
}
