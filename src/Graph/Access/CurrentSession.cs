using NodaTime;
using Slotline.Domain.Access;

namespace Slotline.Graph.Access;

/// <summary>How this scope's request came: the session, and where from.</summary>
public sealed class CurrentSession
{
    /// <summary>Null where nobody is signed in, and where a program came by its own token.</summary>
    public byte[]? TokenHash { get; set; }

    public Origin Origin { get; set; } = Origin.Unknown;

    /// <summary>Keeps a new session in the browser's cookie; null where it is answered as a token.</summary>
    public Action<string, Instant>? KeepInCookie { get; set; }

    /// <summary>Takes the cookie away again; null where there is none.</summary>
    public Action? ClearCookie { get; set; }
}
