namespace Slotline.Domain.Scheduling.Diaries;

/// <summary>
/// What is asked of a technician's time, wherever it lies: a service, a length, whose place is left out.
/// </summary>
internal sealed record Question(CalendarService Service, int Duration, Guid? ExcludeRequestId)
{
    /// <summary>The distance of starts; a step of less than a minute has no meaning.</summary>
    public int Step { get; } = Math.Max(Service.Rules.StepFor(Duration), 1);

    public bool IsDurationOffered => Service.DurationsMinutes.Contains(Duration);

    public int BufferBefore => Service.Rules.BufferBeforeMinutes;

    public int BufferAfter => Service.Rules.BufferAfterMinutes;

    /// <summary>Whether something of a request stands in the way; its own place never does.</summary>
    public bool Counts(Guid requestId) => requestId != ExcludeRequestId;
}
