using System.Buffers;
using System.Text.Json;
using Slotline.Graph.Transport.Http;
using Slotline.Graph.Transport.Rates;

namespace Slotline.Graph.Transport;

/// <summary>What the transports know of the engine behind them: they carry requests in and bytes out.</summary>
public interface IGraphEngine
{
    /// <summary>
    /// Runs one operation. Everything a caller did wrong comes back as an answer; an exception is a fault,
    /// except the cancellation of <paramref name="cancellationToken"/>.
    /// </summary>
    Task<GraphOutcome> ExecuteAsync(GraphRequest request, GraphCall call, CancellationToken cancellationToken);
}

/// <summary>One GraphQL request, as GraphQL over HTTP names its parameters.</summary>
public sealed record GraphRequest(
    string? Query,
    string? OperationName,
    JsonElement Variables,
    JsonElement Extensions,
    string? DocumentId);

/// <summary>How the request came.</summary>
/// <param name="Services">The scope of this operation; the scoped values of who is calling are in it.</param>
/// <param name="IsReadOnly">Mutations are refused, because it came by a safe HTTP method.</param>
public sealed record GraphCall(IServiceProvider Services, bool IsReadOnly)
{
    /// <summary>Whose allowance it takes from.</summary>
    public RateAsker Asker { get; init; } = new(null, null);
}

/// <summary>Either one answer or a stream of them.</summary>
public abstract record GraphOutcome;

/// <summary>How far the operation came, which decides the HTTP status.</summary>
public enum GraphStatus
{
    /// <summary>It was executed and there are no errors.</summary>
    Executed,

    /// <summary>It was executed, with errors beside its data, or data that an error turned to null.</summary>
    ExecutedWithErrors,

    /// <summary>The document is not GraphQL; nothing was executed.</summary>
    SyntaxError,

    /// <summary>
    /// The document does not fit the schema or the limits, or its variables do not; nothing was executed.
    /// </summary>
    BadRequest,

    /// <summary>It is a mutation, which a safe HTTP method must not carry.</summary>
    MethodNotAllowed,

    /// <summary>Nobody is signed in, and the operation needs somebody.</summary>
    Unauthenticated,

    /// <summary>A limit on rates refused it.</summary>
    TooManyRequests,

    /// <summary>The server failed before anything was executed.</summary>
    Fault,
}

/// <summary>One complete response, written as JSON in UTF-8 on demand.</summary>
public sealed record GraphAnswer(GraphStatus Status, Action<IBufferWriter<byte>> WriteTo) : GraphOutcome
{
    /// <summary>With TooManyRequests, after how long to try again.</summary>
    public int? RetrySeconds { get; init; }
}

/// <summary>
/// The responses of a subscription, each complete JSON in UTF-8. The next event is executed only when it is asked for,
/// so a slow reader slows its own stream and nothing else. The memory is shared between readers and never changes.
/// The stream ends when the cancellation token of its execution is cancelled, read or not. One that cannot keep up
/// with its events and may not skip any ends with a <see cref="StreamOverrunException"/>.
/// </summary>
public sealed record GraphStream(IAsyncEnumerable<ReadOnlyMemory<byte>> Responses) : GraphOutcome;
