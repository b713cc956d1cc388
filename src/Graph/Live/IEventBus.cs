namespace Slotline.Graph.Live;

/// <summary>
/// A doorbell, not a mailbox: it says that an organization has changed, and whoever cares reads what from the
/// database. A ring that is lost, doubled or late therefore costs time, never an event.
/// </summary>
public interface IEventBus
{
    /// <summary>Whether rings reach the other nodes now.</summary>
    bool IsConnected { get; }

    /// <summary>
    /// Raised for rings of this node and, where it is watched, of every other; handlers neither block nor throw.
    /// </summary>
    event Action<Ring>? Rung;

    /// <summary>Tells every node. It neither blocks nor throws.</summary>
    void Publish(Ring ring);

    /// <summary>From now on an organization's rings are heard.</summary>
    void Watch(Guid organizationId);

    /// <summary>Nobody here cares about the organization any more.</summary>
    void Unwatch(Guid organizationId);
}

/// <summary>How far an organization has come.</summary>
/// <param name="OrganizationId">Which.</param>
/// <param name="Revision">Of its last event.</param>
/// <param name="ConfigurationVersion">Of its settings.</param>
public readonly record struct Ring(Guid OrganizationId, int Revision, int ConfigurationVersion);
