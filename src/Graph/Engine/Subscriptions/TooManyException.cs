namespace Slotline.Graph.Engine.Subscriptions;

/// <summary>A limit on how much is open at a time refuses one more; the client may come again.</summary>
public sealed class TooManyException(string message) : Exception(message);
