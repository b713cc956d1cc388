
namespace Slotline.Graph.Engine.Execution;

/// <summary>One operation, or one event of a subscription, while it is executed.</summary>
internal sealed class Operation : GraphQL.Execution.ExecutionContext
{
    public Operation()
    {
    }

    /// <summary>The same operation for another event, or for the next of several mutations.</summary>
    public Operation(Operation other)
        : base(other)
    {
        Errors = other.Errors;
        OutputExtensions = other.OutputExtensions;
        Metrics = other.Metrics;
    }

    /// <summary>What was loaded so far, and what waits to be.</summary>
    public required BatchScope Batches { get; set; }

    /// <summary>Sets the token that ends it, also for what it loads.</summary>
    public void Start(CancellationToken cancellationToken)
    {
        CancellationToken = cancellationToken;
        Batches = new BatchScope(RequestServices!, cancellationToken);
    }
}
