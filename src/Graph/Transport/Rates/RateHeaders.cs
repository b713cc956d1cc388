using System.Globalization;

namespace Slotline.Graph.Transport.Rates;

/// <summary>
/// Tells clients how they stand, by the fields of draft-ietf-httpapi-ratelimit-headers and Retry-After of RFC 9110.
/// </summary>
internal static class RateHeaders
{
    private const int WindowSeconds = 60;

    /// <exception cref="Rejection">429: it was not given.</exception>
    public static async Task TakeAsync(
        IRateGate? gate, HttpContext context, string? user, CancellationToken cancellationToken)
    {
        if (gate is null)
            return;
        var verdict = await gate.TakeAsync(RateAsker.Of(context, user), cancellationToken);
        var headers = context.Response.Headers;
        headers["RateLimit-Policy"] = Text($"\"{verdict.Policy}\";q={verdict.PerMinute};w={WindowSeconds}");
        headers["RateLimit"] = Text($"\"{verdict.Policy}\";r={verdict.Left};t={verdict.ResetSeconds}");
        if (verdict.IsGiven)
            return;
        Retry(context, verdict.RetrySeconds);
        throw new Rejection(
            StatusCodes.Status429TooManyRequests, TooOften(verdict.RetrySeconds), Rejection.TooManyRequests);
    }

    public static void Retry(HttpContext context, int seconds) =>
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);

    public static string TooOften(int seconds) => Text($"You ask too often; try again in {seconds} seconds.");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
