using GraphQL.Types;
using GraphQLParser.AST;
using Microsoft.Extensions.Options;
using Slotline.Domain.Directory;
using Slotline.Graph.Engine.Documents;
using Slotline.Graph.Engine.Output;
using Slotline.Graph.Engine.Subscriptions;
using Slotline.Graph.Transport;

namespace Slotline.Graph.Engine.Execution;

/// <summary>The way of a request: prepared document, operation, rights, variables, execution, answer.</summary>
internal sealed class GraphEngine : IGraphEngine
{
    private readonly ISchema _schema;
    private readonly DocumentCache _cache;
    private readonly Admission _admission;
    private readonly GraphEngineOptions _options;
    private readonly Faults _faults;
    private readonly BatchingStrategy _strategy;
    private readonly DocumentPreparation _documents;
    private readonly SubscriptionRunner _subscriptions;

    public GraphEngine(
        Schema schema,
        DocumentCache cache,
        IOptions<GraphEngineOptions> options,
        IServiceScopeFactory scopes,
        ILogger<GraphEngine> logger)
    {
        _schema = schema;
        _cache = cache;
        _options = options.Value;
        _faults = new Faults(logger);
        _admission = new Admission(_options);
        _strategy = _options.ResolvesEverything
            ? new BatchingStrategy(_faults, _options.MaxErrors)
            : new MixedStrategy(_faults, _options.MaxErrors);
        _documents = new DocumentPreparation(schema, _options);
        _subscriptions = new SubscriptionRunner(_strategy, _faults, _options, scopes);
    }

    public async Task<GraphOutcome> ExecuteAsync(
        GraphRequest request, GraphCall call, CancellationToken cancellationToken)
    {
        if (_admission.Refuse(request, call, out var text) is { } untaken)
            return Answer(untaken.Status, [untaken.Problem]);

        var prepared = await PrepareAsync(text, call);
        if (prepared.Problems.Count > 0)
        {
            var isSyntax = prepared.Problems[0].Code == ProblemCodes.ParseFailed;
            return Answer(isSyntax ? GraphStatus.SyntaxError : GraphStatus.BadRequest, prepared.Problems);
        }

        if (prepared.Find(request.OperationName) is not { } operation)
        {
            return Refuse(new Problem(
                ProblemCodes.OperationNotFound, "`operationName` must name one of the document's operations."));
        }

        if (_admission.Refuse(operation, call) is { } refused)
            return Answer(refused.Status, [refused.Problem]);

        return await Admission.WaitAsync(operation, call, cancellationToken) is { } seconds
            ? Answer(GraphStatus.TooManyRequests, [Problem.TooOften(seconds)]) with { RetrySeconds = seconds }
            : await ExecuteAsync(prepared.Document!, operation, request with { Query = text }, call, cancellationToken);
    }

    private async Task<GraphOutcome> ExecuteAsync(
        GraphQLDocument document,
        PreparedOperation operation,
        GraphRequest request,
        GraphCall call,
        CancellationToken cancellationToken)
    {
        var problems = new List<Problem>();
        var variables = VariableReader.Read(document, operation, request.Variables, problems);
        if (problems.Count > 0)
            return Answer(GraphStatus.BadRequest, problems);

        var cost = _admission.CostOf(operation, variables);
        if (cost.IsTooHigh)
            return Answer(GraphStatus.BadRequest, [Problem.TooDear(cost)], cost);

        var context = new Operation(_schema, document, operation, variables)
        {
            ExecutionStrategy = _strategy,
            RequestServices = call.Services,
        };
        context.Start(cancellationToken);
        return operation.IsSubscription
            ? await _subscriptions.StartAsync(
                context,
                _strategy.RootOf(context, operation.RootType),
                () => Question.Of(request, operation, call.Services.GetService<Caller>()))
            : await RunAsync(context, operation, cost, cancellationToken);
    }

    private async Task<PreparedDocument> PrepareAsync(string text, GraphCall call)
    {
        if (_cache.Find(text) is { } known)
            return known;

        var prepared = await _documents.PrepareAsync(text, _admission.ShowsSchema(call));
        if (prepared.Problems.Count == 0)
            _cache.Add(text, prepared);
        return prepared;
    }

    private async Task<GraphOutcome> RunAsync(
        Operation context, PreparedOperation operation, Cost cost, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_options.Timeout);
        context.Start(timeout.Token);
        try
        {
            var root = _strategy.RootOf(context, operation.RootType);
            await _strategy.ExecuteNodeTreeAsync(context, root);
            var data = new ResponseTree(root.PropagateNull() ? null : root);
            return new GraphAnswer(
                context.Errors.Count == 0 ? GraphStatus.Executed : GraphStatus.ExecutedWithErrors,
                buffer => ResponseWriter.Write(buffer, [.. context.Errors], _options.MaxErrors, data, cost));
        }
        catch (OperationCanceledException) when (
            !cancellationToken.IsCancellationRequested && timeout.IsCancellationRequested)
        {
            return Answer(GraphStatus.Fault, [new Problem(
                ProblemCodes.Timeout, $"It took longer than {_options.Timeout.TotalSeconds:0} seconds.")]);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Answer(GraphStatus.Fault, [_faults.Of(exception, "the operation")]);
        }
    }

    private GraphAnswer Refuse(Problem problem) => Answer(GraphStatus.BadRequest, [problem]);

    private GraphAnswer Answer(GraphStatus status, IReadOnlyCollection<Problem> problems, Cost? cost = null) =>
        new(status, buffer => ResponseWriter.Write(buffer, problems, _options.MaxErrors, data: null, cost));
}
