using System.Linq.Expressions;

namespace Slotline.Graph.Engine.Paging;

/// <summary>Starts an <see cref="Ordering{T}"/>.</summary>
public static class Ordering
{
    public static Ordering<T> By<T, TKey>(Expression<Func<T, TKey>> key, bool descending = false) =>
        new([SortKey<T>.Of(key, descending)]);
}

/// <summary>
/// A total order of rows: keys, the last of them unique, so that every row has its own place and a cursor can name it.
/// Keys must not be null: the databases disagree where nulls belong.
/// </summary>
public sealed class Ordering<T>
{
    internal Ordering(IReadOnlyList<SortKey<T>> keys)
    {
        Keys = keys;
        Tag = TagOf(keys);
    }

    internal IReadOnlyList<SortKey<T>> Keys { get; }

    /// <summary>Tells cursors of different orders apart.</summary>
    internal string Tag { get; }

    public Ordering<T> ThenBy<TKey>(Expression<Func<T, TKey>> key, bool descending = false) =>
        new([.. Keys, SortKey<T>.Of(key, descending)]);

    internal IQueryable<T> Sort(IQueryable<T> rows, bool reversed) =>
        Keys.Select((key, index) => (key, index)).Aggregate(rows, (sorted, next) =>
            next.key.Sort(sorted, isFirst: next.index == 0, reversed));

    private static string TagOf(IEnumerable<SortKey<T>> keys)
    {
        // FNV-1a: a cursor must mean the same in every process, which string.GetHashCode does not promise.
        var hash = 2166136261u;
        foreach (var character in string.Join('|', keys.Select(key => $"{key.Selector.Body}{key.IsDescending}")))
            hash = unchecked((hash ^ character) * 16777619u);
        return hash.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }
}

/// <summary>One key of an order.</summary>
internal sealed record SortKey<T>(
    LambdaExpression Selector, Type Type, bool IsDescending, Func<IQueryable<T>, bool, bool, IQueryable<T>> Apply)
{
    public static SortKey<T> Of<TKey>(Expression<Func<T, TKey>> selector, bool descending) =>
        new(selector, typeof(TKey), descending, (rows, isFirst, down) => (isFirst, down) switch
        {
            (true, false) => rows.OrderBy(selector),
            (true, true) => rows.OrderByDescending(selector),
            (false, false) => ((IOrderedQueryable<T>)rows).ThenBy(selector),
            (false, true) => ((IOrderedQueryable<T>)rows).ThenByDescending(selector),
        });

    public IQueryable<T> Sort(IQueryable<T> rows, bool isFirst, bool reversed) =>
        Apply(rows, isFirst, IsDescending != reversed);
}
