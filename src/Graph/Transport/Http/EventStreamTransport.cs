using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Slotline.Graph.Transport.Http;

/// <summary>GraphQL over server-sent events, one stream to each request.</summary>
internal sealed class EventStreamTransport(
    LiveConnections connections,
    TransportMetrics metrics,
    IHostApplicationLifetime lifetime,
    IOptions<GraphTransportOptions> options,
    ILogger<EventStreamTransport> log)
{
    private readonly GraphTransportOptions _options = options.Value;

    /// <summary>A single answer, as the only event of a stream.</summary>
    public static async Task WriteAnswerAsync(HttpContext context, GraphAnswer answer)
    {
        using var buffer = new PooledBuffer();
        answer.WriteTo(buffer);
        Begin(context.Response);
        EventWriter.Write(context.Response.BodyWriter, buffer.Written.Span);
        EventWriter.WriteComplete(context.Response.BodyWriter);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    public async Task WriteStreamAsync(HttpContext context, GraphStream stream, CancellationTokenSource ending)
    {
        var rights = context.Features.Get<LiveRights>() ?? LiveRights.Nobody;
        using var byAddress = connections.TryEnter(context.Connection.RemoteIpAddress) ?? throw TooMany();
        using var byUser = rights.User is null ? null : connections.TryEnter(rights.User) ?? throw TooMany();
        await using var rightsEnd = rights.Ended.UnsafeRegister(Cancel, ending);
        await using var stop = lifetime.ApplicationStopping.UnsafeRegister(Cancel, ending);
        metrics.StreamOpened();
        try
        {
            await PumpAsync(context, stream, ending);
        }
        finally
        {
            metrics.StreamClosed();
        }
    }

    private static void Cancel(object? ending) => ((CancellationTokenSource)ending!).Cancel();

    private static Rejection TooMany() =>
        new(StatusCodes.Status429TooManyRequests, "Too many connections are open.", Rejection.TooManyRequests);

    private static void Begin(HttpResponse http)
    {
        http.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.StatusCode = StatusCodes.Status200OK;
        http.ContentType = "text/event-stream; charset=utf-8";
        http.Headers.CacheControl = "no-store, no-transform";
        http.Headers.XContentTypeOptions = "nosniff";
        // nginx holds a response back until it has enough of it, unless it is told not to.
        http.Headers["X-Accel-Buffering"] = "no";
    }

    private async Task PumpAsync(HttpContext context, GraphStream stream, CancellationTokenSource ending)
    {
        Begin(context.Response);
        using var writer = new EventWriter(context.Response.BodyWriter, _options.SendTimeout, ending);
        var beating = BeatAsync(context, writer, ending.Token);
        try
        {
            await foreach (var response in stream.Responses.WithCancellation(ending.Token))
                await writer.NextAsync(response);
            await writer.CompleteAsync();
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Gone, signed out or shutting down. Without "complete" a client that is still there asks again.
        }
        catch (TimeoutException)
        {
            CutOff(context);
        }
        catch (StreamOverrunException overrun)
        {
            metrics.ReaderCutOff();
            await writer.CommentAsync(overrun.Message);
        }
        catch (Exception fault)
        {
            await TellFaultAsync(writer, Faults.Log(log, fault));
        }
        finally
        {
            await ending.CancelAsync();
            await beating;
        }
    }

    private static async Task TellFaultAsync(EventWriter writer, Rejection fault)
    {
        using var buffer = new PooledBuffer();
        fault.ToAnswer(GraphStatus.Fault).WriteTo(buffer);
        await writer.NextAsync(buffer.Written);
        await writer.CompleteAsync();
    }

    private async Task BeatAsync(HttpContext context, EventWriter writer, CancellationToken ending)
    {
        try
        {
            using var timer = new PeriodicTimer(_options.HeartbeatInterval);
            do
                await writer.BeatAsync();
            while (await timer.WaitForNextTickAsync(ending));
        }
        catch (OperationCanceledException)
        {
            // The stream ended.
        }
        catch (TimeoutException)
        {
            CutOff(context);
        }
    }

    private void CutOff(HttpContext context)
    {
        metrics.ReaderCutOff();
        log.LogWarning("An event stream was cut off: nothing of it was taken for {Timeout}", _options.SendTimeout);
        context.Abort();
    }

    /// <summary>Writes whole events, one at a time, and waits until each was taken.</summary>
    private sealed class EventWriter(PipeWriter output, TimeSpan timeout, CancellationTokenSource ending)
        : IDisposable
    {
        private readonly SemaphoreSlim _turn = new(1, 1);

        public Task NextAsync(ReadOnlyMemory<byte> response) => InTurnAsync(() => Write(output, response.Span));

        public Task CompleteAsync() => InTurnAsync(() => WriteComplete(output));

        public Task BeatAsync() => InTurnAsync(() => output.Write(":\n\n"u8));

        /// <summary>Says something to whoever reads the stream itself; programs pass it over.</summary>
        public Task CommentAsync(string text) =>
            InTurnAsync(() => output.Write(Encoding.UTF8.GetBytes($": {text.ReplaceLineEndings(" ")}\n\n")));

        public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> response)
        {
            output.Write("event: next\n"u8);
            // A line break would end the event early. JSON may be broken anywhere outside of its texts, where a reader
            // that joins the lines again finds the same document.
            foreach (var line in response.Split((byte)'\n'))
            {
                output.Write("data: "u8);
                output.Write(response[line].TrimEnd((byte)'\r'));
                output.Write("\n"u8);
            }

            output.Write("\n"u8);
        }

        // Readers ignore an event without data.
        public static void WriteComplete(IBufferWriter<byte> output) => output.Write("event: complete\ndata:\n\n"u8);

        public void Dispose() => _turn.Dispose();

        private async Task InTurnAsync(Action write)
        {
            await _turn.WaitAsync(ending.Token);
            try
            {
                write();
                var flush = output.FlushAsync(ending.Token);
                var result = flush.IsCompletedSuccessfully
                    ? flush.Result
                    : await flush.AsTask().WaitAsync(timeout, ending.Token);
                if (!result.IsCompleted)
                    return;
                await ending.CancelAsync();
                ending.Token.ThrowIfCancellationRequested();
            }
            finally
            {
                _turn.Release();
            }
        }
    }
}
