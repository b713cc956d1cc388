using System.Reflection;
using GraphQL.Resolvers;
using GraphQL.Types;
using Slotline.Domain;
using Slotline.Graph.Engine.Building.Inputs;
using Slotline.Graph.Engine.Execution;

namespace Slotline.Graph.Engine.Building.Fields;

/// <summary>
/// <c>Query.node</c> and <c>Query.nodes</c>, over the methods marked <see cref="NodeResolverAttribute"/>.
/// </summary>
internal sealed class NodeFields
{
    private const int MostIds = 100;

    private readonly Dictionary<string, NodeFinder> _finders = new(StringComparer.Ordinal);

    public NodeFields(AssemblyScan scan, ParameterFactory parameters)
    {
        foreach (var method in scan.NodeResolvers)
        {
            var node = Shape.OfResult(method).Type;
            if (!_finders.TryAdd(GlobalId.PrefixOf(node), NodeFinder.Of(method, node, parameters)))
                throw new InvalidOperationException($"{node.Name} has two [NodeResolver]s, or its prefix is taken.");
        }

        foreach (var node in scan.Implementing(typeof(INode)))
        {
            if (!_finders.ContainsKey(GlobalId.PrefixOf(node)))
                throw new InvalidOperationException($"{node.Name} is a node and needs a [NodeResolver].");
        }
    }

    public IEnumerable<FieldType> Fields(IGraphType node)
    {
        yield return new FieldType
        {
            Name = "node",
            Description = "Any object by its global id; null when it does not exist or the viewer may not see it.",
            ResolvedType = node,
            Arguments = new QueryArguments(new QueryArgument(new NonNullGraphType(new IdGraphType())) { Name = "id" }),
            Resolver = new FuncFieldResolver<object?>(context =>
                FindOneAsync(new FieldCall(context))),
        };
        yield return new FieldType
        {
            Name = "nodes",
            Description = $"At most {MostIds} ids; the answers stand in the order of the ids.",
            ResolvedType = new NonNullGraphType(new ListGraphType(node)),
            Arguments = new QueryArguments(new QueryArgument(
                new NonNullGraphType(new ListGraphType(new NonNullGraphType(new IdGraphType())))) { Name = "ids" }),
            Resolver = new FuncFieldResolver<object?>(context => FindAllAsync(new FieldCall(context))),
        };
    }

    private ValueTask<object?> FindOneAsync(FieldCall call)
    {
        call.Enter("Query.node");
        return FindAsync(call, call.Argument<object>("id"), InputPath.Root.Field("id"));
    }

    private async ValueTask<object?> FindAllAsync(FieldCall call)
    {
        call.Enter("Query.nodes");
        var ids = call.Argument<IEnumerable<object>>("ids")!.ToArray();
        if (ids.Length > MostIds)
            throw Refusal.InvalidInput($"`ids` must be at most {MostIds}.", "ids");

        var path = InputPath.Root.Field("ids");
        var found = ids.Select((id, index) => FindAsync(call, id, path.At(index)).AsTask()).ToArray();
        return await Task.WhenAll(found);
    }

    private ValueTask<object?> FindAsync(FieldCall call, object? id, InputPath path)
    {
        var text = id as string ?? "";
        return GlobalId.PrefixIn(text) is { } prefix
            && _finders.TryGetValue(prefix, out var finder)
            && GlobalId.TryDecode(text, prefix, out var guid)
            ? finder.FindAsync(call, guid)
            : throw Refusal.InvalidInput($"`{path}` is not an id.", path.Parts);
    }
}

internal sealed class NodeFinder(
    string type, Func<FieldCall, object?>[] parameters, Invocation invocation, FieldAccess access)
{
    public static NodeFinder Of(MethodInfo method, Type node, ParameterFactory factory)
    {
        var all = method.GetParameters();
        if (all.FirstOrDefault()?.ParameterType != typeof(Guid))
            throw new InvalidOperationException($"{method.DeclaringType!.Name}.{method.Name} must take a Guid first.");

        var rest = all.Skip(1).Select(parameter => factory.Of(parameter, isMutation: false)).ToArray();
        if (rest.Any(parameter => parameter.Arguments.Length > 0))
            throw new InvalidOperationException($"{method.DeclaringType!.Name}.{method.Name} can take no arguments.");
        return new NodeFinder(
            $"Node.{Naming.TypeName(node)}",
            [.. rest.Select(parameter => parameter.Get)],
            Invocation.Of(method),
            ParameterFactory.AccessOf(method));
    }

    public ValueTask<object?> FindAsync(FieldCall call, Guid id)
    {
        if (access == FieldAccess.SignedIn && call.Caller is null)
            throw new UnauthenticatedException();
        if (!call.IsOpen(type))
            return ValueTask.FromResult<object?>(null);
        return invocation.InvokeAsync([id, .. parameters.Select(get => get(call))]);
    }
}
