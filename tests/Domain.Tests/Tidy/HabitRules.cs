using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Slotline.Domain.Tests.Tidy;

/// <summary>What we do by habit, and what we never do.</summary>
internal static partial class HabitRules
{
    public static IEnumerable<Offence> Sealed(IReadOnlyList<SourceFile> files)
    {
        var types = Types(files).ToList();
        var bases = types.SelectMany(type => BaseNames(type.Node)).ToHashSet(StringComparer.Ordinal);
        var settled = types.Where(type => type.Node.Modifiers.Any(IsSettled)).Select(type => type.Node.Identifier.Text)
            .ToHashSet(StringComparer.Ordinal);
        return from type in types
               where type.Node.Kind() is SyntaxKind.ClassDeclaration or SyntaxKind.RecordDeclaration
               let name = type.Node.Identifier.Text
               where !settled.Contains(name) && !bases.Contains(name)
               select new Offence(type.File.Path, type.Node.Line(), $"{name} is open for nobody: seal it");
    }

    /// <summary>
    /// An interface is a seam: two things stand behind it, or one and a test's, or one generic type, which is many.
    /// </summary>
    public static IEnumerable<Offence> Interfaces(IReadOnlyList<SourceFile> files)
    {
        var types = Types(files).ToList();
        return from type in types
               where type.Node is InterfaceDeclarationSyntax && type.File.IsIn("src")
               let name = type.Node.Identifier.Text
               where types.Where(other => BaseNames(other.Node).Contains(name)).Sum(Weight) < 2
               select new Offence(type.File.Path, type.Node.Line(), $"{name} has fewer than two implementations");
    }

    /// <summary>An error is handled, or it goes on; why nothing needs doing is said where nothing is done.</summary>
    public static IEnumerable<Offence> Catches(IReadOnlyList<SourceFile> files) =>
        from file in files
        where file.IsCSharp
        from node in file.Root.DescendantNodes().OfType<CatchClauseSyntax>()
        where node.Block.Statements.Count == 0
            && !node.Block.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia))
        select new Offence(file.Path, node.Line(), "an error is swallowed without a word");

    public static IEnumerable<Offence> Clocks(IReadOnlyList<SourceFile> files) =>
        Matching(
            files,
            file => file.IsCSharp && file.Path != "src/Graph/Program.cs" && !file.IsIn("bench"),
            Clock(),
            "the only clock is IClock");

    public static IEnumerable<Offence> Leftovers(IReadOnlyList<SourceFile> files) =>
        Matching(files, _ => true, Leftover(), "what is left to do is done, or is an issue");

    public static IEnumerable<Offence> Suppressions(IReadOnlyList<SourceFile> files) =>
        Matching(files, file => file.IsCSharp, Suppression(), "a warning is mended, or turned off for all");

    public static IEnumerable<Offence> Skips(IReadOnlyList<SourceFile> files) =>
        Matching(files, file => file.IsIn("tests") || file.IsIn("web"), Skip(), "a skipped test proves nothing");

    private static IEnumerable<Offence> Matching(
        IReadOnlyList<SourceFile> files, Func<SourceFile, bool> applies, Regex pattern, string what) =>
        from file in files
        where applies(file) && !file.IsIn("tests/Domain.Tests/Tidy")
        from line in Enumerable.Range(0, file.Lines.Count)
        where pattern.IsMatch(file.Lines[line])
        select new Offence(file.Path, line + 1, $"{what}: {file.Lines[line].Trim()}");

    private static IEnumerable<(SourceFile File, TypeDeclarationSyntax Node)> Types(IReadOnlyList<SourceFile> files) =>
        from file in files
        where file.IsCSharp
        from type in file.Root.DescendantNodes().OfType<TypeDeclarationSyntax>()
        select (file, type);

    private static int Weight((SourceFile File, TypeDeclarationSyntax Node) type) =>
        type.Node.TypeParameterList is null ? 1 : 2;

    private static bool IsSettled(SyntaxToken modifier) => modifier.Kind() is
        SyntaxKind.SealedKeyword or SyntaxKind.StaticKeyword or SyntaxKind.AbstractKeyword;

    private static IEnumerable<string> BaseNames(TypeDeclarationSyntax type) =>
        type.BaseList?.Types.Select(one => one.Type switch
        {
            GenericNameSyntax generic => generic.Identifier.Text,
            QualifiedNameSyntax { Right: var right } => right.Identifier.Text,
            var simple => simple.ToString(),
        }) ?? [];

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\bSystemClock\.Instance\b|\bTimeProvider\.System\b")]
    private static partial Regex Clock();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException")]
    private static partial Regex Leftover();

    [GeneratedRegex(@"#pragma warning disable|SuppressMessage\(")]
    private static partial Regex Suppression();

    [GeneratedRegex(@"\bSkip\s*=|\b(it|test|describe)\.(skip|todo|only)\b")]
    private static partial Regex Skip();
}
