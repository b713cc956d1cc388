using System.Buffers;
using System.Runtime.CompilerServices;
using GraphQL;
using GraphQL.Execution;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Graph.Engine.Building.Fields;
using Slotline.Graph.Engine.Execution;
using Slotline.Graph.Engine.Output;
using Slotline.Graph.Transport;
using Slotline.Graph.Transport.Http;
using Faults = Slotline.Graph.Engine.Execution.Faults;

namespace Slotline.Graph.Engine.Subscriptions;

/// <summary>
/// Runs subscriptions by pulling: an event is taken and executed when the reader asks for the next answer. Events that
/// are shared are executed once for all who ask the same of them.
/// </summary>
internal sealed class SubscriptionRunner(
    BatchingStrategy strategy, Faults faults, GraphEngineOptions options, IServiceScopeFactory scopes)
{
    private readonly SharedAnswers _shared = new(options.SharedAnswersFresh);

    public async Task<GraphOutcome> StartAsync(Operation operation, RootExecutionNode root, Func<Question> question)
    {
        // The validation looks one fragment deep, and not at conditions.
        if (root.SubFields is not [{ FieldDefinition.StreamResolver: EventSource source } node])
        {
            var several =
                new Problem(ProblemCodes.ValidationFailed, "A subscription must have exactly one root field.");
            return Refuse(GraphStatus.BadRequest, several);
        }

        try
        {
            var events = await source.OpenAsync(new ReadonlyResolveFieldContext(node, operation));
            IAnswers answers = source.IsShared
                ? new AskedAnswers(_shared, question(), ForAll(operation))
                : new OwnAnswers(happened => ExecuteAsync(operation, happened, operation.CancellationToken));
            return new GraphStream(RunAsync(answers, events, Faults.Where(node), operation.CancellationToken));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var problem = faults.Of(exception, Faults.Where(node));
            var status = exception switch
            {
                UnauthenticatedException => GraphStatus.Unauthenticated,
                Refusal => GraphStatus.BadRequest,
                TooManyException => GraphStatus.TooManyRequests,
                _ => GraphStatus.Fault,
            };
            return Refuse(status, problem);
        }
    }

    private GraphAnswer Refuse(GraphStatus status, Problem problem) =>
        new(status, buffer => ResponseWriter.Write(buffer, [problem], options.MaxErrors, data: null));

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> RunAsync(
        IAnswers answers,
        IAsyncEnumerable<object?> events,
        string where,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var open = answers.Open();
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
                failure = Write([faults.Of(exception, where)], data: null);
            }

            if (!failure.IsEmpty)
            {
                yield return failure;
                yield break;
            }

            yield return await answers.Of(source.Current!, cancellationToken);
        }
    }

    /// <summary>Executes events for all who ask the same, so in a scope and for a time that are nobody's own.</summary>
    private Func<object, Task<ReadOnlyMemory<byte>>> ForAll(Operation subscription)
    {
        var caller = subscription.RequestServices!.GetService<Caller>();
        var common = new Operation(subscription) { RequestServices = null };
        return async happened =>
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentCaller>().Value = caller;
            var operation = new Operation(common) { RequestServices = scope.ServiceProvider };
            return await ExecuteAsync(operation, happened, CancellationToken.None);
        };
    }

    private async Task<ReadOnlyMemory<byte>> ExecuteAsync(
        Operation subscription, object? value, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.Timeout);
        var operation = new Operation(subscription);
        operation.Start(timeout.Token);
        try
        {
            var root = strategy.RootOf(operation, operation.Schema.Subscription!);
            var node = root.SubFields![0];
            node.Result = value;
            await strategy.CompleteAsync(operation, node);
            return Write([.. operation.Errors], new ResponseTree(root.PropagateNull() ? null : root));
        }
        catch (OperationCanceledException) when (
            !cancellationToken.IsCancellationRequested && timeout.IsCancellationRequested)
        {
            return Write([new Problem(ProblemCodes.Timeout, "An event took too long.")], data: null);
        }
    }

    private ReadOnlyMemory<byte> Write(IReadOnlyCollection<ExecutionError> errors, ResponseTree? data)
    {
        var buffer = new ArrayBufferWriter<byte>();
        ResponseWriter.Write(buffer, errors, options.MaxErrors, data);
        return buffer.WrittenMemory;
    }
}
