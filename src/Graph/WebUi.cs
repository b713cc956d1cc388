using System.Collections.Frozen;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;
using Slotline.Graph.Transport;
using Slotline.Graph.Transport.Http;

namespace Slotline.Graph;

/// <summary>
/// The built screens, served from the folder <c>webui</c> beside the server where the build made one.
/// </summary>
internal sealed class WebUi
{
    /// <summary>
    /// Nothing inline runs and nothing is loaded from elsewhere; the components set styles on their elements.
    /// </summary>
    internal const string ContentSecurityPolicy = "default-src 'self'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private const string StartPage = "/index.html";
    private const string ConsolePage = "/graphiql.html";
    private const string KnownOperations = "/persisted-documents.json";

    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    private readonly FrozenDictionary<string, WebFile> _files;

    private WebUi(string folder)
    {
        Folder = folder;
        _files = System.IO.Directory.Exists(folder) ? FilesIn(folder) : FrozenDictionary<string, WebFile>.Empty;
    }

    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "webui");

    public string Folder { get; }

    public bool IsBuilt => _files.ContainsKey(StartPage);

    public static WebUi In(string folder) => new(folder);

    /// <summary>
    /// Answers what no endpoint answered: a file of the screens, or for an address that a person opened, the page
    /// itself, which reads the address.
    /// </summary>
    public IResult Answer(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            return Results.NotFound();
        if (_files.TryGetValue(request.Path.Value ?? "/", out var file))
            return Send(context, file);
        if (!IsPage(request))
            return Results.NotFound();
        return IsBuilt ? Send(context, _files[StartPage]) : WithoutScreens(request);
    }

    private static IResult WithoutScreens(HttpRequest request) =>
        request.Path == "/" ? Results.Redirect($"{request.PathBase}/graphql") : Results.NotFound();

    private static bool IsPage(HttpRequest request) =>
        !Path.HasExtension(request.Path.Value) && Negotiation.Of(request.Headers.Accept).PrefersHtml;

    private static IResult Send(HttpContext context, WebFile file)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        // Names in assets carry a hash of their content; everything else is asked for again.
        headers.CacheControl = file.IsHashed ? "public, max-age=31536000, immutable" : "no-cache";
        if (file.IsPage)
        {
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers["Referrer-Policy"] = "same-origin";
        }

        var path = file.Path;
        if (file.Encodings.Count > 0)
        {
            headers.Vary = HeaderNames.AcceptEncoding;
            if (Chosen(context.Request, file) is { } encoding)
            {
                headers.ContentEncoding = encoding.Name;
                path = file.Path + encoding.Extension;
            }
        }

        var stored = new FileInfo(path);
        var tag = new EntityTagHeaderValue($"\"{stored.LastWriteTimeUtc.Ticks:x}-{stored.Length:x}\"");
        return Results.File(path, file.ContentType, lastModified: null, entityTag: tag);
    }

    private static WebEncoding? Chosen(HttpRequest request, WebFile file)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        foreach (var encoding in file.Encodings)
        {
            if (accepted.Any(
                a => a.Quality is not 0 && a.Value.Equals(encoding.Name, StringComparison.OrdinalIgnoreCase)))
                return encoding;
        }

        return null;
    }

    private static FrozenDictionary<string, WebFile> FilesIn(string folder)
    {
        var root = Path.GetFullPath(folder);
        return System.IO.Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(path => !WebEncoding.All.Any(e => path.EndsWith(e.Extension, StringComparison.Ordinal)))
            .Select(path => (Path: path, Url: "/" + Path.GetRelativePath(root, path).Replace('\\', '/')))
            .Where(file => file.Url is not (ConsolePage or KnownOperations))
            .ToFrozenDictionary(file => file.Url, file => new WebFile(
                file.Path,
                ContentTypes.TryGetContentType(file.Path, out var type) ? type : "application/octet-stream",
                [.. WebEncoding.All.Where(e => File.Exists(file.Path + e.Extension))],
                file.Url.StartsWith("/assets/", StringComparison.Ordinal),
                file.Url == StartPage));
    }

    private sealed record WebFile(
        string Path, string ContentType, IReadOnlyList<WebEncoding> Encodings, bool IsHashed, bool IsPage);

    private sealed record WebEncoding(string Name, string Extension)
    {
        public static readonly WebEncoding[] All = [new("br", ".br"), new("gzip", ".gz")];
    }
}

/// <summary>Adds the screens to the server.</summary>
internal static class WebUiSetup
{
    public static void AddWebUi(this WebApplicationBuilder builder) => builder.AddWebUi(WebUi.DefaultFolder);

    internal static void AddWebUi(this WebApplicationBuilder builder, string folder)
    {
        var screens = WebUi.In(folder);
        builder.Services.AddSingleton(screens);
        if (!screens.IsBuilt)
            return;
        builder.Environment.WebRootFileProvider = new PhysicalFileProvider(Path.GetFullPath(folder));
        builder.Services.Configure<GraphTransportOptions>(options => options.ConsoleFile = "graphiql.html");
    }

    public static void MapWebUi(this WebApplication app)
    {
        var screens = app.Services.GetRequiredService<WebUi>();
        if (!screens.IsBuilt)
        {
            app.Logger.LogInformation(
                "This server was built without its screens (the build found no Node 20.19 or newer); the API and "
                + "its console are at /graphql");
        }

        app.MapFallback("{**path}", screens.Answer).ExcludeFromDescription();
    }
}
