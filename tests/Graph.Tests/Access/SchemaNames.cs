using System.Text.RegularExpressions;

namespace Slotline.Graph.Tests.Access;

/// <summary>What schema.graphql names, as it stands in the repository.</summary>
public static partial class SchemaNames
{
    /// <summary>Every field of a root, e.g. <c>Query.clients</c>.</summary>
    public static TheoryData<string> Operations => [.. All()];

    public static IReadOnlyList<string> All() =>
    [
        .. RootType().Matches(Descriptions().Replace(Text(), "")).SelectMany(root => RootField()
            .Matches(root.Groups[2].Value).Select(one => $"{root.Groups[1].Value}.{one.Groups[1].Value}")),
    ];

    /// <summary>Every type that is found by its id, e.g. <c>Node.Client</c>.</summary>
    public static IEnumerable<string> Nodes =>
        NodeType().Matches(Text()).Select(match => $"Node.{match.Groups[1].Value}");

    private static string Text() => File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "../../../../../schema.graphql"));

    [GeneratedRegex("\"\"\".*?\"\"\"", RegexOptions.Singleline)]
    private static partial Regex Descriptions();

    [GeneratedRegex(
        @"^type (Query|Mutation|Subscription) \{(.*?)^\}", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex RootType();

    [GeneratedRegex(@"^  (\w+)[(:]", RegexOptions.Multiline)]
    private static partial Regex RootField();

    [GeneratedRegex(@"^type (\w+) implements Node", RegexOptions.Multiline)]
    private static partial Regex NodeType();
}
