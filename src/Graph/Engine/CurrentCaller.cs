using Slotline.Domain.Directory;

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
