using System.Text.Json.Serialization;
using Slotline.Graph.Engine;
using Slotline.Graph.Transport;
using Slotline.Graph.Transport.Sockets;

namespace Slotline.Speed;

/// <summary>Twenty fields, as both servers of the first comparison answer them.</summary>
public sealed record Thing(
    string Name, string Street, string City, string Country, string Phone, string Email, string Company, string Role,
    string Note, string Tag, int Number, int Version, int Minutes, int Floor, int Count, bool IsOpen, bool IsPaid,
    bool IsNew, double Price, double Weight)
{
    public static IReadOnlyList<Thing> Some { get; } = [.. Enumerable.Range(0, 100).Select(n => new Thing(
        $"Thing {n}", $"{n} Harbor Street", "Hamburg", "Germany", $"+49 40 555 {n:0000}", $"thing{n}@example.test",
        "Brightwater Architects", "Dispatcher", "Please ring twice; the door is heavy.", $"tag-{n % 7}", n, n + 1, 60,
        n % 9, n * 7, n % 2 == 0, n % 3 == 0, false, n * 1.25, n / 4.0))];

    public static string Fields { get; } =
        string.Join(' ', typeof(Thing).GetProperties().Where(property => property.Name is not nameof(Some)
            and not nameof(Fields)).Select(property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..]));
}

public sealed record Wanted(int Count);

[QueryType]
public static class ThingQueries
{
    /// <summary>The first of them.</summary>
    [AllowAnonymous]
    public static IReadOnlyList<Thing> Things(int count) => count == 100 ? Thing.Some : [.. Thing.Some.Take(count)];
}

[JsonSerializable(typeof(IReadOnlyList<Thing>))]
[JsonSerializable(typeof(Wanted))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class ThingJson : JsonSerializerContext;

/// <summary>The servers that this program is itself, when it is asked to be one.</summary>
internal static class Served
{
    public static Task RunAsync(string mode)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        return mode == "engine" ? Engine(builder).RunAsync() : Minimal(builder).RunAsync();
    }

    /// <summary>The product's engine and transport over things in memory.</summary>
    private static WebApplication Engine(WebApplicationBuilder builder)
    {
        builder.Services.AddGraphEngine(typeof(ThingQueries).Assembly);
        builder.Services.AddGraphTransport();
        builder.Services.AddSingleton<AuthenticateSocket>((_, _, _) =>
            Task.FromResult<SocketAdmission>(new SocketRefused("There is nothing to follow.")));
        var app = builder.Build();
        app.MapGraphTransport();
        return app;
    }

    /// <summary>The same things by the framework alone.</summary>
    private static WebApplication Minimal(WebApplicationBuilder builder)
    {
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolver = ThingJson.Default);
        var app = builder.Build();
        app.MapPost("/things", (Wanted wanted) => ThingQueries.Things(wanted.Count));
        return app;
    }
}
