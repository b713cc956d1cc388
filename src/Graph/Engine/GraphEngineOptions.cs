using System.Reflection;
using Slotline.Graph.Engine.Documents;

namespace Slotline.Graph.Engine;

/// <summary>Where the schema comes from, and the limits on what is executed.</summary>
public sealed class GraphEngineOptions
{
    /// <summary>The assemblies whose marked classes make the schema.</summary>
    public IList<Assembly> Assemblies { get; } = [];

    /// <summary>Who may ask the schema about itself; the others get no hints in error messages either.</summary>
    public IntrospectionAccess Introspection { get; set; }

    /// <summary>Documents that can be asked for by id.</summary>
    public KnownDocuments Known { get; set; } = new();

    /// <summary>Who may ask for no others.</summary>
    public HeldToKnown HeldToKnown { get; set; }

    /// <summary>Every field is resolved the engine's own way; tests compare the two.</summary>
    internal bool ResolvesEverything { get; set; }

    /// <summary>The longest document, in bytes of UTF-8.</summary>
    public int MaxDocumentBytes { get; set; } = 32 * 1024;

    /// <summary>The deepest nesting that is parsed at all.</summary>
    public int MaxParserDepth { get; set; } = 64;

    /// <summary>The most tokens of a document: some checks take time with the square of them.</summary>
    public int MaxTokens { get; set; } = 5_000;

    /// <summary>The most fields of an operation, each fragment counted wherever it is spread.</summary>
    public int MaxFields { get; set; } = 1_000;

    /// <summary>The most operations and fragments of a document.</summary>
    public int MaxDefinitions { get; set; } = 150;

    /// <summary>The most aliases of an operation, counted likewise.</summary>
    public int MaxAliases { get; set; } = 100;

    /// <summary>The most directives of an operation, counted likewise.</summary>
    public int MaxDirectives { get; set; } = 200;

    /// <summary>The deepest nesting of fields.</summary>
    public int MaxDepth { get; set; } = 15;

    /// <summary>The deepest nesting of fields that ask the schema about itself.</summary>
    public int MaxIntrospectionDepth { get; set; } = 16;

    /// <summary>
    /// The most an operation may cost: one for each field of the largest answer it could get, pages being as long as
    /// they were asked for and other lists <see cref="AssumedListLength"/>.
    /// </summary>
    public int MaxCost { get; set; } = 25_000;

    /// <summary>How long a list is taken to be that no page size bounds.</summary>
    public int AssumedListLength { get; set; } = 10;

    /// <summary>How much memory checked documents may take, in bytes.</summary>
    public long DocumentCacheBytes { get; set; } = 32 * 1024 * 1024;

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

/// <summary>Who may ask the schema about itself.</summary>
public enum IntrospectionAccess
{
    Everyone,
    SignedIn,
    Nobody,
}
