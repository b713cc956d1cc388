using GraphQLParser.AST;
using Slotline.Graph.Engine.Execution;

namespace Slotline.Graph.Engine.Documents;

/// <summary>A document that was parsed and checked once: either its operations, or why it cannot be executed.</summary>
internal sealed class PreparedDocument
{
    private PreparedDocument(GraphQLDocument? document, PreparedOperation[] operations, IReadOnlyList<Problem> problems)
    {
        Document = document;
        Operations = operations;
        Problems = problems;
    }

    public GraphQLDocument? Document { get; }

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
