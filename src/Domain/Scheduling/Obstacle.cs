namespace Slotline.Domain.Scheduling;

/// <summary>Starts that a rule forbids: from a minute, inclusive, to another, exclusive.</summary>
internal readonly record struct Obstacle(int From, int To, AvailabilityRule Rule)
{
    public bool Forbids(int start) => From <= start && start < To;
}
