using NodaTime;

namespace Slotline.Graph.Demo;

/// <summary>What becomes of a wish.</summary>
internal enum Fate
{
    Waiting,
    EditedAndWaiting,
    Booked,
    Moved,
    Reassigned,
    Completed,
    Missed,
    Declined,
    Withdrawn,
    CalledOff,
    CalledOffByStaff,
}

/// <summary>One request of the demo and its story. People and things are named by how their names begin.</summary>
/// <param name="Day">The working day it is for, counted from today.</param>
/// <param name="Time">When it begins, on the technician's clock.</param>
/// <param name="Minutes">How long it takes.</param>
/// <param name="Service">What for.</param>
/// <param name="Technician">Who sees to it in the end; who would, where it does not come so far.</param>
/// <param name="Requester">The contact who asks, or a visitor, who is no client's.</param>
/// <param name="Fate">What becomes of it.</param>
/// <param name="Words">The description.</param>
internal sealed record Wish(
    int Day, string Time, int Minutes, string Service, string Technician, string Requester, Fate Fate, string Words)
{
    /// <summary>The working day it was asked on; unset, three before the one it is for.</summary>
    public int? AskedOn { get; init; }

    /// <summary>Asked that long ago instead, at whatever hour that was.</summary>
    public Duration? AskedAgo { get; init; }

    public bool IsPreferred { get; init; }

    public string? Ticket { get; init; }

    /// <summary>Staff link it when they approve.</summary>
    public string? LinkedTicket { get; init; }

    public string? Notes { get; init; }

    /// <summary>Why it was declined or called off.</summary>
    public string? Reason { get; init; }

    /// <summary>The time that was asked for, of one that was moved on the same day.</summary>
    public string? FirstTime { get; init; }

    /// <summary>Who had it before it was given to the technician.</summary>
    public string? FirstTechnician { get; init; }

    /// <summary>The visitor's firm.</summary>
    public string? Company { get; init; }
}
