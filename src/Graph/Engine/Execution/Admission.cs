using GraphQL.Validation;
using Slotline.Domain.Directory;
using Slotline.Graph.Engine.Documents;
using Slotline.Graph.Transport;

namespace Slotline.Graph.Engine.Execution;

/// <summary>
/// What is asked of every request, whether its document is new or known: the way it came, who sends it, what its
/// variables make of it.
/// </summary>
internal sealed class Admission(GraphEngineOptions options)
{
    /// <summary>Whether the schema may be shown to whoever is calling.</summary>
    public bool ShowsSchema(GraphCall call) => options.Introspection switch
    {
        IntrospectionAccess.Everyone => true,
        IntrospectionAccess.SignedIn => IsSignedIn(call),
        _ => false,
    };

    /// <param name="request">What came.</param>
    /// <param name="call">How it came.</param>
    /// <param name="text">The document that it asks for, by its text or by its id.</param>
    public (GraphStatus Status, Problem Problem)? Refuse(GraphRequest request, GraphCall call, out string text)
    {
        text = request.Query ?? Known(request.DocumentId) ?? "";
        if (text.Length == 0 && request.Query is null)
            return (GraphStatus.BadRequest, Problem.UnknownDocument());
        if (request is { Query: not null, DocumentId: { } id } && id != KnownDocuments.IdOf(text))
        {
            return (GraphStatus.BadRequest, new Problem(
                Rejection.BadRequest, "`documentId` is not that of `query`: send one of them."));
        }

        if (!IsHeld(call) || options.Known.Has(text))
            return null;
        return options.HeldToKnown == HeldToKnown.Anonymous
            ? (GraphStatus.Unauthenticated, new Problem(
                ProblemCodes.Unauthenticated, "Sign in first: others may send known operations only."))
            : (GraphStatus.BadRequest, new Problem(ProblemCodes.Forbidden, "Known operations only are taken here."));
    }

    public (GraphStatus Status, Problem Problem)? Refuse(PreparedOperation operation, GraphCall call)
    {
        if (operation.IsMutation && call.IsReadOnly)
            return (
                GraphStatus.MethodNotAllowed, new Problem(ProblemCodes.MethodNotAllowed, "Send a mutation by POST."));
        if (operation.NeedsCaller && !IsSignedIn(call))
            return (GraphStatus.Unauthenticated, Problem.Unauthenticated());
        if (!operation.IsIntrospection || ShowsSchema(call))
            return null;
        return options.Introspection == IntrospectionAccess.SignedIn
            ? (GraphStatus.Unauthenticated, Problem.Unauthenticated())
            : (GraphStatus.BadRequest, new Problem(ProblemCodes.Forbidden, "The schema is not shown here."));
    }

    /// <summary>Seconds to wait, when such operations were called too often from there.</summary>
    public static ValueTask<int?> WaitAsync(
        PreparedOperation operation, GraphCall call, CancellationToken cancellationToken) =>
        call.Services.GetService<IOperationGate>() is { } gate
            ? gate.WaitAsync(operation.RootFields, call, cancellationToken)
            : ValueTask.FromResult<int?>(null);

    public Cost CostOf(PreparedOperation operation, Variables variables) =>
        new(operation.Cost.Of(variables), options.MaxCost);

    private string? Known(string? id) => id is null ? null : options.Known.Find(id);

    private bool IsHeld(GraphCall call) => options.HeldToKnown switch
    {
        HeldToKnown.Nobody => false,
        HeldToKnown.Anonymous => !IsSignedIn(call),
        _ => true,
    };

    private static bool IsSignedIn(GraphCall call) => call.Services.GetService<Caller>() is not null;
}
