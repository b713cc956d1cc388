using System.Text;

namespace Slotline.Graph.Transport.Sockets;

/// <summary>Why the server closes a socket, as the protocol numbers it.</summary>
internal enum CloseCode
{
    GoingAway = 1001,
    TryAgainLater = 1013,
    BadRequest = 4400,
    Unauthorized = 4401,
    Forbidden = 4403,
    SubprotocolNotAcceptable = 4406,
    ConnectionInitialisationTimeout = 4408,
    SubscriberAlreadyExists = 4409,
    TooManyInitialisationRequests = 4429,
}

/// <summary>The socket is to be closed: the client broke the protocol or may not go on.</summary>
internal sealed class SocketClosing(CloseCode code, string reason) : Exception(reason)
{
    public CloseCode Code { get; } = code;

    public static SocketClosing BadRequest(string reason) => new(CloseCode.BadRequest, reason);
}

internal static class CloseReason
{
    // A close frame has 125 bytes, two of which are the code.
    private const int MaxBytes = 123;

    public static string Fit(string reason)
    {
        if (Encoding.UTF8.GetByteCount(reason) <= MaxBytes)
            return reason;
        var length = 0;
        var bytes = 0;
        foreach (var rune in reason.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > MaxBytes)
                break;
            bytes += rune.Utf8SequenceLength;
            length += rune.Utf16SequenceLength;
        }

        return reason[..length];
    }
}
