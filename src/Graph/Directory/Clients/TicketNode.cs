using Slotline.Domain.Directory;
using Slotline.Graph.Engine;

namespace Slotline.Graph.Directory.Clients;

/// <summary>A ticket of the organization's help desk.</summary>
[Node("tkt")]
public sealed record TicketNode : INode
{
    public required Guid Id { get; init; }

    public required string Number { get; init; }

    public required string Title { get; init; }

    public required string? Url { get; init; }

    public required bool IsOpen { get; init; }

    [GraphQLIgnore]
    public required Guid? ClientId { get; init; }

    internal static TicketNode Of(Ticket ticket) => new()
    {
        Id = ticket.Id,
        Number = ticket.Number,
        Title = ticket.Title,
        Url = ticket.Url,
        IsOpen = ticket.IsOpen,
        ClientId = ticket.ClientId,
    };
}

[ExtendObjectType<TicketNode>]
public static class TicketFields
{
    public static async Task<ClientNode?> ClientAsync(
        [Parent] TicketNode ticket, ClientById clients, CancellationToken cancellationToken) =>
        ticket.ClientId is { } id ? await clients.LoadAsync(id, cancellationToken) : null;
}
