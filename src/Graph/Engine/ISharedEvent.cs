namespace Slotline.Graph.Engine;

/// <summary>
/// Marks events that are handed to all subscribers of one organization and one set of rights as the same object. What
/// a subscription answers to such an object is executed and written once for all who asked the same.
/// </summary>
public interface ISharedEvent;
