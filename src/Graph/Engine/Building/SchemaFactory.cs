using System.Reflection;
using GraphQL;
using GraphQL.Conversion;
using GraphQL.Types;
using GraphQLParser.AST;
using Slotline.Graph.Engine.Building.Fields;
using Slotline.Graph.Engine.Scalars;

namespace Slotline.Graph.Engine.Building;

/// <summary>Builds the schema from what the scanned assemblies hold.</summary>
internal static class SchemaFactory
{
    public const string SpecifiedByDescription = "Where the scalar's behaviour is specified.";

    public static Schema Build(IEnumerable<Assembly> assemblies, IServiceProvider services, Func<Type, bool> isService)
    {
        var scan = new AssemblyScan(assemblies);
        var documentation = new Documentation();
        var types = new TypeTable(scan, documentation, isService);
        var schema = new Schema(services, runConfigurations: false)
        {
            NameConverter = DefaultNameConverter.Instance,
            Query = Root("Query", scan.Queries.Select(types.Fields.Query))
                ?? throw new InvalidOperationException("No assembly has a [QueryType] class."),
            Mutation = Root("Mutation", scan.Mutations.Select(types.Fields.Mutation)),
            Subscription = Root("Subscription", scan.Subscriptions.Select(types.Fields.Subscription)),
        };
        schema.Features.RepeatableDirectives = true;
        schema.Features.DeprecationOfInputValues = true;
        if (scan.Implementing(typeof(INode)).Any())
        {
            var nodes = new NodeFields(scan, types.Parameters);
            foreach (var field in nodes.Fields(types.Outputs.Get(typeof(INode), "Query.node")))
                schema.Query.AddField(field);
        }

        types.Outputs.Finish();
        foreach (var type in types.Outputs.All)
            schema.RegisterType(type);
        DescribeScalars(schema, types.Scalars);
        schema.RegisterVisitor(new IntrospectionGaps());
        schema.Initialize();
        return schema;
    }

    private static ObjectGraphType? Root(string name, IEnumerable<FieldType> fields)
    {
        var root = new ObjectGraphType { Name = name };
        foreach (var field in fields)
            root.AddField(field);
        return root.Fields.Count == 0 ? null : root;
    }

    private static void DescribeScalars(Schema schema, IEnumerable<ScalarGraphType> scalars)
    {
        schema.Directives.Register(new Directive("specifiedBy", DirectiveLocation.Scalar)
        {
            Description = SpecifiedByDescription,
            Arguments = new QueryArguments(
                new QueryArgument(new NonNullGraphType(new StringGraphType())) { Name = "url" }),
        });
        foreach (var scalar in scalars)
        {
            if (scalar is ISpecified { Specification: { } specification })
                scalar.ApplyDirective("specifiedBy", "url", specification.ToString());
        }
    }
}
