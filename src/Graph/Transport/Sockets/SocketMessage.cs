using System.Text.Json;
using Slotline.Graph.Transport.Http;

namespace Slotline.Graph.Transport.Sockets;

internal enum SocketMessageType
{
    ConnectionInit,
    Ping,
    Pong,
    Subscribe,
    Complete,
}

/// <summary>One message from a client. Its elements live in the given document.</summary>
internal readonly record struct SocketMessage(
    SocketMessageType Type, string Id, JsonElement IdJson, JsonElement Payload)
{
    // Every open operation keeps its id, so a client must not choose how much memory that is.
    private const int MaxIdLength = 256;

    public static SocketMessage Read(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object)
            throw SocketClosing.BadRequest("A message is a JSON object.");
        if (!message.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
            throw SocketClosing.BadRequest("A message has a \"type\", which is a string.");
        return type.GetString() switch
        {
            "connection_init" => Bare(SocketMessageType.ConnectionInit, message),
            "ping" => Bare(SocketMessageType.Ping, message),
            "pong" => Bare(SocketMessageType.Pong, message),
            "subscribe" => WithId(SocketMessageType.Subscribe, message, RequirePayload(message)),
            "complete" => WithId(SocketMessageType.Complete, message, default),
            _ => throw SocketClosing.BadRequest("Clients do not send messages of this type."),
        };
    }

    public GraphRequest ToRequest()
    {
        try
        {
            var request = RequestJson.Read(Payload);
            return request with { Variables = Keep(request.Variables), Extensions = Keep(request.Extensions) };
        }
        catch (Rejection rejection)
        {
            throw SocketClosing.BadRequest(rejection.Message);
        }
    }

    private static JsonElement Keep(JsonElement element) =>
        element.ValueKind == JsonValueKind.Undefined ? element : element.Clone();

    private static SocketMessage Bare(SocketMessageType type, JsonElement message)
    {
        if (!message.TryGetProperty("payload", out var payload) || payload.ValueKind == JsonValueKind.Null)
            return new SocketMessage(type, "", default, default);
        return payload.ValueKind == JsonValueKind.Object
            ? new SocketMessage(type, "", default, payload)
            : throw SocketClosing.BadRequest("\"payload\" is a JSON object.");
    }

    private static SocketMessage WithId(SocketMessageType type, JsonElement message, JsonElement payload)
    {
        if (!message.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.String)
            throw SocketClosing.BadRequest("The message has an \"id\", which is a string.");
        var text = id.GetString()!;
        if (text.Length is 0 or > MaxIdLength)
            throw SocketClosing.BadRequest($"The \"id\" has between 1 and {MaxIdLength} characters.");
        return new SocketMessage(type, text, id, payload);
    }

    private static JsonElement RequirePayload(JsonElement message) =>
        message.TryGetProperty("payload", out var payload) && payload.ValueKind == JsonValueKind.Object
            ? payload
            : throw SocketClosing.BadRequest("\"subscribe\" has a \"payload\", which is a JSON object.");
}
