using System.Security.Cryptography;
using GraphQL.Execution;
using Slotline.Domain;
using Slotline.Graph.Engine.Building.Fields;
using Slotline.Graph.Engine.Subscriptions;

namespace Slotline.Graph.Engine.Execution;

/// <summary>
/// What a thrown exception means to the client. Refusals and missing callers are answers; everything else is a fault:
/// logged whole with an id, of which the client learns the id alone.
/// </summary>
internal sealed class Faults(ILogger<GraphEngine> logger)
{
    private const int IdBytes = 8;

    public Problem Of(Exception exception, string where) => exception switch
    {
        Problem problem => problem,
        Refusal refusal => Problem.Of(refusal),
        UnauthenticatedException => Problem.Unauthenticated(),
        TooManyException => new Problem(ProblemCodes.TooManyRequests, exception.Message),
        _ => Fault(exception, where),
    };

    public static string Where(ExecutionNode node) => string.Join('.', node.ResponsePath);

    private Problem Fault(Exception exception, string where)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        logger.LogError(exception, "Fault {FaultId} at {Path}", id, where);
        return new Problem(ProblemCodes.Fault, "The server failed; its log says more under this id.") { FaultId = id };
    }
}
