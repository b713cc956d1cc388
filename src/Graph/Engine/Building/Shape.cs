using System.Reflection;

namespace Slotline.Graph.Engine.Building;

/// <summary>A CLR type as the schema sees it: what it is, whether it may be null, of what it is a list.</summary>
/// <param name="Declared">The type as written, with its <see cref="Nullable{T}"/> or <see cref="Optional{T}"/>.</param>
/// <param name="Type">The same without.</param>
/// <param name="IsNullable">Whether null is a value of it.</param>
/// <param name="Item">The shape of the items when it is a list.</param>
/// <param name="IdOf">The node type whose id it is.</param>
internal sealed record Shape(Type Declared, Type Type, bool IsNullable, Shape? Item = null, Type? IdOf = null)
{
    private static readonly HashSet<Type> Lists =
    [
        typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IEnumerable<>), typeof(IList<>), typeof(List<>),
        typeof(ICollection<>),
    ];

    public bool IsOptional => Declared.IsGenericType && Declared.GetGenericTypeDefinition() == typeof(Optional<>);

    public static Shape Of(ParameterInfo parameter) => Of(
        parameter.ParameterType, new NullabilityInfoContext().Create(parameter), IdOn(parameter.GetCustomAttributes()));

    public static Shape Of(PropertyInfo property) => Of(
        property.PropertyType,
        new NullabilityInfoContext().Create(property),
        Members.Find<IIdOf>(property)?.NodeType ?? OwnId(property));

    /// <summary>What a method answers, without its task or stream.</summary>
    public static Shape OfResult(MethodInfo method)
    {
        var type = method.ReturnType;
        var nullability = new NullabilityInfoContext().Create(method.ReturnParameter);
        while (type.IsGenericType && type.GetGenericTypeDefinition() is var open
            && (open == typeof(Task<>) || open == typeof(ValueTask<>) || open == typeof(IAsyncEnumerable<>)))
        {
            type = type.GetGenericArguments()[0];
            nullability = nullability.GenericTypeArguments[0];
        }

        return Of(type, nullability, IdOn(method.ReturnParameter.GetCustomAttributes()));
    }

    private static Shape Of(Type type, NullabilityInfo nullability, Type? idOf)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>))
        {
            return Of(
                type.GetGenericArguments()[0], nullability.GenericTypeArguments[0], idOf) with { Declared = type };
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return new Shape(type, underlying, IsNullable: true, IdOf: idOf);

        var isNullable = !type.IsValueType && nullability.ReadState == NullabilityState.Nullable;
        if (type.IsArray)
        {
            var item = Of(type.GetElementType()!, nullability.ElementType!, idOf);
            return new Shape(type, type, isNullable, item);
        }

        if (type.IsGenericType && Lists.Contains(type.GetGenericTypeDefinition()))
        {
            var item = Of(type.GetGenericArguments()[0], nullability.GenericTypeArguments[0], idOf);
            return new Shape(type, type, isNullable, item);
        }

        return new Shape(type, type, isNullable, IdOf: idOf);
    }

    private static Type? IdOn(IEnumerable<Attribute> attributes) =>
        attributes.OfType<IIdOf>().FirstOrDefault()?.NodeType;

    private static Type? OwnId(PropertyInfo property) =>
        property.Name == nameof(INode.Id) && property.PropertyType == typeof(Guid)
            && typeof(INode).IsAssignableFrom(property.ReflectedType)
            ? property.ReflectedType
            : null;
}
