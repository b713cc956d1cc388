namespace Slotline.Graph.Transport.Http;

/// <summary>
/// A reader fell so far behind that events would have to be dropped. It is told to come back and catch up, instead of
/// missing some without knowing.
/// </summary>
public sealed class StreamOverrunException(string message) : Exception(message);
