using Slotline.Domain.Directory;
using Slotline.Graph.Transport;

namespace Slotline.Graph.Engine;

/// <summary>
/// Who is asking in this scope. Whoever authenticates sets it; resolvers never see it, they take a
/// <see cref="Caller"/> parameter.
/// </summary>
public sealed class CurrentCaller
{
    /// <summary>Null while nobody is signed in.</summary>
    public Caller? Value { get; set; }
}

/// <summary>
/// Asked before operations, which it knows by their place in the schema: <c>Mutation.signIn</c>. Types of objects that
/// <c>node</c> finds are asked about as <c>Node.Client</c>. A server without one has no rights to keep.
/// </summary>
public interface IOperationGate
{
    /// <summary>Whether somebody may call it at all.</summary>
    bool IsOpen(string operation, Caller? caller);

    /// <summary>Seconds to wait before these may be called again; null when they may be called now.</summary>
    ValueTask<int?> WaitAsync(IReadOnlyList<string> operations, GraphCall call, CancellationToken cancellationToken);
}
