using GraphQL;
using GraphQLParser;
using GraphQLParser.AST;
using Slotline.Domain;
using Slotline.Graph.Engine.Building;
using Slotline.Graph.Engine.Building.Inputs;
using Slotline.Graph.Engine.Documents;
using Slotline.Graph.Transport;
using Slotline.Graph.Transport.Rates;

namespace Slotline.Graph.Engine.Execution;

/// <summary>The closed list of `extensions.code`, beside the codes of refusals.</summary>
internal static class ProblemCodes
{
    public const string Unauthenticated = "UNAUTHENTICATED";
    public const string Forbidden = "FORBIDDEN";
    public const string InvalidInput = "INVALID_INPUT";
    public const string ParseFailed = "GRAPHQL_PARSE_FAILED";
    public const string ValidationFailed = "GRAPHQL_VALIDATION_FAILED";
    public const string OperationNotFound = "OPERATION_NOT_FOUND";
    public const string DocumentNotFound = "PERSISTED_OPERATION_NOT_FOUND";
    public const string DocumentTooLarge = "DOCUMENT_TOO_LARGE";
    public const string TooComplex = "TOO_COMPLEX";
    public const string MethodNotAllowed = "METHOD_NOT_ALLOWED";
    public const string TooManyRequests = "TOO_MANY_REQUESTS";
    public const string Timeout = "TIMEOUT";
    public const string Fault = "INTERNAL_SERVER_ERROR";
}

/// <summary>One entry of a response's `errors`: only what may be shown.</summary>
internal sealed class Problem : ExecutionError
{
    public Problem(string code, string message)
        : base(message) => Code = code;

    /// <summary>Dotted path of the input at fault.</summary>
    public string? Field { get; init; }

    /// <summary>What to look for in the server's log.</summary>
    public string? FaultId { get; init; }

    public static Problem Of(Refusal refusal) => new(CodeOf(refusal.Code), refusal.Message)
    {
        Field = refusal.Field.Count == 0 ? null : string.Join('.', refusal.Field),
    };

    public static Problem Unauthenticated() => new(ProblemCodes.Unauthenticated, "Sign in first.");

    public static Problem TooOften(int seconds) => new(Rejection.TooManyRequests, RateHeaders.TooOften(seconds));

    public static Problem UnknownDocument() => new(
        ProblemCodes.DocumentNotFound, "No operation is known by that id: send its text as `query`.");

    public static Problem TooDear(Cost cost) => new(
        ProblemCodes.TooComplex, $"The operation may cost {cost.Requested}; at most {cost.Limit} is allowed.");

    /// <summary>One of too many: it is counted, and neither shown nor logged.</summary>
    public static Problem Hidden() => new(ProblemCodes.Fault, "");

    public static Problem InvalidInput(InputPath path, string message) =>
        new(ProblemCodes.InvalidInput, message) { Field = path.ToString() };

    public Problem At(ASTNode? node, GraphQLDocument document)
    {
        if (node is not null && node.Location.Start < document.Source.Length)
            AddLocation(Location.FromLinearPosition(document.Source, node.Location.Start));
        return this;
    }

    public static string CodeOf(RefusalCode code) =>
        Naming.EnumValue(typeof(RefusalCode).GetField(code.ToString())!);
}
