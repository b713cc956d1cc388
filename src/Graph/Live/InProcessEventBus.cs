namespace Slotline.Graph.Live;

/// <summary>The bus of a server that is the only one on its database.</summary>
internal sealed class InProcessEventBus : IEventBus
{
    public event Action<Ring>? Rung;

    public bool IsConnected => true;

    public void Publish(Ring ring) => Rung?.Invoke(ring);

    public void Watch(Guid organizationId)
    {
        // Every ring of this process is heard anyway.
    }

    public void Unwatch(Guid organizationId)
    {
        // As above.
    }
}
