using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using Slotline.Graph.Engine.Building.Fields;
using Slotline.Graph.Engine.Building.Inputs;
using Slotline.Graph.Engine.Execution;

namespace Slotline.Graph.Engine.Documents;

/// <summary>Walks one operation of a valid document: checks its literals and notes what executions will need.</summary>
internal sealed class OperationPreparation
{
    private readonly ISchema _schema;
    private readonly GraphQLDocument _document;
    private readonly List<(GraphQLField, FieldType)> _argumentSites = [];
    private readonly List<IHasDirectivesNode> _directiveSites = [];
    private readonly Dictionary<string, InputPath> _variablePaths = new(StringComparer.Ordinal);
    private readonly HashSet<ROM> _seenFragments = [];
    private readonly List<Problem> _problems;
    private readonly List<string> _rootFields = [];
    private bool _needsCaller;
    private bool _isIntrospection;

    private OperationPreparation(ISchema schema, GraphQLDocument document, List<Problem> problems)
    {
        _schema = schema;
        _document = document;
        _problems = problems;
    }

    public static PreparedOperation? Prepare(
        ISchema schema,
        GraphEngineOptions options,
        GraphQLDocument document,
        GraphQLOperationDefinition definition,
        List<Problem> problems)
    {
        IObjectGraphType? root = definition.Operation switch
        {
            OperationType.Query => schema.Query,
            OperationType.Mutation => schema.Mutation,
            _ => schema.Subscription,
        };
        if (root is null)
        {
            problems.Add(new Problem(ProblemCodes.ValidationFailed, "The schema has no such operations.")
                .At(definition, document));
            return null;
        }

        var preparation = new OperationPreparation(schema, document, problems);
        preparation.Walk(definition.SelectionSet, root, isRoot: true);
        return new PreparedOperation
        {
            Definition = definition,
            RootType = root,
            Variables = preparation.Variables(definition),
            ArgumentSites = preparation._argumentSites,
            DirectiveSites = preparation._directiveSites,
            RootFields = preparation._rootFields,
            NeedsCaller = preparation._needsCaller,
            IsIntrospection = preparation._isIntrospection,
            Cost =
                new CostPlan.Builder(schema, document, options.AssumedListLength).Build(definition.SelectionSet, root),
        };
    }

    private void Walk(GraphQLSelectionSet? selections, IGraphType type, bool isRoot)
    {
        foreach (var selection in selections?.Selections ?? [])
        {
            if (selection is IHasDirectivesNode { Directives.Count: > 0 } directed)
                Directives(directed);
            switch (selection)
            {
                case GraphQLField field:
                    Field(field, type, isRoot);
                    break;
                case GraphQLInlineFragment inline:
                    Walk(inline.SelectionSet, TypeOf(inline.TypeCondition) ?? type, isRoot);
                    break;
                case GraphQLFragmentSpread spread when _seenFragments.Add(spread.FragmentName.Name.Value):
                    var fragment = _document.FindFragmentDefinition(spread.FragmentName.Name.Value);
                    Walk(fragment?.SelectionSet, TypeOf(fragment?.TypeCondition) ?? type, isRoot);
                    break;
            }
        }
    }

    private void Field(GraphQLField field, IGraphType type, bool isRoot)
    {
        if (Definition(field, type) is not { } definition)
            return;

        if (isRoot)
            NoteRoot(definition, type);
        if (field.Arguments is { Count: > 0 } arguments)
        {
            _argumentSites.Add((field, definition));
            foreach (var argument in arguments)
            {
                if (definition.Arguments?.Find(argument.Name.Value) is { } declared)
                    Check(declared.ResolvedType!, argument.Value, InputPath.Root.Field(declared.Name));
            }
        }

        if (field.SelectionSet is { } selections && Named(definition.ResolvedType!) is { } inner)
            Walk(selections, inner, isRoot: false);
    }

    private void NoteRoot(FieldType definition, IGraphType root)
    {
        _rootFields.Add($"{root.Name}.{definition.Name}");
        _needsCaller |= AccessOf(definition) == FieldAccess.SignedIn;
        _isIntrospection |= definition == _schema.SchemaMetaFieldType || definition == _schema.TypeMetaFieldType;
    }

    private void Directives(IHasDirectivesNode node)
    {
        _directiveSites.Add(node);
        foreach (var directive in node.Directives!)
        {
            foreach (var argument in directive.Arguments ?? Enumerable.Empty<GraphQLArgument>())
            {
                if (_schema.Directives.Find(directive.Name.Value)?.Arguments?.Find(argument.Name.Value) is { } declared)
                    Check(declared.ResolvedType!, argument.Value, InputPath.Root.Field(declared.Name));
            }
        }
    }

    private FieldType? Definition(GraphQLField field, IGraphType type)
    {
        var name = field.Name.Value;
        if (name == _schema.TypeNameMetaFieldType.Name)
            return _schema.TypeNameMetaFieldType;
        if (type == _schema.Query && name == _schema.SchemaMetaFieldType.Name)
            return _schema.SchemaMetaFieldType;
        if (type == _schema.Query && name == _schema.TypeMetaFieldType.Name)
            return _schema.TypeMetaFieldType;
        return (type as IComplexGraphType)?.GetField(name);
    }

    private static FieldAccess AccessOf(FieldType field) => (field.Resolver, field.StreamResolver) switch
    {
        (MethodResolver method, _) => method.Access,
        (MutationResolver mutation, _) => mutation.Access,
        (_, EventSource source) => source.Access,
        _ => FieldAccess.Anyone,
    };

    private IGraphType? TypeOf(GraphQLTypeCondition? condition) =>
        condition is null ? null : _schema.AllTypes[condition.Type.Name.Value];

    private List<PreparedVariable> Variables(GraphQLOperationDefinition definition)
    {
        var variables = new List<PreparedVariable>();
        foreach (var variable in definition.Variables ?? Enumerable.Empty<GraphQLVariableDefinition>())
        {
            var name = variable.Variable.Name.StringValue;
            var path = _variablePaths.GetValueOrDefault(name) ?? InputPath.Root.Field(name);
            if (TypeNamed(variable.Type) is not { } type)
                continue;

            if (variable.DefaultValue is { } value)
                Check(type, value, path);
            variables.Add(new PreparedVariable(variable, type, path));
        }

        return variables;
    }

    private IGraphType? TypeNamed(GraphQLType type) => type switch
    {
        GraphQLNonNullType nonNull => TypeNamed(nonNull.Type) is { } inner ? new NonNullGraphType(inner) : null,
        GraphQLListType list => TypeNamed(list.Type) is { } inner ? new ListGraphType(inner) : null,
        GraphQLNamedType named => _schema.AllTypes[named.Name.Value],
        _ => null,
    };

    private void Check(IGraphType type, GraphQLValue value, InputPath path)
    {
        switch (value)
        {
            case GraphQLVariable variable:
                _variablePaths.TryAdd(variable.Name.StringValue, path);
                break;
            case GraphQLNullValue:
                if (type is NonNullGraphType)
                    Report(path, $"`{path}` must not be null.", value);
                break;
            default:
                CheckGiven(type is NonNullGraphType required ? required.ResolvedType! : type, value, path);
                break;
        }
    }

    private void CheckGiven(IGraphType type, GraphQLValue value, InputPath path)
    {
        switch (type)
        {
            case ListGraphType { ResolvedType: { } item } when value is GraphQLListValue list:
                for (var i = 0; i < (list.Values?.Count ?? 0); i++)
                    Check(item, list.Values![i], path.At(i));
                break;
            case ListGraphType { ResolvedType: { } item }:
                Check(item, value, path);
                break;
            case IInputObjectGraphType input when value is GraphQLObjectValue fields:
                CheckFields(input, fields, path);
                break;
            case IInputObjectGraphType:
                Report(path, $"`{path}` must be an object.", value);
                break;
            case ScalarGraphType scalar:
                if (InputProblems.Of(scalar, () => scalar.ParseLiteral(value)) is { } reason)
                    Report(path, $"`{path}`: {reason}.", value);
                break;
        }
    }

    private void CheckFields(IInputObjectGraphType input, GraphQLObjectValue value, InputPath path)
    {
        foreach (var given in value.Fields ?? [])
        {
            if (input.GetField(given.Name.Value) is { } field)
                Check(field.ResolvedType!, given.Value, path.Field(field.Name));
            else
                ReportUnknown(path.Field(given.Name.StringValue), given);
        }

        foreach (var field in input.Fields)
        {
            if (field is { ResolvedType: NonNullGraphType, DefaultValue: null }
                && value.Fields?.Exists(given => given.Name.Value == field.Name) != true)
                Report(path.Field(field.Name), $"`{path.Field(field.Name)}` is missing.", value);
        }
    }

    private void ReportUnknown(InputPath path, ASTNode node) => Report(path, $"`{path}` is no field.", node);

    private void Report(InputPath path, string message, ASTNode node) =>
        _problems.Add(Problem.InvalidInput(path, message).At(node, _document));

    private static IGraphType? Named(IGraphType type) => type switch
    {
        NonNullGraphType nonNull => Named(nonNull.ResolvedType!),
        ListGraphType list => Named(list.ResolvedType!),
        _ => type,
    };
}
