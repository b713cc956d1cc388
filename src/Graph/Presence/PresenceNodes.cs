using Slotline.Graph.Directory;
using Slotline.Graph.Engine;
using Slotline.Graph.Requests;

namespace Slotline.Graph.Presence;

/// <summary>How deep somebody is in a request.</summary>
public enum PresenceActivity
{
    /// <summary>They have it open.</summary>
    Viewing,

    /// <summary>They have begun to decide on it or to change it.</summary>
    Editing,
}

/// <summary>A staff member who is at a request now. Nothing of it is stored, and nobody is told later.</summary>
public sealed record PresenceNode
{
    [ID<AppointmentRequestNode>]
    public required Guid RequestId { get; init; }

    [ID<StaffMemberNode>]
    public required Guid StaffMemberId { get; init; }

    /// <summary>The staff member's.</summary>
    public required string Name { get; init; }

    /// <summary>The deeper one, where they have it open in several windows.</summary>
    public required PresenceActivity Activity { get; init; }
}

/// <summary>Everybody who is at a request at one moment.</summary>
/// <param name="Present">By name; each person once for each request they are at.</param>
public sealed record PresenceListNode(IReadOnlyList<PresenceNode> Present);
