using Slotline.Domain;

namespace Slotline.Graph.Engine.Paging;

/// <summary>
/// Which page is asked for. As a resolver's parameter it becomes the arguments <c>first</c>, <c>after</c>,
/// <c>last</c> and <c>before</c>.
/// </summary>
public sealed record PageRequest
{
    public const int DefaultSize = 25;
    public const int MaxSize = 100;

    private PageRequest()
    {
    }

    /// <summary>The first page of the default size.</summary>
    public static PageRequest Start { get; } = new() { Size = DefaultSize };

    /// <summary>The most items of the page.</summary>
    public required int Size { get; init; }

    /// <summary>Whether the page is cut from the end: the last items before a cursor.</summary>
    public bool IsBackward { get; init; }

    public string? After { get; init; }

    public string? Before { get; init; }

    /// <summary>
    /// Whether the client selected the field, by its path below the connection, e.g. <c>totalCount</c>.
    /// </summary>
    internal Func<string, bool> Wants { get; init; } = static _ => true;

    /// <exception cref="Refusal">A size is negative or over the maximum, or both ends are asked for.</exception>
    public static PageRequest Of(int? first = null, string? after = null, int? last = null, string? before = null)
    {
        CheckSize(first, "first");
        CheckSize(last, "last");
        if (first is not null && last is not null)
            throw Refusal.InvalidInput("Only one of `first` and `last` can be given.", "last");

        return new PageRequest
        {
            Size = first ?? last ?? DefaultSize,
            IsBackward = last is not null || (before is not null && after is null && first is null),
            After = after,
            Before = before,
        };
    }

    private static void CheckSize(int? size, string field)
    {
        if (size is < 0 or > MaxSize)
            throw Refusal.InvalidInput($"`{field}` must lie between 0 and {MaxSize}.", field);
    }
}
