using System.Reflection;

namespace Slotline.Graph.Engine;

/// <summary>Where the schema comes from, and the limits on what is executed.</summary>
public sealed class GraphEngineOptions
{
    /// <summary>The assemblies whose marked classes make the schema.</summary>
    public IList<Assembly> Assemblies { get; } = [];

    /// <summary>The longest document, in bytes of UTF-8.</summary>
    public int MaxDocumentBytes { get; set; } = 32 * 1024;

    /// <summary>The deepest nesting that is parsed at all.</summary>
    public int MaxParserDepth { get; set; } = 64;

    /// <summary>How long one operation, or one event of a subscription, may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long what was answered to an event is given to others who ask the same of it; who comes later is told of
    /// things as they stand then.
    /// </summary>
    public TimeSpan SharedAnswersFresh { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The most errors that one response lists.</summary>
    public int MaxErrors { get; set; } = 20;
}
