namespace Slotline.Graph.Exposure;

/// <summary>Tells browsers what not to do with answers, wherever an answer does not say it better itself.</summary>
internal static class SafeHeaders
{
    /// <summary>An answer of the API is no page: nothing in it is loaded, run or framed.</summary>
    private const string NoPage = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string ForAYear = "max-age=31536000";

    public static IApplicationBuilder UseSafeHeaders(this IApplicationBuilder app, bool isDevelopment) =>
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                Add(context, isDevelopment);
                return Task.CompletedTask;
            });
            return next(context);
        });

    private static void Add(HttpContext context, bool isDevelopment)
    {
        var headers = context.Response.Headers;
        headers.TryAdd("X-Content-Type-Options", "nosniff");
        headers.TryAdd("X-Frame-Options", "DENY");
        headers.TryAdd("Referrer-Policy", "same-origin");
        var type = context.Response.ContentType ?? "";

        // A file of the screens may be a worker, which would be held to the policy that it comes with.
        if (type.Contains("json", StringComparison.Ordinal)
            || type.StartsWith("text/event-stream", StringComparison.Ordinal))
            headers.TryAdd("Content-Security-Policy", NoPage);
        if (context.Request.IsHttps && !isDevelopment)
            headers.TryAdd("Strict-Transport-Security", ForAYear);
    }
}
