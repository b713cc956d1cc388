using System.Net.WebSockets;
using System.Runtime.InteropServices;
using System.Text.Json;
using Slotline.Graph.Transport.Http;
using Slotline.Graph.Transport.Rates;

namespace Slotline.Graph.Transport.Sockets;

/// <summary>One WebSocket that speaks <c>graphql-transport-ws</c>, from its handshake to its end.</summary>
internal sealed class GraphSocket : IDisposable
{
    private const string RightsEnded = "The session ended; sign in again.";

    private static readonly byte[] Ack = """{"type":"connection_ack"}"""u8.ToArray();
    private static readonly byte[] Ping = """{"type":"ping"}"""u8.ToArray();
    private static readonly byte[] Pong = """{"type":"pong"}"""u8.ToArray();
    private static readonly byte[] PongPrefix = """{"type":"pong","payload":"""u8.ToArray();
    private static readonly byte[] Suffix = "}"u8.ToArray();

    private readonly WebSocket _socket;
    private readonly HttpContext _handshake;
    private readonly SocketSurroundings _around;
    private readonly SocketReader _reader;
    private readonly SocketWriter _writer;
    private readonly SocketOperations _operations;
    private readonly SocketOperationRunner _runner;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationTokenSource _cut = new();
    private readonly Timer _initDeadline;
    private bool _introduced;
    private SocketAdmitted? _admitted;
    private IDisposable? _placeOfUser;
    private CancellationTokenRegistration _rightsEnd;
    private Task? _closing;

    public GraphSocket(WebSocket socket, HttpContext handshake, SocketSurroundings around)
    {
        _socket = socket;
        _handshake = handshake;
        _around = around;
        _reader = new SocketReader(socket, around.Options.MaxMessageBytes);
        _writer = new SocketWriter(socket, around.Options.SendTimeout, () => CloseAsync(
            CloseCode.TryAgainLater, "Nothing was taken for too long; come back and catch up."));
        _operations = new SocketOperations(around.Options.MaxOperationsPerSocket);
        _runner = new SocketOperationRunner(around, _operations, _writer, CloseAsync);
        _initDeadline = new Timer(_ => CloseAsync(
            CloseCode.ConnectionInitialisationTimeout, "Connection initialisation timeout"));
    }

    private RateAsker Asker => RateAsker.Of(_handshake, _admitted?.Rights.User);

    private bool IsClosing => Volatile.Read(ref _closing) is not null;

    /// <summary>Serves the socket until it ends; one that is refused from the start is only told why.</summary>
    public async Task RunAsync(SocketClosing? refusal)
    {
        using var stop = _around.Lifetime.ApplicationStopping.UnsafeRegister(
            static self => ((GraphSocket)self!).CloseAsync(CloseCode.GoingAway, "The server is shutting down."), this);
        _initDeadline.Change(_around.Options.ConnectionInitTimeout, Timeout.InfiniteTimeSpan);
        var pinging = _around.Options.PingInterval > TimeSpan.Zero ? PingAsync() : Task.CompletedTask;
        try
        {
            if (refusal is not null)
                await CloseAsync(refusal.Code, refusal.Message);
            await ReceiveAsync();
        }
        catch (Exception e) when (SocketWriter.IsLost(e))
        {
            // The connection broke, or was cut off; what it had open is ended below.
        }
        finally
        {
            await EndAsync();
            await pinging;
        }
    }

    public void Dispose()
    {
        _initDeadline.Dispose();
        _rightsEnd.Dispose();
        _placeOfUser?.Dispose();
        _writer.Dispose();
        _ending.Dispose();
        _cut.Dispose();
    }

    private async Task ReceiveAsync()
    {
        while (!IsClosing)
        {
            try
            {
                using var message = await _reader.ReadAsync(_cut.Token);
                if (message is null)
                {
                    await AnswerCloseAsync();
                    return;
                }

                if (!IsClosing)
                    await HandleAsync(message);
            }
            catch (SocketClosing closing)
            {
                await CloseAsync(closing.Code, closing.Message);
            }
        }

        // A socket that is torn down with unread input resets the connection, which can overtake our close frame.
        await _reader.DrainAsync(_cut.Token);
    }

    private async Task HandleAsync(PooledBuffer message)
    {
        using var document = Parse(message);
        var read = SocketMessage.Read(document.RootElement);
        switch (read.Type)
        {
            case SocketMessageType.ConnectionInit:
                await IntroduceAsync(read.Payload);
                break;
            case SocketMessageType.Ping:
                await AnswerPingAsync(read.Payload);
                break;
            case SocketMessageType.Subscribe:
                await OpenAsync(read);
                break;
            case SocketMessageType.Complete:
                _operations.End(read.Id);
                break;
            default:
                break;
        }
    }

    private static JsonDocument Parse(PooledBuffer message)
    {
        try
        {
            return RequestJson.Parse(message.Written);
        }
        catch (Rejection)
        {
            throw SocketClosing.BadRequest("The message is not JSON.");
        }
    }

    private async Task IntroduceAsync(JsonElement payload)
    {
        if (_introduced)
            throw new SocketClosing(CloseCode.TooManyInitialisationRequests, "Too many initialisation requests");
        _introduced = true;
        await _initDeadline.DisposeAsync();
        var admission = await AuthenticateAsync(payload);
        if (admission is not SocketAdmitted admitted)
            throw new SocketClosing(CloseCode.Forbidden, ((SocketRefused)admission).Reason);
        if (admitted.Rights.User is { } user)
        {
            _placeOfUser = _around.Connections.TryEnter(user);
            if (_placeOfUser is null)
                throw new SocketClosing(CloseCode.TryAgainLater, "Too many connections of this user are open.");
        }

        if (admitted.Rights.Ended.IsCancellationRequested)
            throw new SocketClosing(CloseCode.Forbidden, RightsEnded);
        _rightsEnd = admitted.Rights.Ended.UnsafeRegister(
            static self => ((GraphSocket)self!).CloseAsync(CloseCode.Forbidden, RightsEnded), this);
        _admitted = admitted;
        await _writer.SendAsync(Ack, _ending.Token);
    }

    private async Task<SocketAdmission> AuthenticateAsync(JsonElement payload)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
        deadline.CancelAfter(_around.Options.AuthenticationTimeout);
        try
        {
            return await _around.Authenticate(_handshake, payload, deadline.Token);
        }
        catch (Exception fault) when (!_ending.IsCancellationRequested)
        {
            Faults.Log(_around.Log, fault);
            throw new SocketClosing(CloseCode.TryAgainLater, "Signing in failed; try again later.");
        }
    }

    private async ValueTask AnswerPingAsync(JsonElement payload)
    {
        if (await WaitAsync() is { } seconds)
            throw new SocketClosing(CloseCode.TryAgainLater, RateHeaders.TooOften(seconds));
        if (payload.ValueKind == JsonValueKind.Undefined)
        {
            await _writer.SendAsync(Pong, _ending.Token);
            return;
        }

        var echo = JsonMarshal.GetRawUtf8Value(payload).ToArray();
        await _writer.SendAsync(PongPrefix, echo, Suffix, _ending.Token);
    }

    private async Task PingAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(_around.Options.PingInterval);
            while (await timer.WaitForNextTickAsync(_ending.Token))
                await _writer.SendAsync(Ping, _ending.Token);
        }
        catch (OperationCanceledException)
        {
            // The socket ended.
        }
    }

    private async Task OpenAsync(SocketMessage message)
    {
        if (_admitted is not { } admitted)
            throw new SocketClosing(CloseCode.Unauthorized, "Unauthorized");
        if (_operations.Has(message.Id))
            throw new SocketClosing(
                CloseCode.SubscriberAlreadyExists, $"Subscriber for {message.Id} already exists");
        var request = message.ToRequest();
        var operation = new SocketOperation(message.Id, message.IdJson.GetRawText(), _ending.Token);
        var wait = await WaitAsync();
        if (wait is null && _operations.TryAdd(operation))
        {
            // On a thread of its own, so that a document which takes long to check cannot keep "complete" waiting.
            var asker = Asker;
            _ = Task.Run(() => _runner.RunAsync(operation, request, asker, admitted.Prepare));
            return;
        }

        using (operation)
        {
            var reason = wait is { } seconds
                ? RateHeaders.TooOften(seconds)
                : $"A socket has at most {_around.Options.MaxOperationsPerSocket} operations open.";
            await _runner.TellErrorAsync(operation, new Rejection(
                StatusCodes.Status429TooManyRequests, reason, Rejection.TooManyRequests)
                .ToAnswer(GraphStatus.TooManyRequests));
        }
    }

    /// <summary>Seconds to wait, when there have been too many messages; null when one more may come.</summary>
    private async ValueTask<int?> WaitAsync()
    {
        if (_around.Rates is not { } rates)
            return null;
        var verdict = await rates.TakeAsync(Asker, _ending.Token);
        return verdict.IsGiven ? null : verdict.RetrySeconds;
    }

    /// <summary>Ends once the close frame has left, or cannot leave. Only the first reason is told.</summary>
    private Task CloseAsync(CloseCode code, string reason)
    {
        lock (_gate)
            return _closing ??= Task.Run(() => CloseOnceAsync(code, reason));
    }

    private async Task CloseOnceAsync(CloseCode code, string reason)
    {
        _around.Metrics.Closing((int)code);
        await _ending.CancelAsync();
        await _writer.CloseAsync(code, reason);
        _cut.CancelAfter(_around.Options.CloseTimeout);
    }

    private Task AnswerCloseAsync()
    {
        var code = _socket.CloseStatus is { } status && status != WebSocketCloseStatus.Empty
            ? status
            : WebSocketCloseStatus.NormalClosure;
        return CloseAsync((CloseCode)code, "");
    }

    // From here on nothing starts to close the socket any more, and what has started is waited for.
    private async Task EndAsync()
    {
        Task closing;
        lock (_gate)
            closing = _closing ??= Task.CompletedTask;
        await closing;
        await _ending.CancelAsync();
        if (_writer.WasCutOff)
            _around.Metrics.ReaderCutOff();
        try
        {
            await _operations.AllEndedAsync().WaitAsync(_around.Options.CloseTimeout);
        }
        catch (TimeoutException)
        {
            _around.Log.LogWarning(
                "An operation went on {Timeout} after its socket ended", _around.Options.CloseTimeout);
        }
    }
}
