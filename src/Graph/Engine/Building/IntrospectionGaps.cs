using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQL.Utilities;
using Slotline.Graph.Engine.Scalars;

namespace Slotline.Graph.Engine.Building;

/// <summary>Fields of introspection that clients ask for and the engine lacks.</summary>
internal sealed class IntrospectionGaps : BaseSchemaNodeVisitor
{
    public override void VisitObject(IObjectGraphType type, ISchema schema)
    {
        if (type.Name == "__Type")
        {
            type.AddField(new FieldType
            {
                Name = "specifiedByURL",
                ResolvedType = new StringGraphType(),
                Resolver = new FuncFieldResolver<object?>(
                    context => (context.Source as ISpecified)?.Specification?.ToString()),
            });
        }
        else if (type.Name == "__Directive" && type.GetField("args") is { } arguments
            && (arguments.Arguments is null || arguments.Arguments.Find("includeDeprecated") is null))
        {
            // None of our directives' arguments is deprecated, so the answer is the same either way.
            arguments.Arguments = new QueryArguments(new QueryArgument(new BooleanGraphType())
            {
                Name = "includeDeprecated",
                DefaultValue = false,
            });
        }
    }
}
