namespace Slotline.Graph.Engine;

/// <summary>The public static methods of this static class are fields of <c>Query</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class QueryTypeAttribute : Attribute;

/// <summary>The public static methods of this static class are fields of <c>Mutation</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MutationTypeAttribute : Attribute;

/// <summary>The public static methods of this static class are fields of <c>Subscription</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SubscriptionTypeAttribute : Attribute;

/// <summary>
/// The public static methods of this static class are fields of the object type of <typeparamref name="T"/>;
/// each takes it as its first parameter, marked <see cref="ParentAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ExtendObjectTypeAttribute<T> : Attribute, IExtension
    where T : class
{
    Type IExtension.Extended => typeof(T);
}

/// <summary>The object that a field of an extension is asked of.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ParentAttribute : Attribute;

/// <summary>Not part of the schema; also on a positional parameter of a record.</summary>
[AttributeUsage(
    AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Parameter | AttributeTargets.Field)]
public sealed class GraphQLIgnoreAttribute : Attribute;

/// <summary>The name in the schema, where the convention gives another.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLNameAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>
/// A <see cref="Guid"/>, or a list of them, that the API writes as a global id of the node type
/// <typeparamref name="T"/>. A malformed id, or one of another type, is refused with the field's path.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class IDAttribute<T> : Attribute, IIdOf
    where T : INode
{
    Type IIdOf.NodeType => typeof(T);
}

/// <summary>
/// A <see cref="bool"/>: whether the client selected the field of this dotted path below the resolved one.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class IsSelectedAttribute(string path) : Attribute
{
    public string Path { get; } = path;
}

/// <summary>
/// The default of an argument or input field; the schema then lets the field be null, which means the default.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class DefaultValueAttribute(object value) : Attribute
{
    public object Value { get; } = value;
}

/// <summary>The default of an argument or input field, written in GraphQL.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class DefaultValueSyntaxAttribute(string syntax) : Attribute
{
    public string Syntax { get; } = syntax;
}

/// <summary>
/// A C# interface whose implementing records are the members of a GraphQL union; <c>IActor</c> is <c>Actor</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class UnionTypeAttribute : Attribute;

/// <summary>A C# interface that is a GraphQL interface of the records that implement it.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class InterfaceTypeAttribute : Attribute;

/// <summary>A record that <c>node(id:)</c> can find; the prefix starts its global ids.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NodeAttribute(string prefix) : Attribute
{
    public string Prefix { get; } = prefix;
}

/// <summary>
/// A public static method that finds a node by its id, for <c>node(id:)</c>: its first parameter is the
/// <see cref="Guid"/>, its answer the node, or null when there is none or the caller may not see it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeResolverAttribute : Attribute;

/// <summary>
/// Open to those who are not signed in. Without it a field with a method needs a caller, unless it takes an optional
/// one (<c>Caller?</c>) and decides for itself.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AllowAnonymousAttribute : Attribute;

internal interface IExtension
{
    Type Extended { get; }
}

internal interface IIdOf
{
    Type NodeType { get; }
}
