using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;
using Slotline.Graph.Engine.Output;

namespace Slotline.Graph.Engine.Execution;

/// <summary>
/// An object of which some fields are resolved, in its sub-nodes, and the others are written from it. Without a plan
/// all of them are in its sub-nodes.
/// </summary>
internal interface IPlannedNode
{
    SelectionPlan? Plan { get; set; }
}

internal sealed class MixedNode(
    ExecutionNode parent, IGraphType type, GraphQLField field, FieldType definition, int? index)
    : ObjectExecutionNode(parent, type, field, definition, index), IPlannedNode
{
    public SelectionPlan? Plan { get; set; }
}

internal sealed class MixedRootNode(IObjectGraphType type, GraphQLSelectionSet selections)
    : RootExecutionNode(type, selections), IPlannedNode
{
    public SelectionPlan? Plan { get; set; }
}

/// <summary>A list; with a plan of its items nothing of them is resolved, and they have no nodes.</summary>
internal sealed class MixedArrayNode(
    ExecutionNode parent, IGraphType type, GraphQLField field, FieldType definition, int? index)
    : ArrayExecutionNode(parent, type, field, definition, index)
{
    public SelectionPlan? ItemPlan { get; set; }
}
