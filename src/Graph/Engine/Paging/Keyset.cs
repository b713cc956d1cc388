using System.Linq.Expressions;
using System.Reflection;

namespace Slotline.Graph.Engine.Paging;

/// <summary>
/// Conditions on the place of a row in an order, as expressions that a database can answer from an index.
/// </summary>
internal sealed class Keyset<T>(Ordering<T> ordering)
{
    private static readonly MethodInfo CompareStrings =
        typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!;

    public Ordering<T> Ordering { get; } = ordering;

    /// <exception cref="Domain.Refusal">It is not a cursor of this order.</exception>
    public IReadOnlyList<object> Read(string cursor, string field) =>
        Cursor.Read(cursor, Ordering.Tag, [.. Ordering.Keys.Select(key => key.Type)], field);

    public Expression<Func<T, bool>> After(IReadOnlyList<object> place) => Beyond(place, forward: true, orAt: false);

    public Expression<Func<T, bool>> Before(IReadOnlyList<object> place) => Beyond(place, forward: false, orAt: false);

    public Expression<Func<T, bool>> UpTo(IReadOnlyList<object> place) => Beyond(place, forward: false, orAt: true);

    public Expression<Func<T, bool>> From(IReadOnlyList<object> place) => Beyond(place, forward: true, orAt: true);

    public Expression<Func<T, Row<TNode>>> WithKeys<TNode>(Expression<Func<T, TNode>> select)
    {
        var row = select.Parameters[0];
        var keys = Expression.NewArrayInit(
            typeof(object),
            Ordering.Keys.Select(key => Expression.Convert(On(key.Selector, row), typeof(object))));
        return Expression.Lambda<Func<T, Row<TNode>>>(
            Expression.MemberInit(
                Expression.New(typeof(Row<TNode>)),
                Expression.Bind(typeof(Row<TNode>).GetProperty(nameof(Row<>.Node))!, select.Body),
                Expression.Bind(typeof(Row<TNode>).GetProperty(nameof(Row<>.Keys))!, keys)),
            row);
    }

    /// <summary>
    /// a ≥ A and (a &gt; A or (a = A and (b &gt; B or (b = B and …)))), each key in its direction. The first condition
    /// follows from the others; an index is entered by it, so that the last page costs what the first does.
    /// </summary>
    private Expression<Func<T, bool>> Beyond(IReadOnlyList<object> place, bool forward, bool orAt)
    {
        var row = Expression.Parameter(typeof(T), "row");
        Expression? condition = null;
        for (var i = place.Count - 1; i >= 0; i--)
        {
            var key = Ordering.Keys[i];
            var value = On(key.Selector, row);
            var bound = Parameter(place[i], key.Type);
            var greater = forward != key.IsDescending;
            var strictly = Compare(value, bound, greater, orEqual: condition is null && orAt);
            condition = condition is null
                ? strictly
                : Expression.OrElse(strictly, Expression.AndAlso(Expression.Equal(value, bound), condition));
        }

        if (place.Count > 1)
        {
            var leading = Ordering.Keys[0];
            var entry = Compare(
                On(leading.Selector, row), Parameter(
                    place[0], leading.Type), forward != leading.IsDescending, orEqual: true);
            condition = Expression.AndAlso(entry, condition!);
        }

        return Expression.Lambda<Func<T, bool>>(condition!, row);
    }

    private static BinaryExpression Compare(Expression left, Expression right, bool greater, bool orEqual)
    {
        if (left.Type == typeof(string))
            (left, right) = (Expression.Call(CompareStrings, left, right), Expression.Constant(0));
        else if (left.Type.IsEnum)
            (left, right) = (Expression.Convert(left, typeof(int)), Expression.Convert(right, typeof(int)));
        return (greater, orEqual) switch
        {
            (true, false) => Expression.GreaterThan(left, right),
            (true, true) => Expression.GreaterThanOrEqual(left, right),
            (false, false) => Expression.LessThan(left, right),
            (false, true) => Expression.LessThanOrEqual(left, right),
        };
    }

    /// <summary>
    /// A member of an object, not a constant: so the database gets a parameter, and keeps one plan for all pages.
    /// </summary>
    private static MemberExpression Parameter(object value, Type type)
    {
        var box = Activator.CreateInstance(typeof(Box<>).MakeGenericType(type), value)!;
        return Expression.Property(Expression.Constant(box), nameof(Box<>.Value));
    }

    private static Expression On(LambdaExpression selector, ParameterExpression row) =>
        new Replacement(selector.Parameters[0], row).Visit(selector.Body);
}

internal sealed class Box<TValue>(TValue value)
{
    public TValue Value { get; } = value;
}

internal sealed class Replacement(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
{
    protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
}
