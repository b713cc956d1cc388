using System.Reflection;
using GraphQL.Types;
using Slotline.Graph.Engine.Paging;

namespace Slotline.Graph.Engine.Building.Fields;

/// <summary>Fields of the schema from properties and from resolver methods.</summary>
internal sealed class FieldFactory(TypeTable types, ParameterFactory parameters, Documentation documentation)
{
    private static readonly string[] OperationTypes = ["Query", "Mutation", "Subscription"];

    public FieldType Of(PropertyInfo property, string typeName)
    {
        var where = $"{typeName}.{property.Name}";
        var shape = Shape.Of(property);
        var isDeferred = shape.Type.IsGenericType && shape.Type.GetGenericTypeDefinition() == typeof(Deferred<>);
        if (isDeferred)
            shape = new Shape(shape.Type, shape.Type.GetGenericArguments()[0], IsNullable: false);
        return new FieldType
        {
            Name = Naming.FieldName(property),
            Description = documentation.Of(property),
            DeprecationReason = property.GetCustomAttribute<ObsoleteAttribute>()?.Message,
            ResolvedType = types.Output(shape, where),
            Resolver = isDeferred ? new DeferredResolver(property) : PropertyResolver.Of(property, shape),
        };
    }

    /// <summary>A field of an interface, which the records that implement it keep.</summary>
    public FieldType Promise(PropertyInfo property, string typeName) => new()
    {
        Name = Naming.FieldName(property),
        Description = documentation.Of(property),
        ResolvedType = types.Output(Shape.Of(property), $"{typeName}.{property.Name}"),
    };

    public FieldType Extension(MethodInfo method, Type parent, string typeName)
    {
        var first = method.GetParameters().FirstOrDefault();
        if (first?.GetCustomAttribute<ParentAttribute>() is null || !first.ParameterType.IsAssignableFrom(parent))
        {
            throw new InvalidOperationException(
                $"{method.DeclaringType!.Name}.{method.Name} must take [Parent] {parent.Name} first.");
        }

        return Method(method, typeName, isMutation: false);
    }

    public FieldType Query(MethodInfo method) => Method(method, "Query", isMutation: false);

    public FieldType Mutation(MethodInfo method)
    {
        var field = Method(method, "Mutation", isMutation: true);
        var payload = Shape.OfResult(method).Type;
        Payload.MustBeMakeable(payload, method);
        field.Resolver = new MutationResolver((MethodResolver)field.Resolver!, payload);
        return field;
    }

    public FieldType Subscription(MethodInfo method)
    {
        var field = Method(method, "Subscription", isMutation: false);
        var isShared = typeof(ISharedEvent).IsAssignableFrom(Shape.OfResult(method).Type);
        field.StreamResolver = new EventSource((MethodResolver)field.Resolver!, isShared);
        field.Resolver = null;
        return field;
    }

    private FieldType Method(MethodInfo method, string typeName, bool isMutation)
    {
        var shape = Shape.OfResult(method);
        var bound = method.GetParameters().Select(parameter => parameters.Of(parameter, isMutation)).ToArray();
        var invocation = Invocation.Of(method);
        return new FieldType
        {
            Name = Naming.FieldName(method),
            Description = documentation.Of(method),
            DeprecationReason = method.GetCustomAttribute<ObsoleteAttribute>()?.Message,
            ResolvedType = types.Output(shape, $"{typeName}.{method.Name}"),
            Arguments = new QueryArguments(bound.SelectMany(parameter => parameter.Arguments)),
            Resolver = new MethodResolver(
                OperationTypes.Contains(typeName) ? $"{typeName}.{Naming.FieldName(method)}" : null,
                [.. bound.Select(parameter => parameter.Get)],
                invocation,
                ParameterFactory.AccessOf(method),
                IdText.Of(shape)),
        };
    }
}
