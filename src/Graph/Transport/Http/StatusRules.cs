namespace Slotline.Graph.Transport.Http;

/// <summary>Which HTTP status an outcome has.</summary>
internal static class StatusRules
{
    public const int PartialSuccess = 294;

    public static int Of(GraphStatus status, string mediaType, bool draft)
    {
        // A plain JSON response could come from anything on the way, so its status never speaks of the operation.
        var speaks = draft || mediaType == Negotiation.GraphResponse;
        return status switch
        {
            GraphStatus.Executed => StatusCodes.Status200OK,
            GraphStatus.ExecutedWithErrors when draft && mediaType == Negotiation.GraphResponse => PartialSuccess,
            GraphStatus.ExecutedWithErrors => StatusCodes.Status200OK,
            GraphStatus.SyntaxError => speaks ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK,
            GraphStatus.BadRequest when draft => StatusCodes.Status422UnprocessableEntity,
            GraphStatus.BadRequest => speaks ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK,
            GraphStatus.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
            GraphStatus.Unauthenticated => StatusCodes.Status401Unauthorized,
            GraphStatus.TooManyRequests => StatusCodes.Status429TooManyRequests,
            _ => StatusCodes.Status500InternalServerError,
        };
    }

    public static int Of(Rejection rejection, bool draft) =>
        rejection.Status == StatusCodes.Status422UnprocessableEntity && !draft
            ? StatusCodes.Status400BadRequest
            : rejection.Status;

    public static bool WasExecuted(GraphStatus status) =>
        status is GraphStatus.Executed or GraphStatus.ExecutedWithErrors;
}
