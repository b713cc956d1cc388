namespace Slotline.Persistence.Access;

/// <summary>One of the keys by which nodes protect what they hand out for a few minutes and take back.</summary>
public sealed class ProtectionKey
{
    public required string Id { get; init; }

    public required string Xml { get; init; }
}
