using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using GraphQL.Execution;
using GraphQL.Instrumentation;
using GraphQL.Validation;
using GraphQLParser.AST;
using Slotline.Domain.Directory;
using Slotline.Graph.Engine.Documents;

namespace Slotline.Graph.Engine.Execution;

/// <summary>One operation, or one event of a subscription, while it is executed.</summary>
internal sealed class Operation : GraphQL.Execution.ExecutionContext
{
    // What the engine wants to have and nothing of ours fills.
    private static readonly Dictionary<string, object?> Nothing = [];

    private Caller? _caller;

    public Operation(
        GraphQL.Types.ISchema schema, GraphQLDocument document, PreparedOperation operation, Variables variables)
    {
        Schema = schema;
        Document = document;
        Operation = operation.Definition;
        Variables = variables;
        ArgumentValues = ReadArguments(operation);
        DirectiveValues = ReadDirectives(operation);
        Plans = operation.Plans ?? new PlanTable();
        Errors = [];
        Listeners = [];
        UserContext = Nothing;
        InputExtensions = Nothing;
        OutputExtensions = Nothing;
        Metrics = Metrics.None;
    }

    /// <summary>The same operation for another event.</summary>
    public Operation(Operation other)
        : base(other)
    {
        Errors = [];
        OutputExtensions = other.OutputExtensions;
        Metrics = other.Metrics;
        Plans = other.Plans;
    }

    /// <summary>How its selections are taken from objects.</summary>
    public PlanTable Plans { get; }

    /// <summary>What was loaded so far, and what waits to be.</summary>
    public BatchScope Batches { get; private set; } = null!;

    /// <summary>Who is asking; looked for again while there is nobody, for a mutation may sign somebody in.</summary>
    public Caller? Caller => _caller ??= RequestServices!.GetService<Caller>();

    /// <summary>Sets the token that ends it, also for what it loads.</summary>
    public void Start(CancellationToken cancellationToken)
    {
        CancellationToken = cancellationToken;
        Forget();
    }

    /// <summary>What was loaded, and who was asking, may have changed.</summary>
    public void Forget()
    {
        _caller = null;
        Batches = new BatchScope(RequestServices!, CancellationToken);
    }

    private ConcurrentDictionary<GraphQLField, IDictionary<string, ArgumentValue>>? ReadArguments(
        PreparedOperation operation)
    {
        if (operation.ArgumentSites.Count == 0)
            return null;

        var values = new ConcurrentDictionary<GraphQLField, IDictionary<string, ArgumentValue>>(
            concurrencyLevel: 1, operation.ArgumentSites.Count, ByArguments.Instance);
        foreach (var (field, type) in operation.ArgumentSites)
        {
            if (ExecutionHelper.GetArguments(
                type.Arguments, field.Arguments, Variables, Document, field, null) is { } read)
                values[field] = read;
        }

        return values;
    }

    private ConcurrentDictionary<ASTNode, IDictionary<string, DirectiveInfo>>? ReadDirectives(
        PreparedOperation operation)
    {
        if (operation.DirectiveSites.Count == 0)
            return null;

        var values = new ConcurrentDictionary<ASTNode, IDictionary<string, DirectiveInfo>>();
        foreach (var node in operation.DirectiveSites)
        {
            if (ExecutionHelper.GetDirectives(node, Variables, Schema, Document) is { } read)
                values[(ASTNode)node] = read;
        }

        return values;
    }

    /// <summary>
    /// The engine makes a new field of fields that it merges, with the arguments of the first. Plans keep such fields
    /// from request to request, so fields are the same when their arguments are.
    /// </summary>
    private sealed class ByArguments : IEqualityComparer<GraphQLField>
    {
        public static ByArguments Instance { get; } = new();

        public bool Equals(GraphQLField? x, GraphQLField? y) => ReferenceEquals(x?.Arguments, y?.Arguments);

        public int GetHashCode(GraphQLField obj) =>
            obj.Arguments is null ? 0 : RuntimeHelpers.GetHashCode(obj.Arguments);
    }
}
