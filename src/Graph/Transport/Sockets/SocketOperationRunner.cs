using System.Runtime.InteropServices;
using System.Text.Json;
using Slotline.Graph.Transport.Http;
using Slotline.Graph.Transport.Rates;

namespace Slotline.Graph.Transport.Sockets;

/// <summary>Executes operations and says on the socket what becomes of them.</summary>
internal sealed class SocketOperationRunner(
    SocketSurroundings around,
    SocketOperations operations,
    SocketWriter writer,
    Func<CloseCode, string, Task> close)
{
    private static readonly byte[] Suffix = "}"u8.ToArray();

    /// <summary>
    /// Never throws: whatever happens is said on the socket, or logged where nobody listens any more.
    /// </summary>
    public async Task RunAsync(
        SocketOperation operation, GraphRequest request, RateAsker asker, Action<IServiceProvider> prepare)
    {
        around.Metrics.OperationStarted();
        try
        {
            await using var scope = around.Scopes.CreateAsyncScope();
            prepare(scope.ServiceProvider);
            var call = new GraphCall(scope.ServiceProvider, IsReadOnly: false) { Asker = asker };
            var outcome = await around.Engine.ExecuteAsync(request, call, operation.Ending);
            await TellAsync(operation, outcome);
        }
        catch (Exception e) when (SocketWriter.IsLost(e) && (operation.Ending.IsCancellationRequested || writer.IsGone))
        {
            // The client completed it, or the socket ended.
        }
        catch (StreamOverrunException overrun)
        {
            around.Metrics.ReaderCutOff();
            await close(CloseCode.TryAgainLater, overrun.Message);
        }
        catch (Exception fault)
        {
            await TellFaultAsync(operation, Faults.Log(around.Log, fault));
        }
        finally
        {
            operations.Ended(operation);
            around.Metrics.OperationEnded();
        }
    }

    /// <summary>Sends the errors of an answer that has no data; nothing follows it.</summary>
    public async Task TellErrorAsync(SocketOperation operation, GraphAnswer answer)
    {
        using var buffer = new PooledBuffer();
        answer.WriteTo(buffer);
        using var document = JsonDocument.Parse(buffer.Written);
        var errors = JsonMarshal.GetRawUtf8Value(document.RootElement.GetProperty("errors"u8)).ToArray();
        await writer.SendAsync(operation.ErrorPrefix(), errors, Suffix, operation.Ending);
    }

    private async Task TellAsync(SocketOperation operation, GraphOutcome outcome)
    {
        if (outcome is GraphStream stream)
        {
            await foreach (var response in stream.Responses.WithCancellation(operation.Ending))
                await writer.SendAsync(operation.NextPrefix, response, Suffix, operation.Ending);
        }
        else if (outcome is GraphAnswer answer)
        {
            if (!StatusRules.WasExecuted(answer.Status))
            {
                if (operations.Free(operation))
                    await TellErrorAsync(operation, answer);
                return;
            }

            using var buffer = new PooledBuffer();
            answer.WriteTo(buffer);
            await writer.SendAsync(operation.NextPrefix, buffer.Written, Suffix, operation.Ending);
        }

        // Freed before the message leaves: a client may use the id again as soon as it reads it.
        if (operations.Free(operation))
            await writer.SendAsync(operation.CompleteMessage(), operation.Ending);
    }

    private async Task TellFaultAsync(SocketOperation operation, Rejection fault)
    {
        try
        {
            if (operations.Free(operation))
                await TellErrorAsync(operation, fault.ToAnswer(GraphStatus.Fault));
        }
        catch (OperationCanceledException)
        {
            // It is in the log, and the client is gone.
        }
    }
}
