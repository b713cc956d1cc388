namespace Slotline.Graph.Engine.Documents;

/// <summary>What answers say in `extensions.cost`.</summary>
/// <param name="Requested">The fields of the largest answer that the operation could get.</param>
/// <param name="Limit">What it may be at most.</param>
internal readonly record struct Cost(long Requested, int Limit)
{
    public bool IsTooHigh => Requested > Limit;
}
