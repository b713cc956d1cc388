using System.Text.Json;

namespace Slotline.Graph.Transport.Sockets;

/// <summary>
/// Decides who a socket speaks for. It is asked once, when the first message comes; until then nothing is executed.
/// </summary>
/// <param name="handshake">The HTTP request that became the socket: its headers, cookies and address.</param>
/// <param name="payload">
/// What the first message carries, for instance <c>authorization</c>; undefined where it carries nothing. It is valid
/// only until the task ends.
/// </param>
/// <param name="cancellationToken">Cancelled when the client goes away meanwhile.</param>
public delegate Task<SocketAdmission> AuthenticateSocket(
    HttpContext handshake, JsonElement payload, CancellationToken cancellationToken);

/// <summary>The answer to who a socket speaks for.</summary>
public abstract record SocketAdmission;

/// <summary>The socket is closed with 4403.</summary>
/// <param name="Reason">One sentence for the client's developer, at most 123 bytes of it.</param>
public sealed record SocketRefused(string Reason) : SocketAdmission;

/// <summary>The socket may send operations, signed in or as nobody.</summary>
/// <param name="Rights">Whose connections it counts among, and when it has to end.</param>
/// <param name="Prepare">Puts the caller into the scope of each operation before it is executed.</param>
public sealed record SocketAdmitted(LiveRights Rights, Action<IServiceProvider> Prepare) : SocketAdmission;
