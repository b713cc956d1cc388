using Slotline.Graph.Transport.Http;

namespace Slotline.Graph.Transport;

/// <summary>A failure of ours: the log has it all, the caller an id to find it by.</summary>
internal static class Faults
{
    public const string Message = "The server failed; its log says more under this id.";

    /// <summary>
    /// Answers what nobody further in has answered: a database that is away when the caller is looked up, for instance.
    /// </summary>
    public static IApplicationBuilder UseFaults(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (Exception fault) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            var log = context.RequestServices.GetRequiredService<ILogger<HttpTransport>>();
            await HttpTransport.RejectAsync(context, Log(log, fault));
        }
    });

    public static Rejection Log(ILogger log, Exception fault)
    {
        var id = NewId();
        log.LogError(fault, "Fault {FaultId} while serving GraphQL", id);
        return new Rejection(StatusCodes.Status500InternalServerError, Message, Rejection.Fault) { FaultId = id };
    }

    private static string NewId() => Guid.CreateVersion7().ToString("N");
}
