using System.Text;
using System.Text.Json;

namespace Slotline.Graph.Tests.Transport;

internal static class HttpClientText
{
    public static Task<HttpResponseMessage> PostAsync(
        this TransportHost host, string body, string? accept = null, string contentType = "application/json") =>
        host.PostAsync(Encoding.UTF8.GetBytes(body), accept, contentType);

    public static async Task<HttpResponseMessage> PostAsync(
        this TransportHost host, byte[] body, string? accept = null, string contentType = "application/json")
    {
        using var request =
            new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new ByteArrayContent(body) };
        if (contentType.Length > 0)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        Accept(request, accept);
        return await host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public static Task<HttpResponseMessage> QueryAsync(this TransportHost host, string query, string? accept = null) =>
        host.PostAsync(JsonSerializer.Serialize(new { query }), accept);

    public static async Task<HttpResponseMessage> SendAsync(
        this TransportHost host, HttpMethod method, string pathAndQuery, string? accept = null)
    {
        using var request = new HttpRequestMessage(method, pathAndQuery);
        Accept(request, accept);
        return await host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public static string MediaType(this HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType ?? "";

    /// <summary>Code and message of the only error; there must be no data beside it.</summary>
    public static async Task<(string Code, string Message)> OnlyErrorAsync(this HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.False(document.RootElement.TryGetProperty("data", out _));
        var error = document.RootElement.GetProperty("errors").EnumerateArray().Single();
        return (error.GetProperty("extensions").GetProperty("code").GetString()!,
            error.GetProperty("message").GetString()!);
    }

    private static void Accept(HttpRequestMessage request, string? accept)
    {
        if (accept is not null)
            Assert.True(request.Headers.TryAddWithoutValidation("Accept", accept));
    }
}
