using NodaTime.TimeZones;
using Slotline.Graph.Live;

namespace Slotline.Graph.Settings;

/// <summary>
/// For whoever watches the server. <c>/health/live</c>: the process runs. <c>/health/ready</c>: it can do its work,
/// which takes the database; without Redis it works on and says "degraded", because changes made on other nodes then
/// reach this node's subscribers late.
/// </summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Json(new { status = "ok" }));
        app.MapGet("/health/ready", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(
        SlotlineSettings settings,
        DatabaseReach database,
        IEventBus bus,
        CancellationToken cancellationToken)
    {
        var hasDatabase = await database.ProblemAsync(cancellationToken) is null;
        var redis = settings.RedisConnection is null ? "off"
            : bus.IsConnected ? "ok"
            : "unreachable";
        var report = new
        {
            status = !hasDatabase ? "unavailable" : redis == "unreachable" ? "degraded" : "ok",
            database = new
            {
                status = hasDatabase ? "ok" : "unreachable",
                provider = settings.IsPostgres ? "postgresql" : "sqlite",
            },
            redis = new { status = redis },
            timeZoneData = new { version = TzdbDateTimeZoneSource.Default.TzdbVersion },
        };
        var code = hasDatabase ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return Results.Json(report, statusCode: code);
    }
}
