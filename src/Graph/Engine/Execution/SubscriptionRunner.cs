using System.Buffers;
using System.Runtime.CompilerServices;
using GraphQL;
using GraphQL.Execution;
using Slotline.Domain;
using Slotline.Graph.Engine.Building;
using Slotline.Graph.Transport;

namespace Slotline.Graph.Engine.Execution;

/// <summary>Runs subscriptions by pulling: an event is taken and executed when the reader asks for the next answer.</summary>
internal sealed class SubscriptionRunner(BatchingStrategy strategy, Faults faults, GraphEngineOptions options)
{
    public async Task<GraphOutcome> StartAsync(Operation operation, RootExecutionNode root)
    {
        var node = root.SubFields![0];
        try
        {
            var source = (EventSource)node.FieldDefinition.StreamResolver!;
            var events = await source.OpenAsync(new ReadonlyResolveFieldContext(node, operation));
            return new GraphStream(RunAsync(operation, root, events, operation.CancellationToken));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var problem = faults.Of(exception, Faults.Where(node));
            var status = exception switch
            {
                UnauthenticatedException => GraphStatus.Unauthenticated,
                Refusal => GraphStatus.BadRequest,
                _ => GraphStatus.Fault,
            };
            return new GraphAnswer(status, buffer => ResponseWriter.Write(buffer, [problem], options.MaxErrors, null));
        }
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> RunAsync(
        Operation operation,
        RootExecutionNode root,
        IAsyncEnumerable<object?> events,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var source = events.GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            ReadOnlyMemory<byte> failure = default;
            try
            {
                if (!await source.MoveNextAsync())
                    yield break;
            }
            catch (Exception exception) when (exception is not (OperationCanceledException or StreamOverrunException))
            {
                failure = Write([faults.Of(exception, Faults.Where(root.SubFields![0]))], data: null);
            }

            if (!failure.IsEmpty)
            {
                yield return failure;
                yield break;
            }

            yield return await ExecuteAsync(operation, source.Current, cancellationToken);
        }
    }

    private async Task<ReadOnlyMemory<byte>> ExecuteAsync(
        Operation subscription, object? value, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.Timeout);
        var operation = new Operation(subscription) { Batches = null!, Errors = new ExecutionErrors() };
        operation.Start(timeout.Token);
        try
        {
            var root = strategy.RootOf(operation, operation.Schema.Subscription!);
            var node = root.SubFields![0];
            node.Result = value;
            await strategy.CompleteAsync(operation, node);
            return Write([.. operation.Errors], new ResponseData(root.PropagateNull() ? null : root));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && timeout.IsCancellationRequested)
        {
            return Write([new Problem(ProblemCodes.Timeout, "An event took too long.")], data: null);
        }
    }

    private ReadOnlyMemory<byte> Write(IReadOnlyCollection<ExecutionError> errors, ResponseData? data)
    {
        var buffer = new ArrayBufferWriter<byte>();
        ResponseWriter.Write(buffer, errors, options.MaxErrors, data);
        return buffer.WrittenMemory;
    }
}
