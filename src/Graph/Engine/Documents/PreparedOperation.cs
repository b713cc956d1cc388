using GraphQL.Types;
using GraphQLParser.AST;
using Slotline.Graph.Engine.Building.Inputs;
using Slotline.Graph.Engine.Execution;

namespace Slotline.Graph.Engine.Documents;

/// <summary>One variable of an operation.</summary>
/// <param name="Definition">As the document declares it.</param>
/// <param name="Type">Its type in the schema.</param>
/// <param name="Path">The first argument or input field it is given to: how a client knows it.</param>
internal sealed record PreparedVariable(GraphQLVariableDefinition Definition, IGraphType Type, InputPath Path)
{
    public string Name => Definition.Variable.Name.StringValue;
}

/// <summary>A valid operation, with what every execution needs of it.</summary>
internal sealed class PreparedOperation
{
    private readonly PlanTable _plans = new();

    public required GraphQLOperationDefinition Definition { get; init; }

    public required IObjectGraphType RootType { get; init; }

    public required IReadOnlyList<PreparedVariable> Variables { get; init; }

    /// <summary>Fields with arguments, which are read once the variables are known.</summary>
    public required IReadOnlyList<(GraphQLField Field, FieldType Type)> ArgumentSites { get; init; }

    /// <summary>Fields, spreads and inline fragments with directives.</summary>
    public required IReadOnlyList<IHasDirectivesNode> DirectiveSites { get; init; }

    /// <summary>Its root fields, e.g. <c>Mutation.signIn</c>, as often as they stand in it.</summary>
    public required IReadOnlyList<string> RootFields { get; init; }

    /// <summary>Whether a root field of it is closed to those who are not signed in.</summary>
    public required bool NeedsCaller { get; init; }

    /// <summary>Whether it asks the schema about itself.</summary>
    public required bool IsIntrospection { get; init; }

    /// <summary>What it may cost, given its variables.</summary>
    public required CostPlan Cost { get; init; }

    /// <summary>Its plans, when they are the same for every request.</summary>
    public PlanTable? Plans => DirectiveSites.Count == 0 ? _plans : null;

    public string? Name => Definition.Name?.StringValue;

    public bool IsMutation => Definition.Operation == OperationType.Mutation;

    public bool IsSubscription => Definition.Operation == OperationType.Subscription;
}
