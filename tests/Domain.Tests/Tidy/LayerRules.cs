using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Slotline.Domain.Tests.Tidy;

/// <summary>Each folder sees only what it may see.</summary>
internal static class LayerRules
{
    private static readonly string[] WrittenOut = ["GraphQL.", "GraphQLParser.", "Microsoft.", "Slotline."];

    /// <summary>The GraphQL library is met in one folder, so that another can take its place.</summary>
    public static IEnumerable<Offence> GraphLibrary(IReadOnlyList<SourceFile> files) =>
        Meeting(files, file => !file.IsIn("src/Graph/Engine") && !file.IsIn("tests/Graph.Tests/Engine"),
            name => IsOrIsIn(name, "GraphQL") || IsOrIsIn(name, "GraphQLParser"));

    /// <summary>The domain knows time and nothing else.</summary>
    public static IEnumerable<Offence> Domain(IReadOnlyList<SourceFile> files) =>
        Meeting(files, file => file.IsIn("src/Domain"),
            name => !IsOrIsIn(name, "System") && !IsOrIsIn(name, "NodaTime") && !IsOrIsIn(name, "Slotline.Domain"));

    /// <summary>How it is kept does not depend on how it is asked.</summary>
    public static IEnumerable<Offence> Persistence(IReadOnlyList<SourceFile> files) =>
        Meeting(files, file => file.IsIn("src/Persistence"),
            name => IsOrIsIn(name, "Slotline.Graph") || IsOrIsIn(name, "Microsoft.AspNetCore"));

    /// <summary>The transports carry bytes as their settings say; they know no field, no row and no engine.</summary>
    public static IEnumerable<Offence> Transport(IReadOnlyList<SourceFile> files) =>
        Meeting(files, file => file.IsIn("src/Graph/Transport"),
            name => IsOrIsIn(name, "Slotline") && !IsOrIsIn(name, "Slotline.Graph.Transport")
                && !IsOrIsIn(name, "Slotline.Graph.Settings"));

    /// <summary>What a project could use, it will.</summary>
    public static IEnumerable<Offence> References(IReadOnlyList<SourceFile> files) =>
        from file in files
        where file.Path == "src/Domain/Domain.csproj"
        from line in Enumerable.Range(0, file.Lines.Count)
        where file.Lines[line].Contains("Reference Include=", StringComparison.Ordinal)
            && !file.Lines[line].Contains("\"NodaTime\"", StringComparison.Ordinal)
        select new Offence(file.Path, line + 1, "the domain references NodaTime only");

    private static IEnumerable<Offence> Meeting(
        IReadOnlyList<SourceFile> files, Func<SourceFile, bool> applies, Func<string, bool> isForbidden) =>
        from file in files
        where file.IsCSharp && applies(file)
        from node in file.Root.DescendantNodes()
        let name = Name(node)
        where name is not null && isForbidden(name)
        select new Offence(file.Path, node.Line(), $"{name} has no place here");

    // A namespace is met by a using directive, or written out before a type; only names that we forbid somewhere count
    // as namespaces there, because syntax alone cannot tell `Slots.First` from a namespace.
    private static string? Name(SyntaxNode node) => node switch
    {
        UsingDirectiveSyntax { NamespaceOrType: { } name } => name.ToString(),
        QualifiedNameSyntax name
            when name.Parent is not (QualifiedNameSyntax or UsingDirectiveSyntax or BaseNamespaceDeclarationSyntax)
                && IsWrittenOut(name.ToString()) => name.ToString(),
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax } access
            when !access.Parent.IsKind(SyntaxKind.SimpleMemberAccessExpression) && IsWrittenOut(access.ToString()) =>
            access.ToString(),
        _ => null,
    };

    private static bool IsWrittenOut(string name) =>
        WrittenOut.Any(space => name.StartsWith(space, StringComparison.Ordinal));

    private static bool IsOrIsIn(string name, string space) =>
        name == space || name.StartsWith(space + ".", StringComparison.Ordinal);
}
