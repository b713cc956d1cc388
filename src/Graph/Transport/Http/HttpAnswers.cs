namespace Slotline.Graph.Transport.Http;

/// <summary>Puts one complete answer into an HTTP response.</summary>
internal static class HttpAnswers
{
    private const int UsualBytes = 16 * 1_024;

    public static async Task WriteAsync(HttpResponse http, int status, string mediaType, GraphAnswer answer)
    {
        // The whole answer is written before its status leaves: a failure on the way can still be told as one, and the
        // length is known, which spares the chunks.
        using var buffer = new PooledBuffer(UsualBytes);
        answer.WriteTo(buffer);
        http.StatusCode = status;
        http.ContentType = mediaType == Negotiation.GraphResponse
            ? "application/graphql-response+json; charset=utf-8"
            : "application/json; charset=utf-8";
        http.ContentLength = buffer.Length;
        http.Headers.CacheControl = "no-store";
        http.Headers.XContentTypeOptions = "nosniff";
        if (status == StatusCodes.Status401Unauthorized && http.Headers.WWWAuthenticate.Count == 0)
            http.Headers.WWWAuthenticate = "Bearer realm=\"slotline\"";
        await http.BodyWriter.WriteAsync(buffer.Written, http.HttpContext.RequestAborted);
    }
}
