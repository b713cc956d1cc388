namespace Slotline.Graph.Tests.Scheduling;

/// <summary>A shop, a search in it, and every slot that must be found, as <c>dd HH:mm</c> in UTC.</summary>
internal sealed record SlotCase(Func<Shop, Shop> Shop, string From, string Expected)
{
    /// <summary>Null where one date is asked for.</summary>
    public string? To { get; init; }

    public string Viewer { get; init; } = "Etc/UTC";

    public string Service { get; init; } = "X";
}
