using Slotline.Graph.Transport.Http;

namespace Slotline.Graph.Transport.Sockets;

/// <summary>Takes sockets in: who may open one, and what is spoken on it.</summary>
internal sealed class SocketTransport(SocketSurroundings around)
{
    private const string Protocol = "graphql-transport-ws";

    public async Task HandleAsync(HttpContext context)
    {
        if (!SocketOrigin.IsAllowed(context.Request, around.Options.AllowedOrigins))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "Sockets from this origin are not taken.",
                "FORBIDDEN");
            return;
        }

        using var place = around.Connections.TryEnter(context.Connection.RemoteIpAddress);
        if (place is null)
        {
            await RefuseAsync(context, StatusCodes.Status429TooManyRequests, "Too many connections are open.",
                Rejection.TooManyRequests);
            return;
        }

        await ServeAsync(context);
    }

    private async Task ServeAsync(HttpContext context)
    {
        // A client that offers another protocol would fail its own handshake if it were told ours; accepted without
        // any, it can be told by a close code.
        var speaks = context.WebSockets.WebSocketRequestedProtocols.Contains(Protocol);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = speaks ? Protocol : null,
            KeepAliveInterval = around.Options.KeepAliveInterval,
            KeepAliveTimeout = around.Options.KeepAliveTimeout,
        });
        using var session = new GraphSocket(socket, context, around);
        around.Metrics.SocketOpened();
        try
        {
            await session.RunAsync(speaks
                ? null
                : new SocketClosing(CloseCode.SubprotocolNotAcceptable, "Subprotocol not acceptable"));
        }
        finally
        {
            around.Metrics.SocketClosed();
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, string message, string code)
    {
        var answer = new Rejection(status, message, code).ToAnswer(GraphStatus.BadRequest);
        return HttpAnswers.WriteAsync(context.Response, status, Negotiation.PlainJson, answer);
    }
}
