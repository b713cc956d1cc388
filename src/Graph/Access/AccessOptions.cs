using NodaTime;
using Slotline.Domain.Access;

namespace Slotline.Graph.Access;

/// <summary>How long people stay signed in, and what is kept of them.</summary>
public sealed class AccessOptions
{
    public SessionLife SessionLife { get; set; } = SessionLife.Standard;

    /// <summary>How long an entry of the audit log is kept.</summary>
    public Duration AuditAge { get; set; } = Duration.FromDays(400);

    /// <summary>
    /// How long a session that was looked up is believed without looking again. What ends a session on this node is
    /// known at once; on another node it takes so long at most.
    /// </summary>
    public Duration BelieveSessionFor { get; set; } = Duration.FromSeconds(3);

    /// <summary>Most sessions that a node keeps in mind.</summary>
    public int SessionsKept { get; set; } = 10_000;

    /// <summary>How often a node looks whether the sessions of its open sockets and streams have ended.</summary>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many sessions are looked up in one query.</summary>
    public int SessionsPerLook { get; set; } = 500;

    /// <summary>How often it is noted that sessions were used, which is how exact their idle time is.</summary>
    public TimeSpan NoteUseEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often what has ended is removed.</summary>
    public TimeSpan TidyEvery { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Whether the session's cookie is sent over TLS only, which takes that people reach it so.</summary>
    public bool SecureCookie { get; set; }
}
