using GraphQL;
using GraphQL.Execution;
using GraphQLParser.AST;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Graph.Engine.Building.Fields;

namespace Slotline.Graph.Engine.Execution;

/// <summary>One field being resolved, as parameters see it. It is read before the resolver runs, never kept.</summary>
internal readonly struct FieldCall(IResolveFieldContext context)
{
    public Operation Operation => (Operation)context.ExecutionContext;

    public object? Parent => context.Source;

    public CancellationToken CancellationToken => context.CancellationToken;

    public IServiceProvider Services => context.RequestServices!;

    public Caller? Caller => Operation.Caller;

    public BatchScope Batches => Operation.Batches;

    public bool IsOpen(string operation) => Services.GetService<IOperationGate>()?.IsOpen(operation, Caller) ?? true;

    /// <exception cref="Refusal">Forbidden.</exception>
    public void Enter(string operation)
    {
        if (IsOpen(operation))
            return;
        throw Caller is null ? new UnauthenticatedException() : Refusal.Forbidden("You may not do this.");
    }

    public bool TryGetArgument(string name, out object? value)
    {
        if (context.Arguments is { } arguments && arguments.TryGetValue(name, out var argument)
            && (argument.Source != ArgumentSource.FieldDefault || argument.Value is not null))
        {
            value = argument.Value;
            return true;
        }

        value = null;
        return false;
    }

    public T? Argument<T>(string name) => TryGetArgument(name, out var value) ? (T?)value : default;

    /// <summary>Whether the field below, by its dotted path, is anywhere in what the client selected.</summary>
    public Func<string, bool> IsSelected
    {
        get
        {
            var (selections, document) = (context.FieldAst.SelectionSet, context.Document);
            return path => Selections.Contains(selections, path.Split('.'), document);
        }
    }
}

/// <summary>Looks for fields in selections, through fragments, whatever their conditions.</summary>
internal static class Selections
{
    public static bool Contains(GraphQLSelectionSet? selections, ReadOnlySpan<string> path, GraphQLDocument document)
    {
        if (path.IsEmpty)
            return true;
        if (selections is null)
            return false;

        foreach (var selection in selections.Selections)
        {
            var found = selection switch
            {
                GraphQLField field => field.Name.Value == path[0] && Contains(field.SelectionSet, path[1..], document),
                GraphQLInlineFragment inline => Contains(inline.SelectionSet, path, document),
                GraphQLFragmentSpread spread => Contains(Fragment(spread, document)?.SelectionSet, path, document),
                _ => false,
            };
            if (found)
                return true;
        }

        return false;
    }

    private static GraphQLFragmentDefinition? Fragment(GraphQLFragmentSpread spread, GraphQLDocument document)
    {
        foreach (var definition in document.Definitions)
        {
            if (definition is GraphQLFragmentDefinition fragment
                && fragment.FragmentName.Name.Value == spread.FragmentName.Name.Value)
                return fragment;
        }

        return null;
    }
}
