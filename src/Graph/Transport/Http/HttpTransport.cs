using Microsoft.Extensions.Options;
using Slotline.Graph.Transport.Rates;

namespace Slotline.Graph.Transport.Http;

/// <summary>GraphQL over HTTP: one request, and an answer or a stream of events.</summary>
internal sealed class HttpTransport(
    IGraphEngine engine,
    EventStreamTransport events,
    IOptions<GraphTransportOptions> options,
    IRateGate? rates = null)
{
    private const string AllowedMethods = "GET, POST";

    private readonly GraphTransportOptions _options = options.Value;

    public static Task RejectAsync(HttpContext context, Rejection rejection)
    {
        var options = context.RequestServices.GetRequiredService<IOptions<GraphTransportOptions>>().Value;
        var status = StatusRules.Of(rejection, options.UseDraftStatuses);
        var mediaType = Negotiation.Of(context.Request.Headers.Accept).Json ?? Negotiation.PlainJson;
        return HttpAnswers.WriteAsync(context.Response, status, mediaType, rejection.ToAnswer(GraphStatus.BadRequest));
    }

    public async Task HandleAsync(HttpContext context)
    {
        var negotiation = Negotiation.Of(context.Request.Headers.Accept);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        try
        {
            await RunAsync(context, negotiation, ending);
        }
        catch (Rejection rejection)
        {
            await RejectAsync(context, rejection);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client went away; nobody is left to answer.
        }
    }

    private async Task RunAsync(HttpContext context, Negotiation negotiation, CancellationTokenSource ending)
    {
        var isGet = HttpMethods.IsGet(context.Request.Method);
        if (!isGet && !HttpMethods.IsPost(context.Request.Method))
            throw MethodNotAllowed(context, AllowedMethods, "Send GraphQL by POST or GET.");
        if (negotiation is { Json: null, TakesEventStream: false })
            throw NotAcceptable($"Accept {Negotiation.GraphResponse}, {Negotiation.PlainJson} or "
                + $"{Negotiation.EventStream}.");
        var user = context.Features.Get<LiveRights>()?.User;
        await RateHeaders.TakeAsync(rates, context, user, ending.Token);
        using var request = isGet
            ? RequestReader.ReadQueryString(context.Request)
            : await RequestReader.ReadBodyAsync(context.Request, _options.MaxBodyBytes);
        var call = new GraphCall(context.RequestServices, IsReadOnly: isGet) { Asker = RateAsker.Of(context, user) };
        var outcome = await engine.ExecuteAsync(request.Request, call, ending.Token);
        if (outcome is GraphStream stream)
            await StreamAsync(context, negotiation, stream, ending);
        else
            await AnswerAsync(context, negotiation, (GraphAnswer)outcome);
    }

    private async Task StreamAsync(
        HttpContext context, Negotiation negotiation, GraphStream stream, CancellationTokenSource ending)
    {
        try
        {
            if (!negotiation.TakesEventStream)
                throw NotAcceptable($"A subscription needs Accept: {Negotiation.EventStream}, or a WebSocket.");
            await events.WriteStreamAsync(context, stream, ending);
        }
        finally
        {
            // The engine holds its source open until then, whether or not anybody read from it.
            await ending.CancelAsync();
        }
    }

    private Task AnswerAsync(HttpContext context, Negotiation negotiation, GraphAnswer answer)
    {
        if (answer.Status == GraphStatus.MethodNotAllowed)
            context.Response.Headers.Allow = HttpMethods.Post;
        if (answer.RetrySeconds is { } seconds)
            RateHeaders.Retry(context, seconds);
        var asEvent = negotiation.Json is null || negotiation.PrefersEventStream;
        if (asEvent && IsToldByEvent(answer.Status))
            return EventStreamTransport.WriteAnswerAsync(context, answer);
        var mediaType = negotiation.Json ?? Negotiation.GraphResponse;
        var status = StatusRules.Of(answer.Status, mediaType, _options.UseDraftStatuses);
        return HttpAnswers.WriteAsync(context.Response, status, mediaType, answer);
    }

    // A browser shows its scripts nothing of an event stream that fails with a status, so what the caller can mend in
    // the document comes as an event; who they are and how often they ask is told by the status all the same.
    private static bool IsToldByEvent(GraphStatus status) =>
        StatusRules.WasExecuted(status) || status is GraphStatus.SyntaxError or GraphStatus.BadRequest;

    private static Rejection MethodNotAllowed(HttpContext context, string allowed, string message)
    {
        context.Response.Headers.Allow = allowed;
        return new Rejection(StatusCodes.Status405MethodNotAllowed, message);
    }

    private static Rejection NotAcceptable(string message) => new(StatusCodes.Status406NotAcceptable, message);

}
