namespace Slotline.Graph.Engine.Paging;

/// <summary>One page of a list.</summary>
public sealed record Connection<T>
    where T : class
{
    public required IReadOnlyList<Edge<T>> Edges { get; init; }

    /// <summary>The items of the page, without their cursors.</summary>
    public IReadOnlyList<T> Nodes => [.. Edges.Select(edge => edge.Node)];

    public required PageInfo PageInfo { get; init; }

    /// <summary>How many items the whole list has.</summary>
    public required Deferred<int> TotalCount { get; init; }
}

/// <summary>An item of a page, with the cursor that stands for its place.</summary>
public sealed record Edge<T>(string Cursor, T Node)
    where T : class;

/// <summary>Where a page stands in its list.</summary>
/// <param name="HasNextPage">Whether items follow the page.</param>
/// <param name="HasPreviousPage">Whether items precede the page.</param>
/// <param name="StartCursor">The cursor of the page's first item; null when it is empty.</param>
/// <param name="EndCursor">The cursor of the page's last item; null when it is empty.</param>
public sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);

/// <summary>A property that is worked out only when a client asks for it.</summary>
public sealed class Deferred<T>(Func<CancellationToken, Task<T>> get) : IDeferred
{
    public Deferred(T value)
        : this(_ => Task.FromResult(value))
    {
    }

    public Task<T> GetAsync(CancellationToken cancellationToken) => get(cancellationToken);

    async ValueTask<object?> IDeferred.GetAsync(CancellationToken cancellationToken) => await get(cancellationToken);
}

internal interface IDeferred
{
    ValueTask<object?> GetAsync(CancellationToken cancellationToken);
}
