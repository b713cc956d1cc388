using Slotline.Domain.Access;

namespace Slotline.Domain.Directory;

/// <summary>What kind of actor is asking.</summary>
public enum ActorKind
{
    StaffMember,
    Contact,
    ApiClient,
    Visitor,
}

/// <summary>Who did something, as it is kept with an event: a person, a program or a visitor.</summary>
/// <param name="Kind">Which of the four.</param>
/// <param name="Id">The staff member, contact or program; null for a visitor, who has no row.</param>
/// <param name="Name">The name at that time.</param>
/// <param name="Email">The address at that time; null for a program.</param>
public sealed record Actor(ActorKind Kind, Guid? Id, string Name, string? Email);

/// <summary>Who is asking, and what they may do. There is no ambient caller: whoever needs one is given it.</summary>
public sealed record Caller
{
    /// <summary>The organization that the caller belongs to; for a visitor, the one whose page they are on.</summary>
    public required Guid OrganizationId { get; init; }

    public required Actor Actor { get; init; }

    /// <summary>Null for programs and visitors.</summary>
    public Role? Role { get; init; }

    /// <summary>The client that a contact belongs to.</summary>
    public Guid? ClientId { get; init; }

    /// <summary>The technician that a staff member is, if any.</summary>
    public Guid? TechnicianId { get; init; }

    /// <summary>The one request that a visitor's link is good for; null for everybody else.</summary>
    public Guid? RequestId { get; init; }

    public Permissions Permissions { get; init; }

    /// <summary>Where the caller asks from.</summary>
    public Origin Origin { get; init; } = Origin.Unknown;

    /// <summary>The zone the caller lives in, where known (IANA).</summary>
    public string? TimeZoneId { get; init; }

    /// <summary>BCP 47 language tag.</summary>
    public string Locale { get; init; } = "en";

    public bool IsVisitor => Actor.Kind == ActorKind.Visitor;

    public bool IsStaff => Actor.Kind == ActorKind.StaffMember;

    public bool Has(Permissions permission) => (Permissions & permission) == permission;

    /// <summary>What a person of a role may do. Programs carry their own list instead.</summary>
    public static Permissions PermissionsOf(Role role) => role switch
    {
        Directory.Role.Admin => PermissionsOf(Directory.Role.Dispatcher) | Permissions.DirectoryWrite
            | Permissions.SettingsWrite | Permissions.WebhooksWrite,
        Directory.Role.Dispatcher => Permissions.AvailabilityRead | Permissions.RequestsRead
            | Permissions.RequestsWrite | Permissions.RequestsDecide,
        Directory.Role.Technician => Permissions.AvailabilityRead | Permissions.RequestsRead,
        _ => Permissions.AvailabilityRead | Permissions.RequestsRead | Permissions.RequestsWrite,
    };
}
