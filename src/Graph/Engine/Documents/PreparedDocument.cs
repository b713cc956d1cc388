using GraphQLParser.AST;
using Slotline.Graph.Engine.Execution;

namespace Slotline.Graph.Engine.Documents;

/// <summary>A document that was parsed and checked once: either its operations, or why it cannot be executed.</summary>
internal sealed class PreparedDocument
{
    /// <summary>
    /// A node of the syntax tree with what hangs on it takes about this much, measured on large documents.
    /// </summary>
    private const int BytesPerCharacter = 24;
    private const int BytesAtLeast = 2_048;

    private PreparedDocument(GraphQLDocument? document, PreparedOperation[] operations, IReadOnlyList<Problem> problems)
    {
        Document = document;
        Operations = operations;
        Problems = problems;
    }

    public GraphQLDocument? Document { get; }

    /// <summary>How much memory it keeps, the text not counted.</summary>
    public long EstimatedBytes => BytesAtLeast + (BytesPerCharacter * (long)(Document?.Source.Length ?? 0));

    public IReadOnlyList<PreparedOperation> Operations { get; }

    public IReadOnlyList<Problem> Problems { get; }

    public static PreparedDocument Valid(GraphQLDocument document, IEnumerable<PreparedOperation> operations) =>
        new(document, [.. operations], []);

    public static PreparedDocument Refused(params IReadOnlyList<Problem> problems) => new(null, [], problems);

    /// <summary>The operation of that name; without a name, the only one.</summary>
    public PreparedOperation? Find(string? name) => string.IsNullOrEmpty(name)
        ? Operations is [var only] ? only : null
        : Operations.FirstOrDefault(operation => operation.Name == name);
}
