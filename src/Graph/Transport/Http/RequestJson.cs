using System.Text.Json;
using System.Text.Unicode;

namespace Slotline.Graph.Transport.Http;

/// <summary>Reads requests from JSON, so that every text in what it returns can be read without surprises.</summary>
internal static class RequestJson
{
    /// <summary>The caller keeps the bytes unchanged until the document is disposed.</summary>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        // The JSON reader looks at neither until a text is asked for, and then throws what would pass for a fault.
        if (!Utf8.IsValid(utf8.Span))
            throw Rejection.Unreadable("The body is not UTF-8.");
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(utf8);
        }
        catch (JsonException)
        {
            throw Rejection.Unreadable("The body is not JSON, or is nested too deeply.");
        }

        if (utf8.Span.IndexOf("\\u"u8) < 0 || IsReadable(document.RootElement))
            return document;
        document.Dispose();
        throw Rejection.Unreadable("The body escapes half of a surrogate pair, which is no character.");
    }

    /// <summary>The elements in the request are valid as long as the map's document is.</summary>
    public static GraphRequest Read(JsonElement map)
    {
        if (map.ValueKind == JsonValueKind.Array)
            throw Rejection.Malformed("Batches are not taken: send one operation in each request.");
        if (map.ValueKind != JsonValueKind.Object)
            throw Rejection.Malformed("A request is a JSON object.");
        var request = new GraphRequest(
            Text(map, "query"),
            Text(map, "operationName"),
            Map(map, "variables"),
            Map(map, "extensions"),
            Text(map, "documentId"));
        return Complete(request);
    }

    public static GraphRequest Complete(GraphRequest request)
    {
        if (request.Query is null && request.DocumentId is null && !HasPersistedQuery(request.Extensions))
            throw Rejection.Malformed("\"query\" is missing: send the GraphQL document in it as a string.");
        return request;
    }

    public static JsonElement RequireMap(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Object or JsonValueKind.Undefined => value,
        JsonValueKind.Null => default,
        _ => throw Rejection.Malformed($"\"{name}\" is not a JSON object."),
    };

    private static JsonElement Map(JsonElement map, string name) =>
        map.TryGetProperty(name, out var value) ? RequireMap(value, name) : default;

    private static string? Text(JsonElement map, string name)
    {
        if (!map.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw Rejection.Malformed($"\"{name}\" is not a string.");
    }

    // Clients that register documents as they go send their hash here, without the document.
    private static bool HasPersistedQuery(JsonElement extensions) =>
        extensions.ValueKind == JsonValueKind.Object && extensions.TryGetProperty("persistedQuery", out _);

    private static bool IsReadable(JsonElement element)
    {
        try
        {
            ReadEveryText(element);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static void ReadEveryText(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    ReadEveryText(item);
                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    _ = property.Name;
                    ReadEveryText(property.Value);
                }

                break;
            default:
                break;
        }
    }
}
