using System.Collections;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;
using Slotline.Graph.Engine.Building.Fields;
using Slotline.Graph.Engine.Output;

namespace Slotline.Graph.Engine.Execution;

/// <summary>
/// Gives execution nodes only to fields that must be resolved; properties are written straight from their objects when
/// the answer is written. An object that holds something its type forbids goes the engine's way whole, so that errors
/// and the nulls they leave are the engine's.
/// </summary>
internal sealed class MixedStrategy(Faults faults, int maxErrors) : BatchingStrategy(faults, maxErrors)
{
    protected override RootExecutionNode BuildExecutionRootNode(
        GraphQL.Execution.ExecutionContext context, IObjectGraphType rootType)
    {
        var root = new MixedRootNode(rootType, context.Operation.SelectionSet) { Result = context.RootValue };
        SetSubFieldNodes(context, root);
        return root;
    }

    protected override ExecutionNode BuildExecutionNode(
        ExecutionNode parent,
        IGraphType graphType,
        GraphQLField field,
        FieldType fieldDefinition,
        int? indexInParentNode = null)
    {
        var type = graphType is NonNullGraphType required ? required.ResolvedType! : graphType;
        return type switch
        {
            ListGraphType => new MixedArrayNode(parent, type, field, fieldDefinition, indexInParentNode),
            IObjectGraphType or IAbstractGraphType =>
                new MixedNode(parent, type, field, fieldDefinition, indexInParentNode),
            _ => base.BuildExecutionNode(parent, type, field, fieldDefinition, indexInParentNode),
        };
    }

    protected override void SetSubFieldNodes(GraphQL.Execution.ExecutionContext context, ObjectExecutionNode parent)
    {
        var type = parent.GetObjectGraphType(context.Schema)!;
        var plan = PlanOf((Operation)context, parent.SelectionSet!, type);
        var isDirect = plan.CanWrite(parent.Result!);
        ((IPlannedNode)parent).Plan = isDirect ? plan : null;

        var count = isDirect ? plan.Resolved : plan.Entries.Length;
        var nodes = count == 0 ? [] : new ExecutionNode[count];
        var next = 0;
        foreach (var entry in plan.Entries)
        {
            if (!isDirect || entry.Direct is null)
                nodes[next++] =
                    BuildExecutionNode(parent, entry.Definition.ResolvedType!, entry.Field, entry.Definition);
        }

        parent.SubFields = nodes;
    }

    protected override Task SetArrayItemNodesAsync(
        GraphQL.Execution.ExecutionContext context, ArrayExecutionNode parent)
    {
        var item = ((ListGraphType)parent.GraphType).ResolvedType!;
        var isRequired = item is NonNullGraphType;
        if (isRequired)
            item = ((NonNullGraphType)item).ResolvedType!;
        if (item is not IObjectGraphType type || parent.Result is not IList list)
            return base.SetArrayItemNodesAsync(context, parent);

        var plan = PlanOf((Operation)context, parent.Field.SelectionSet!, type);
        if (plan.Resolved > 0 || !DirectObjects.CanWrite(list, plan, hasNullable: !isRequired))
            return base.SetArrayItemNodesAsync(context, parent);

        // The engine takes a list without nodes for null unless it has been serialised; so this one says it has.
        parent.SerializedResult = list;
        ((MixedArrayNode)parent).ItemPlan = plan;
        return Task.CompletedTask;
    }

    private SelectionPlan PlanOf(Operation operation, GraphQLSelectionSet selections, IObjectGraphType type)
    {
        if (operation.Plans.Find(selections, type) is { } known)
            return known;

        var fields = CollectFieldsFrom(operation, type, selections, null);
        return operation.Plans.Keep(selections, type, new SelectionPlan([.. fields.Select(pair =>
            new PlanEntry(pair.Key, pair.Value.field, pair.Value.fieldType, DirectOf(operation, pair.Value, type)))]));
    }

    private DirectField? DirectOf(
        Operation operation, (GraphQLField Field, FieldType Type) field, IObjectGraphType parent)
    {
        if (field.Type == operation.Schema.TypeNameMetaFieldType)
            return new DirectTypeName(parent.Name);
        if (field.Type.Resolver is not PropertyResolver property)
            return null;
        return property.Direct ?? DirectObjectOf(operation, field, property);
    }

    /// <summary>An object, or a list of them, is direct when everything selected of it is.</summary>
    private DirectField? DirectObjectOf(
        Operation operation, (GraphQLField Field, FieldType Type) field, PropertyResolver property)
    {
        if (!property.IsAutomatic || field.Field.SelectionSet is not { } selections)
            return null;

        var (type, isNullable) = Unwrap(field.Type.ResolvedType!);
        if (type is IObjectGraphType single)
        {
            var plan = PlanOf(operation, selections, single);
            return plan.Resolved == 0 ? new DirectObject(property.Get, plan, isNullable) : null;
        }

        if (type is not ListGraphType list || Unwrap(list.ResolvedType!) is not (
            IObjectGraphType item, var hasNullable))
            return null;

        var items = PlanOf(operation, selections, item);
        return items.Resolved == 0 ? new DirectObjects(property.Get, items, isNullable, hasNullable) : null;
    }

    private static (IGraphType Type, bool IsNullable) Unwrap(IGraphType type) =>
        type is NonNullGraphType required ? (required.ResolvedType!, false) : (type, true);
}
