using System.Collections.Concurrent;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Slotline.Graph.Engine.Execution;

/// <summary>
/// Runs every resolver that can run, then sends the batches they wait for, and again, until none is left. So resolvers
/// are ordinary methods that await a loader, and what they ask for at one depth is loaded together. The root fields of
/// a mutation run one after the other, each to its end, and none sees what an earlier one had loaded.
/// </summary>
internal class BatchingStrategy(Faults faults, int maxErrors) : ExecutionStrategy
{
    public RootExecutionNode RootOf(Operation operation, IObjectGraphType type) =>
        BuildExecutionRootNode(operation, type);

    public override async Task ExecuteNodeTreeAsync(GraphQL.Execution.ExecutionContext context, ExecutionNode rootNode)
    {
        var operation = (Operation)context;
        if (operation.Operation.Operation != OperationType.Mutation || rootNode is not RootExecutionNode root)
        {
            await RunAsync(operation, rootNode);
            return;
        }

        foreach (var field in root.SubFields!)
        {
            operation.Forget();
            await RunAsync(operation, field);
        }
    }

    /// <summary>Executes what hangs under a node whose own value is known.</summary>
    public Task CompleteAsync(Operation operation, ExecutionNode node) => RunAsync(operation, node, isKnown: true);

    protected override Task<bool> ProcessNodeUnhandledExceptionAsync(
        GraphQL.Execution.ExecutionContext context, ExecutionNode node, Exception ex)
    {
        // What is not shown is not logged either: a list of failing items must not flood the log.
        SetNodeError(
            context, node, context.Errors.Count < maxErrors ? faults.Of(ex, Faults.Where(node)) : Problem.Hidden());
        return Task.FromResult(false);
    }

    private async Task RunAsync(Operation operation, ExecutionNode start, bool isKnown = false)
    {
        var run = new Run(operation.Batches.Changed);
        if (isKnown)
        {
            await CompleteNodeAsync(operation, start);
            run.AddChildren(start);
        }
        else
        {
            run.Ready.Enqueue(start);
        }

        while (true)
        {
            while (run.Ready.TryDequeue(out var node))
            {
                operation.CancellationToken.ThrowIfCancellationRequested();
                run.Watch(node, ExecuteNodeAsync(operation, node));
            }

            await run.CollectAsync();
            if (run.Ready.Count > 0 || operation.Batches.TryDispatch())
                continue;
            if (!run.IsWaiting)
                return;
            await operation.Batches.Changed.WaitAsync().WaitAsync(operation.CancellationToken);
        }
    }

    /// <summary>The nodes that can be executed, and those whose resolvers are still at work.</summary>
    private sealed class Run(Signal changed)
    {
        private readonly ConcurrentQueue<(ExecutionNode Node, Task Task)> _finished = new();
        private int _working;

        public Queue<ExecutionNode> Ready { get; } = new();

        public bool IsWaiting => _working > 0;

        public void AddChildren(ExecutionNode node)
        {
            if (node is IParentExecutionNode parent)
                parent.ApplyToChildren(static (child, ready) => ready.Enqueue(child), Ready);
        }

        public void Watch(ExecutionNode node, Task task)
        {
            if (task.IsCompletedSuccessfully)
            {
                AddChildren(node);
                return;
            }

            _working++;
            task.ContinueWith(
                static (done, state) =>
                {
                    var (run, node) = ((Run, ExecutionNode))state!;
                    run.Finish(node, done);
                },
                (this, node),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }

        /// <summary>Takes up those that have finished; the failure of one, which is a fault, ends the run.</summary>
        public async Task CollectAsync()
        {
            while (_finished.TryDequeue(out var finished))
            {
                _working--;
                await finished.Task;
                AddChildren(finished.Node);
            }
        }

        private void Finish(ExecutionNode node, Task task)
        {
            _finished.Enqueue((node, task));
            changed.Set();
        }
    }
}
