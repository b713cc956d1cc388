using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Slotline.Graph.Transport;
using Slotline.Graph.Transport.Http;

namespace Slotline.Graph.Tests.Transport;

/// <summary>Answers a handful of documents that each show the transports one thing an engine can say.</summary>
internal sealed class FakeEngine : IGraphEngine
{
    private int _produced;
    private int _open;
    private readonly TaskCompletionSource _yield = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How many events were asked of all streams together.</summary>
    public int Produced => Volatile.Read(ref _produced);

    /// <summary>How many executions and streams have not ended.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Lets the stubborn streams end that were cancelled long ago.</summary>
    public void Yield() => _yield.TrySetResult();

    public async Task<GraphOutcome> ExecuteAsync(
        GraphRequest request, GraphCall call, CancellationToken cancellationToken)
    {
        var document = request.Query ?? "";
        if (document.StartsWith("mutation", StringComparison.Ordinal) && call.IsReadOnly)
            return Error(GraphStatus.MethodNotAllowed, "A mutation needs POST.", "METHOD_NOT_ALLOWED");
        if (document.Contains("slow", StringComparison.Ordinal))
            await WaitAsync(cancellationToken);
        return document switch
        {
            "{ syntax" or "{" => Error(GraphStatus.SyntaxError, "Expected a name.", "SYNTAX_ERROR"),
            "{ unknown }" or "{ 8f31403dfe404bccbb0e835f2629c6a7 }" or "query CoerceFailure($id: ID!){ __typename }" =>
                Error(GraphStatus.BadRequest, "There is no field unknown.", "GRAPHQL_VALIDATION_FAILED"),
            "{ secret }" => Error(GraphStatus.Unauthenticated, "Sign in.", "UNAUTHENTICATED"),
            "{ often }" => Error(GraphStatus.TooManyRequests, "Wait.", "TOO_MANY_REQUESTS"),
            "{ broken }" => Error(GraphStatus.Fault, "Internal server error.", "INTERNAL_SERVER_ERROR"),
            "{ partial }" => Json(GraphStatus.ExecutedWithErrors, """{"errors":[{"message":"No."}],"data":null}"""),
            "{ throws }" => throw new InvalidOperationException("a detail that nobody outside may read"),
            "{ unwritable }" => new GraphAnswer(GraphStatus.Executed, _ => throw new InvalidOperationException("half")),
            "{ lines }" => Json(GraphStatus.Executed, "{\r\n  \"data\": {\n    \"a\": 1\n  }\n}"),
            "{ big }" => Json(GraphStatus.Executed, $$$"""{"data":{"big":"{{{new string('x', 200_000)}}}"}}"""),
            "{ caller }" => Data($"\"{call.Services.GetRequiredService<CallerName>().Value}\""),
            "{ echo }" => Data(Echo(request)),
            "subscription { numbers }" => Stream(Numbers(3, cancellationToken)),
            "subscription { endless }" => Stream(Numbers(int.MaxValue, cancellationToken)),
            "subscription { large }" => Stream(Numbers(int.MaxValue, cancellationToken, padding: 60_000)),
            "subscription { silent }" => Stream(Silence(cancellationToken)),
            "subscription { stubborn }" => Stream(Stubborn()),
            "subscription { failing }" => Stream(Failing(new InvalidOperationException("a detail"))),
            "subscription { overrun }" => Stream(Failing(new StreamOverrunException("Events were missed."))),
            _ => Data("\"Query\""),
        };
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _open);
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private static string Echo(GraphRequest request) => JsonSerializer.Serialize(new
    {
        request.OperationName,
        request.DocumentId,
        Variables = request.Variables.ValueKind == JsonValueKind.Undefined ? null : request.Variables.GetRawText(),
        Extensions = request.Extensions.ValueKind == JsonValueKind.Undefined ? null : request.Extensions.GetRawText(),
    });

    private static GraphStream Stream(IAsyncEnumerable<ReadOnlyMemory<byte>> responses) => new(responses);

    private static GraphAnswer Data(string json) => Json(GraphStatus.Executed, $$$"""{"data":{"value":{{{json}}}}}""");

    private static GraphAnswer Error(GraphStatus status, string message, string code) => Json(
        status, $$$"""{"errors":[{"message":"{{{message}}}","extensions":{"code":"{{{code}}}"}}]}""");

    private static GraphAnswer Json(GraphStatus status, string json) =>
        new(status, buffer => Encoding.UTF8.GetBytes(json, buffer));

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> Numbers(
        int count, [EnumeratorCancellation] CancellationToken cancellationToken, int padding = 0)
    {
        Interlocked.Increment(ref _open);
        try
        {
            for (var i = 1; i <= count; i++)
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                Interlocked.Increment(ref _produced);
                yield return Encoding.UTF8.GetBytes(
                    $$$"""{"data":{"numbers":{{{i}}}}{{{new string(' ', padding)}}}}""");
            }
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> Silence(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await WaitAsync(cancellationToken);
        yield break;
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> Stubborn()
    {
        Interlocked.Increment(ref _open);
        await _yield.Task;
        Interlocked.Decrement(ref _open);
        yield break;
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Failing(Exception failure)
    {
        yield return """{"data":{"numbers":1}}"""u8.ToArray();
        await Task.Yield();
        throw failure;
    }
}

/// <summary>Stands for the caller: a scoped value that authentication fills in.</summary>
internal sealed class CallerName
{
    public string Value { get; set; } = "nobody";
}
