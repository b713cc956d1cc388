namespace Slotline.Graph.Engine;

/// <summary>Something with a global id.</summary>
/// <remarks>A record that implements it carries <see cref="NodeAttribute"/> with the prefix of its ids.</remarks>
[InterfaceType, GraphQLName("Node")]
public interface INode
{
    /// <summary>Global, opaque, stable.</summary>
    Guid Id { get; }
}
