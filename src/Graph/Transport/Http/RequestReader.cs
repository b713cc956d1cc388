using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Slotline.Graph.Transport.Http;

/// <summary>One request over HTTP, with the memory that its JSON lives in.</summary>
internal sealed class HttpGraphRequest(GraphRequest request, params IDisposable[] owned) : IDisposable
{
    public GraphRequest Request { get; } = request;

    public void Dispose()
    {
        foreach (var part in owned)
            part.Dispose();
    }
}

/// <summary>Takes the request out of a body or a query string.</summary>
internal static class RequestReader
{
    private const int MaxFraming = 8;

    private static readonly string[] Parameters = ["query", "operationName", "variables", "extensions", "documentId"];

    public static async Task<HttpGraphRequest> ReadBodyAsync(HttpRequest http, int maxBytes)
    {
        RequireJson(http);
        var body = await CollectAsync(http, maxBytes);
        JsonDocument? document = null;
        try
        {
            if (body.Length == 0)
                throw Rejection.Unreadable("The body is empty.");
            document = RequestJson.Parse(body.Written);
            return new HttpGraphRequest(RequestJson.Read(document.RootElement), document, body);
        }
        catch
        {
            document?.Dispose();
            body.Dispose();
            throw;
        }
    }

    public static HttpGraphRequest ReadQueryString(HttpRequest http)
    {
        foreach (var name in Parameters)
        {
            if (http.Query[name].Count > 1)
                throw Rejection.Malformed($"\"{name}\" is given more than once.");
        }

        using var variables = ParseMap(http.Query["variables"], "variables");
        using var extensions = ParseMap(http.Query["extensions"], "extensions");
        var request = new GraphRequest(
            Value(http, "query"),
            Value(http, "operationName"),
            Element(variables, "variables"),
            Element(extensions, "extensions"),
            Value(http, "documentId"));
        return new HttpGraphRequest(RequestJson.Complete(request));
    }

    // Only JSON is taken, which no HTML form can send: that is what keeps other sites from posting for a signed-in
    // user.
    private static void RequireJson(HttpRequest http)
    {
        var encodings = http.Headers.ContentEncoding;
        if (encodings.Count > 0 && !encodings.ToString().Equals("identity", StringComparison.OrdinalIgnoreCase))
            throw Unsupported("Send the request without a content encoding.");
        if (http.ContentType == Negotiation.PlainJson)
            return;
        if (!MediaTypeHeaderValue.TryParse(http.ContentType, out var type)
            || !type.MediaType.Equals(Negotiation.PlainJson, StringComparison.OrdinalIgnoreCase))
            throw Unsupported("Send the request as application/json.");
        if (type.Charset.HasValue && !IsUtf8(type.Charset))
            throw Unsupported("Send the request in UTF-8.");
    }

    private static bool IsUtf8(StringSegment charset) =>
        HeaderUtilities.RemoveQuotes(charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    private static Rejection Unsupported(string message) => new(StatusCodes.Status415UnsupportedMediaType, message);

    private static async Task<PooledBuffer> CollectAsync(HttpRequest http, int maxBytes)
    {
        // The server's own limit counts the framing of chunks too, so it stands a little further out than ours.
        var limit = http.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (limit is { IsReadOnly: false })
            limit.MaxRequestBodySize = MaxFraming * (long)maxBytes;
        if (http.ContentLength > maxBytes)
            throw TooLarge(maxBytes);
        var body = new PooledBuffer((int)Math.Max(http.ContentLength ?? 0, 1_024));
        try
        {
            while (true)
            {
                var read = await http.BodyReader.ReadAsync(http.HttpContext.RequestAborted);
                if (body.Length + read.Buffer.Length > maxBytes)
                    throw TooLarge(maxBytes);
                foreach (var segment in read.Buffer)
                    body.Write(segment.Span);
                http.BodyReader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    return body;
            }
        }
        catch (BadHttpRequestException e)
        {
            body.Dispose();
            throw e.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge(maxBytes) : Broken(e);
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private static Rejection TooLarge(int maxBytes) =>
        new(StatusCodes.Status413PayloadTooLarge, $"The body is longer than {maxBytes} bytes.");

    private static Rejection Broken(BadHttpRequestException e) => new(e.StatusCode, "The body could not be read.");

    private static string? Value(HttpRequest http, string name) =>
        http.Query[name] is { Count: 1 } values ? values[0] : null;

    private static JsonDocument? ParseMap(StringValues values, string name)
    {
        if (values.Count == 0 || string.IsNullOrEmpty(values[0]))
            return null;
        try
        {
            return RequestJson.Parse(Encoding.UTF8.GetBytes(values[0]!));
        }
        catch (Rejection)
        {
            throw Rejection.Unreadable($"\"{name}\" is not JSON.");
        }
    }

    // Cloned, because the documents end with the reading; a query string is short.
    private static JsonElement Element(JsonDocument? document, string name)
    {
        var map = document is null ? default : RequestJson.RequireMap(document.RootElement, name);
        return map.ValueKind == JsonValueKind.Undefined ? map : map.Clone();
    }
}
