using Slotline.Domain.Directory;
using Slotline.Graph.Directory.Clients;
using Slotline.Graph.Directory.Technicians;
using Slotline.Graph.Engine;

namespace Slotline.Graph.Directory;

/// <summary>Who did something.</summary>
[UnionType]
public interface IActor;

/// <summary>A person who works for the organization.</summary>
[Node("staff")]
public sealed record StaffMemberNode : INode, IActor
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string Email { get; init; }

    public required Role Role { get; init; }

    /// <summary>Whether they can sign in and are told of anything.</summary>
    public required bool IsActive { get; init; }

    [GraphQLIgnore]
    public required Guid? TechnicianId { get; init; }

    [GraphQLIgnore]
    public required PersonalDetails Details { get; init; }

    internal static StaffMemberNode Of(StaffMember member) => new()
    {
        Id = member.Id,
        Name = member.Name,
        Email = member.Email,
        Role = member.Role,
        IsActive = member.IsActive,
        TechnicianId = member.TechnicianId,
        Details = new PersonalDetails(member.Phone, member.TimeZoneId, member.Locale),
    };
}

/// <summary>What of a staff member is told to staff only.</summary>
public sealed record PersonalDetails(string? Phone, string? TimeZoneId, string Locale);

/// <summary>A person of a client.</summary>
[Node("con")]
public sealed record ContactNode : INode, IActor
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string Email { get; init; }

    public required string? Phone { get; init; }

    public required TimeZoneId? TimeZone { get; init; }

    /// <summary>BCP 47 language tag for mails, e.g. `en` or `de`.</summary>
    public required string Locale { get; init; }

    public required Role Role { get; init; }

    /// <summary>Whether they can sign in and ask for anything.</summary>
    public required bool IsActive { get; init; }

    [GraphQLIgnore]
    public required Guid ClientId { get; init; }

    internal static ContactNode Of(Contact contact) => new()
    {
        Id = contact.Id,
        ClientId = contact.ClientId,
        Name = contact.Name,
        Email = contact.Email,
        Phone = contact.Phone,
        TimeZone = contact.TimeZoneId is { } zone ? new TimeZoneId(zone) : null,
        Locale = contact.Locale,
        Role = contact.Role,
        IsActive = contact.IsActive,
    };
}

/// <summary>A program acting with an API token.</summary>
[Node("api")]
public sealed record ApiClientNode(Guid Id, string Name) : INode, IActor;

/// <summary>Somebody who booked on the public page without signing in.</summary>
[GraphQLName("Visitor")]
public sealed record VisitorNode(string Name, string Email) : IActor;

[ExtendObjectType<StaffMemberNode>]
public static class StaffMemberFields
{
    /// <summary>The technician that this person is, if any.</summary>
    public static async Task<TechnicianNode?> TechnicianAsync(
        [Parent] StaffMemberNode member, TechnicianById technicians, CancellationToken cancellationToken) =>
        member.TechnicianId is { } id ? await technicians.LoadAsync(id, cancellationToken) : null;
}

[ExtendObjectType<ContactNode>]
public static class ContactFields
{
    public static async Task<ClientNode> ClientAsync(
        [Parent] ContactNode contact, ClientById clients, CancellationToken cancellationToken) =>
        (await clients.LoadAsync(contact.ClientId, cancellationToken))!;
}

/// <summary>Turns who did something, as it was kept, into who they are.</summary>
internal static class Actors
{
    public static async Task<IActor> LoadAsync(
        this Actor actor,
        StaffMemberById staff,
        ContactById contacts,
        CancellationToken cancellationToken) => actor switch
    {
        { Kind: ActorKind.StaffMember, Id: { } id } =>
            (await staff.LoadAsync(id, cancellationToken))!,
        { Kind: ActorKind.Contact, Id: { } id } =>
            (await contacts.LoadAsync(id, cancellationToken))!,
        { Kind: ActorKind.ApiClient, Id: { } id } => new ApiClientNode(id, actor.Name),
        _ => new VisitorNode(actor.Name, actor.Email ?? ""),
    };
}
