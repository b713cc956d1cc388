using System.Reflection;
using NodaTime;

namespace Slotline.Graph.Engine.Building;

/// <summary>Members of CLR types as the schema sees them.</summary>
internal static class Members
{
    /// <summary>
    /// An attribute of a property, or of the positional parameter that declares it: records let one write it there.
    /// </summary>
    public static TAttribute? Find<TAttribute>(PropertyInfo property)
        where TAttribute : class =>
        property.GetCustomAttributes().OfType<TAttribute>().FirstOrDefault()
        ?? Parameter(property)?.GetCustomAttributes().OfType<TAttribute>().FirstOrDefault();

    /// <summary>The properties that clients can see, those of the type before those it inherits.</summary>
    public static IEnumerable<PropertyInfo> Properties(Type type)
    {
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            var declared = level.GetProperties(
                BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);
            foreach (var property in declared)
            {
                // Asked of the type itself, so that a generic base is seen with its arguments filled in.
                var seen = type.GetProperty(property.Name, BindingFlags.Public | BindingFlags.Instance)!;
                if (seen.GetMethod is { IsPublic: true } && seen.GetIndexParameters().Length == 0
                    && seen.DeclaringType == level && Find<GraphQLIgnoreAttribute>(seen) is null)
                    yield return seen;
            }
        }
    }

    public static IEnumerable<MethodInfo> Methods(Type type) => type
        .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(method => !method.IsSpecialName && method.GetCustomAttribute<GraphQLIgnoreAttribute>() is null
            && method.GetCustomAttribute<NodeResolverAttribute>() is null);

    /// <summary>The values of an enumeration that the schema has.</summary>
    public static IEnumerable<FieldInfo> Values(Type enumeration) => enumeration
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(value => value.GetCustomAttribute<GraphQLIgnoreAttribute>() is null
            && !(enumeration == typeof(IsoDayOfWeek) && value.Name == nameof(IsoDayOfWeek.None)));

    /// <summary>The constructor that takes the most: of a positional record, its own.</summary>
    public static ConstructorInfo? PrimaryConstructor(Type type) =>
        type.GetConstructors().OrderByDescending(constructor => constructor.GetParameters().Length).FirstOrDefault();

    private static ParameterInfo? Parameter(PropertyInfo property) =>
        property.DeclaringType is { } type && PrimaryConstructor(type) is { } constructor
            ? constructor.GetParameters().FirstOrDefault(parameter => parameter.Name == property.Name)
            : null;
}
