namespace Slotline.Graph.Transport;

/// <summary>A failure of ours: the log has it all, the caller an id to find it by.</summary>
internal static class Faults
{
    public const string Message = "Internal server error.";

    public static Rejection Log(ILogger log, Exception fault)
    {
        var id = NewId();
        log.LogError(fault, "Fault {FaultId} while serving GraphQL", id);
        return new Rejection(StatusCodes.Status500InternalServerError, Message, Rejection.Fault) { FaultId = id };
    }

    private static string NewId() => Guid.CreateVersion7().ToString("N");
}
