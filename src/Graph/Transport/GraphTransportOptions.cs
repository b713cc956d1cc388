namespace Slotline.Graph.Transport;

/// <summary>What the transports allow and for how long; most of it can be set, see <c>TransportSettings</c>.</summary>
public sealed class GraphTransportOptions
{
    /// <summary>The longest request body, in bytes.</summary>
    public int MaxBodyBytes { get; set; } = 256 * 1_024;

    /// <summary>The longest message that a socket may send, in bytes, all its fragments together.</summary>
    public int MaxMessageBytes { get; set; } = 256 * 1_024;

    /// <summary>How many operations one socket may have open at a time.</summary>
    public int MaxOperationsPerSocket { get; set; } = 100;

    /// <summary>How many sockets and event streams one signed-in user may have open at a time, per process.</summary>
    public int MaxConnectionsPerUser { get; set; } = 100;

    /// <summary>
    /// How many sockets and event streams one address may have open at a time, per process. An office behind one
    /// address is many people, so it is wider than the limit per user.
    /// </summary>
    public int MaxConnectionsPerAddress { get; set; } = 1_000;

    /// <summary>How long a new socket may take to introduce itself.</summary>
    public TimeSpan ConnectionInitTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long it may take to find out who a new socket speaks for.</summary>
    public TimeSpan AuthenticationTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long one frame or event may take to be accepted by a slow reader. A socket is then closed with 1013, and cut
    /// off where that is not taken within as long again; an event stream is cut off at once.
    /// </summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the peer may take to answer our closing of a socket before it is cut off.</summary>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>After which silence a WebSocket ping frame is sent.</summary>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a peer may take to answer a WebSocket ping frame before it counts as dead.</summary>
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often a ping message of the protocol is sent, for clients in browsers, which cannot see ping frames; none
    /// when zero.
    /// </summary>
    public TimeSpan PingInterval { get; set; } = TimeSpan.Zero;

    /// <summary>How often a comment is written to an event stream, so that proxies do not take it for idle.</summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>
    /// Origins, such as <c>https://desk.example.com</c>, that may open sockets besides the server's own.
    /// </summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>
    /// Answers with the statuses of the newest GraphQL-over-HTTP draft: 422 for what does not fit the schema, 294 for
    /// data with errors. Off, they are those that today's clients and audits know: 400, and 200 for plain JSON.
    /// </summary>
    public bool UseDraftStatuses { get; set; }

    /// <summary>Whether a browser that opens the address sees a console to write operations in.</summary>
    public bool ServeConsole { get; set; } = true;

    /// <summary>
    /// The console's page in the web root; where there is none, the small one inside the server is shown.
    /// </summary>
    public string ConsoleFile { get; set; } = "webui/graphiql.html";
}
