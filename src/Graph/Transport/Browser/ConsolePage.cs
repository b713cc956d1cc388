using System.Text;
using System.Text.Encodings.Web;
using Microsoft.Extensions.Options;
using Slotline.Graph.Transport.Http;

namespace Slotline.Graph.Transport.Browser;

/// <summary>What a person sees who opens the address in a browser: a page to write operations in.</summary>
internal sealed class ConsolePage(IWebHostEnvironment environment, IOptions<GraphTransportOptions> options)
{
    // The page runs nothing but files of this server: whatever an answer contains, it stays text.
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        + "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    // GraphiQL's editor sets styles on its elements and colours documents in a worker.
    private const string PolicyOfFile = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'";

    private static readonly (string Name, string ContentType)[] Resources =
    [
        ("console.js", "text/javascript; charset=utf-8"),
        ("console.css", "text/css; charset=utf-8"),
    ];

    private readonly GraphTransportOptions _options = options.Value;

    public bool IsAskedFor(HttpRequest http) =>
        _options.ServeConsole
        && HttpMethods.IsGet(http.Method)
        && Negotiation.Of(http.Headers.Accept).PrefersHtml;

    public Task ServeAsync(HttpContext context, string path)
    {
        var file = environment.WebRootFileProvider.GetFileInfo(_options.ConsoleFile);
        Prepare(context.Response, "text/html; charset=utf-8", file.Exists ? PolicyOfFile : Policy);
        context.Response.Headers.Vary = "Accept";
        if (file.Exists)
            return context.Response.SendFileAsync(file, context.RequestAborted);
        var address = HtmlEncoder.Default.Encode(context.Request.PathBase.Add(path).ToUriComponent());
        return SendAsync(context, Read("console.html").Replace("{{path}}", address, StringComparison.Ordinal));
    }

    public void MapResources(IEndpointRouteBuilder endpoints, string path)
    {
        if (!_options.ServeConsole)
            return;
        foreach (var (name, contentType) in Resources)
        {
            endpoints.MapGet($"{path}/{name}", context =>
            {
                Prepare(context.Response, contentType, Policy);
                return SendAsync(context, Read(name));
            });
        }
    }

    private static void Prepare(HttpResponse http, string contentType, string policy)
    {
        http.ContentType = contentType;
        http.Headers.CacheControl = "no-cache";
        http.Headers.ContentSecurityPolicy = policy;
        http.Headers.XContentTypeOptions = "nosniff";
        http.Headers["Referrer-Policy"] = "no-referrer";
    }

    private static Task SendAsync(HttpContext context, string text)
    {
        context.Response.ContentLength = Encoding.UTF8.GetByteCount(text);
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    private static string Read(string name)
    {
        using var content = typeof(ConsolePage).Assembly.GetManifestResourceStream(typeof(ConsolePage), name)
            ?? throw new InvalidOperationException($"{name} is not embedded in the server.");
        using var reader = new StreamReader(content, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
