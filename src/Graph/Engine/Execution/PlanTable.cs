using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using GraphQL.Types;
using GraphQLParser.AST;
using Slotline.Graph.Engine.Output;

namespace Slotline.Graph.Engine.Execution;

/// <summary>
/// The plans of an operation, by selection and object type. They live as long as the prepared operation, but with
/// directives, whose conditions each request decides, as long as one execution.
/// </summary>
internal sealed class PlanTable
{
    private readonly ConcurrentDictionary<(GraphQLSelectionSet, IObjectGraphType), SelectionPlan> _plans =
        new(concurrencyLevel: 1, capacity: 7, ByReference.Instance);

    public SelectionPlan? Find(GraphQLSelectionSet selections, IObjectGraphType type) =>
        _plans.GetValueOrDefault((selections, type));

    /// <summary>
    /// Keeps the plan, or gives the one that was faster: merged fields are made anew with each plan, and plans below
    /// are known by them.
    /// </summary>
    public SelectionPlan Keep(GraphQLSelectionSet selections, IObjectGraphType type, SelectionPlan plan) =>
        _plans.GetOrAdd((selections, type), plan);

    private sealed class ByReference : IEqualityComparer<(GraphQLSelectionSet Selections, IObjectGraphType Type)>
    {
        public static ByReference Instance { get; } = new();

        public bool Equals(
            (GraphQLSelectionSet Selections, IObjectGraphType Type) x,
            (GraphQLSelectionSet Selections, IObjectGraphType Type) y) =>
            ReferenceEquals(x.Selections, y.Selections) && ReferenceEquals(x.Type, y.Type);

        public int GetHashCode((GraphQLSelectionSet Selections, IObjectGraphType Type) obj) =>
            HashCode.Combine(RuntimeHelpers.GetHashCode(obj.Selections), RuntimeHelpers.GetHashCode(obj.Type));
    }
}
