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

    private static bool IsSignedIn(GraphCall call) => call.Services.GetService<Caller>() is not null;
}
