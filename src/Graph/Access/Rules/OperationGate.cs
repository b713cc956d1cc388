using System.Collections.Frozen;
using Slotline.Domain.Directory;
using Slotline.Graph.Access.Rates;
using Slotline.Graph.Engine;
using Slotline.Graph.Transport;

namespace Slotline.Graph.Access.Rules;

/// <summary>Holds every operation to the table of rights, and tries at secrets to a rate of their own.</summary>
internal sealed class OperationGate(RateGate rates) : IOperationGate
{
    /// <summary>What could be asked again and again until a password or a link is guessed.</summary>
    private static readonly FrozenSet<string> TriesSecret = FrozenSet.Create(
        StringComparer.Ordinal,
        "Mutation.signIn",
        "Mutation.acceptInvitation",
        "Mutation.requestPasswordReset",
        "Mutation.resetPassword",
        "Mutation.changeOwnPassword",
        "Mutation.confirmAppointmentRequest",
        "Query.accessLink",
        "Query.unconfirmedRequest");

    public bool IsOpen(string operation, Caller? caller) =>
        RightsTable.Find(operation) is { } right && right.For(caller) != Whose.No;

    public async ValueTask<int?> WaitAsync(
        IReadOnlyList<string> operations, GraphCall call, CancellationToken cancellationToken)
    {
        // Each counts, so that aliases in one document are no way round.
        var tries = operations.Count(TriesSecret.Contains);
        return tries == 0 ? null : await rates.TrySecretsAsync(call.Asker.Address, tries, cancellationToken);
    }
}
