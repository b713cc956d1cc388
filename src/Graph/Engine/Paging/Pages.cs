using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Slotline.Graph.Engine.Paging;

/// <summary>Cuts pages out of ordered queries by the keys of the row before, never by counting rows off.</summary>
public static class Pages
{
    /// <summary>The page of rows themselves.</summary>
    public static Task<Connection<T>> ToConnectionAsync<T>(
        this IQueryable<T> rows, Ordering<T> ordering, PageRequest page, CancellationToken cancellationToken)
        where T : class => rows.ToConnectionAsync(ordering, page, row => row, cancellationToken);

    /// <summary>
    /// The page, each row turned into a node by <paramref name="select"/> in the same query. The total is counted only
    /// when the client asked for it, and the page is fetched only when the client asked for more than the total.
    /// </summary>
    /// <exception cref="Domain.Refusal">A cursor is malformed, or of another order.</exception>
    public static async Task<Connection<TNode>> ToConnectionAsync<T, TNode>(
        this IQueryable<T> rows,
        Ordering<T> ordering,
        PageRequest page,
        Expression<Func<T, TNode>> select,
        CancellationToken cancellationToken)
        where TNode : class =>
        await rows.ToConnectionAsync(ordering, page, select, count: null, cancellationToken);

    /// <summary>The same where the total may be known without counting.</summary>
    /// <param name="count">The total; null where the rows are to be counted.</param>
    public static async Task<Connection<TNode>> ToConnectionAsync<T, TNode>(
        this IQueryable<T> rows,
        Ordering<T> ordering,
        PageRequest page,
        Expression<Func<T, TNode>> select,
        Func<Task<int>>? count,
        CancellationToken cancellationToken)
        where TNode : class
    {
        var keyset = new Keyset<T>(ordering);
        var after = page.After is null ? null : keyset.Read(page.After, "after");
        var before = page.Before is null ? null : keyset.Read(page.Before, "before");

        var total = page.Wants("totalCount")
            ? await (count?.Invoke() ?? CountAsync(rows, cancellationToken))
            : (int?)null;
        var found = page.Wants("edges") || page.Wants("nodes") || page.Wants("pageInfo")
            ? await FetchAsync(rows, keyset, page, (after, before), select, cancellationToken)
            : [];
        var hasMore = found.Count > page.Size;
        if (hasMore)
            found.RemoveAt(found.Count - 1);
        if (page.IsBackward)
            found.Reverse();

        Edge<TNode>[] edges = [.. found.Select(row => new Edge<TNode>(Cursor.Write(ordering.Tag, row.Keys), row.Node))];
        var hasBefore = page.IsBackward
            ? hasMore
            : after is not null && await AnyAsync(rows, keyset.UpTo(after), page, "hasPreviousPage", cancellationToken);
        var hasAfter = !page.IsBackward
            ? hasMore
            : before is not null && await AnyAsync(rows, keyset.From(before), page, "hasNextPage", cancellationToken);
        return new Connection<TNode>
        {
            Edges = edges,
            PageInfo = new PageInfo(hasAfter, hasBefore, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor),
            TotalCount = total is { } known
                ? new Deferred<int>(known)
                : new Deferred<int>(_ => throw new InvalidOperationException("The total was not asked for.")),
        };
    }

    private static async Task<List<Row<TNode>>> FetchAsync<T, TNode>(
        IQueryable<T> rows,
        Keyset<T> keyset,
        PageRequest page,
        (IReadOnlyList<object>? After, IReadOnlyList<object>? Before) bounds,
        Expression<Func<T, TNode>> select,
        CancellationToken cancellationToken)
    {
        if (bounds.After is not null)
            rows = rows.Where(keyset.After(bounds.After));
        if (bounds.Before is not null)
            rows = rows.Where(keyset.Before(bounds.Before));

        var query = keyset.Ordering.Sort(rows, page.IsBackward).Take(page.Size + 1).Select(keyset.WithKeys(select));
        return query.Provider is IAsyncQueryProvider ? await query.ToListAsync(cancellationToken) : [.. query];
    }

    private static async Task<int> CountAsync<T>(IQueryable<T> rows, CancellationToken cancellationToken) =>
        rows.Provider is IAsyncQueryProvider ? await rows.CountAsync(cancellationToken) : rows.Count();

    private static async Task<bool> AnyAsync<T>(
        IQueryable<T> rows,
        Expression<Func<T, bool>> condition,
        PageRequest page,
        string wanted,
        CancellationToken cancellationToken)
    {
        if (!page.Wants($"pageInfo.{wanted}"))
            return false;

        rows = rows.Where(condition);
        return rows.Provider is IAsyncQueryProvider ? await rows.AnyAsync(cancellationToken) : rows.Any();
    }
}

internal sealed class Row<TNode>
{
    public required TNode Node { get; init; }

    public required object?[] Keys { get; init; }
}
