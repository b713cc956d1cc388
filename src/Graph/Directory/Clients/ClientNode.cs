using Slotline.Domain.Directory;
using Slotline.Graph.Engine;

namespace Slotline.Graph.Directory.Clients;

/// <summary>A firm or person that the organization serves.</summary>
[Node("cli")]
public sealed record ClientNode : INode
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    internal static ClientNode Of(Client client) => new() { Id = client.Id, Name = client.Name };
}
