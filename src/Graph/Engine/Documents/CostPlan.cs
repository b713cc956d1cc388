using System.Collections;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using Slotline.Graph.Engine.Paging;

namespace Slotline.Graph.Engine.Documents;

/// <summary>
/// What an operation may cost: one for each field of the largest answer. Most of it is known with the document; what
/// hangs on page sizes given by variables is worked out for each request, cached document or not.
/// </summary>
internal sealed class CostPlan
{
    private const long Most = long.MaxValue / 4;

    private readonly List<(Length Length, CostPlan Items)> _parts = [];
    private long _known;

    public long Of(Variables variables)
    {
        var cost = _known;
        foreach (var (length, items) in _parts)
            cost = Add(cost, Multiply(length.Of(variables), items.Of(variables)));
        return cost;
    }

    private void Add(CostPlan plan, Length? times)
    {
        if (times is { Known: { } length } && plan._parts.Count == 0)
            _known = Add(_known, Multiply(length, plan._known));
        else if (times is not null)
            _parts.Add((times, plan));
        else
        {
            _known = Add(_known, plan._known);
            _parts.AddRange(plan._parts);
        }
    }

    private static long Add(long left, long right) => Math.Min(left + right, Most);

    private static long Multiply(long left, long right) => right > Most / Math.Max(left, 1) ? Most : left * right;

    /// <summary>How long a list is at most.</summary>
    /// <param name="Known">The length when the document says it.</param>
    /// <param name="First">The variable of `first`, or of the list that gives the length, when it is one.</param>
    /// <param name="Last">The variable of `last`, when it is one.</param>
    private sealed record Length(int? Known, string? First = null, string? Last = null)
    {
        public int Of(Variables variables) => Known ?? Clamp(Given(variables, First) ?? Given(variables, Last));

        /// <summary>Sizes that no page has are refused later by name; here they must not pay for others.</summary>
        public static int Clamp(long? size) => (int)Math.Clamp(size ?? PageRequest.DefaultSize, 1, PageRequest.MaxSize);

        private static int? Given(Variables variables, string? name) =>
            name is null ? null : variables.Find(name)?.Value switch
            {
                int size => size,
                ICollection items => items.Count,
                _ => null,
            };
    }

    /// <summary>Unfolds the operation along the schema; the document's limits bound how much there is.</summary>
    public sealed class Builder(ISchema schema, GraphQLDocument document, int assumedLength)
    {
        public CostPlan Build(GraphQLSelectionSet? selections, IGraphType? type) => Build(selections, type, page: null);

        private CostPlan Build(GraphQLSelectionSet? selections, IGraphType? type, Length? page)
        {
            var plan = new CostPlan();
            foreach (var selection in selections?.Selections ?? [])
            {
                switch (selection)
                {
                    case GraphQLField field:
                        AddField(plan, field, type, page);
                        break;
                    case GraphQLInlineFragment inline:
                        plan.Add(
                            Build(inline.SelectionSet, Condition(inline.TypeCondition) ?? type, page), times: null);
                        break;
                    case GraphQLFragmentSpread spread
                        when document.FindFragmentDefinition(spread.FragmentName.Name.Value) is { } fragment:
                        plan.Add(Build(fragment.SelectionSet, Condition(fragment.TypeCondition) ?? type, page), null);
                        break;
                }
            }

            return plan;
        }

        private void AddField(CostPlan plan, GraphQLField field, IGraphType? type, Length? page)
        {
            plan._known = Add(plan._known, 1);
            var definition = (type as IComplexGraphType)?.GetField(field.Name.Value);
            if (field.SelectionSet is not { } selections || definition is null)
                return;

            var isPage = definition.Arguments?.Find("first") is not null
                && definition.Arguments.Find("last") is not null;
            var (named, isList) = Unwrap(definition.ResolvedType!);
            var items = Build(selections, named, isPage ? PageOf(field) : null);
            plan.Add(items, isList ? page ?? ListOf(field, definition) : null);
        }

        /// <summary>
        /// As long as the list it is asked with, as in `nodes(ids:)`, else as long as lists are taken to be.
        /// </summary>
        private Length ListOf(GraphQLField field, FieldType definition)
        {
            foreach (var argument in field.Arguments ?? Enumerable.Empty<GraphQLArgument>())
            {
                if (argument.Value is GraphQLListValue { Values: { } values })
                    return new Length(Math.Max(values.Count, 1));
                if (argument.Value is GraphQLVariable variable
                    && definition.Arguments?.Find(argument.Name.Value) is { ResolvedType: { } type }
                        && Unwrap(type).IsList)
                    return new Length(null, variable.Name.StringValue);
            }

            return new Length(assumedLength);
        }

        private static Length PageOf(GraphQLField field)
        {
            var first = Argument(field, "first");
            var last = Argument(field, "last");
            var variables = (Name(first), Name(last));
            return variables is (null, null)
                ? new Length(Length.Clamp(Literal(first) ?? Literal(last)))
                : new Length(null, variables.Item1, variables.Item2);
        }

        private static GraphQLValue? Argument(GraphQLField field, string name)
        {
            foreach (var argument in field.Arguments ?? Enumerable.Empty<GraphQLArgument>())
            {
                if (argument.Name.Value == name)
                    return argument.Value;
            }

            return null;
        }

        private static string? Name(GraphQLValue? value) => (value as GraphQLVariable)?.Name.StringValue;

        private static long? Literal(GraphQLValue? value) =>
            value is GraphQLIntValue number && long.TryParse(number.Value.Span, out var size) ? size : null;

        private IGraphType? Condition(GraphQLTypeCondition? condition) =>
            condition is null ? null : schema.AllTypes[condition.Type.Name.Value];

        private static (IGraphType Named, bool IsList) Unwrap(IGraphType type) => type switch
        {
            NonNullGraphType nonNull => Unwrap(nonNull.ResolvedType!),
            ListGraphType list => (Unwrap(list.ResolvedType!).Named, true),
            _ => (type, false),
        };
    }
}
