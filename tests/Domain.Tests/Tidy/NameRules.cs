using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Slotline.Domain.Tests.Tidy;

/// <summary>Names say what a thing is.</summary>
internal static partial class NameRules
{
    private static readonly string[] EmptyWords =
        ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Base", "Common", "Info", "Data", "Impl"];

    // The service that a client books, as the directory and as the slot engine know it.
    private static readonly string[] BookableServices = ["Service", "CalendarService"];

    /// <summary>No type is named by a word that fits anything; a service is the bookable one.</summary>
    public static IEnumerable<Offence> Types(IReadOnlyList<SourceFile> files) =>
        from file in files
        where file.IsCSharp
        from type in file.Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        from word in Words().Matches(type.Identifier.Text).Select(match => match.Value)
        where EmptyWords.Contains(word)
            || (word == "Service" && IsServiceOfCode(type.Identifier.Text))
        select new Offence(file.Path, type.Line(), $"{type.Identifier.Text} is named by the word {word}");

    /// <summary>A namespace is where the file lies.</summary>
    public static IEnumerable<Offence> Namespaces(IReadOnlyList<SourceFile> files) =>
        from file in files
        where file.IsCSharp && (file.IsIn("src") || file.IsIn("tests") || file.IsIn("bench"))
        from declared in file.Root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
        let expected = Expected(file.Folder)
        where declared.Name.ToString() != expected
        select new Offence(file.Path, declared.Line(), $"the namespace is not {expected}");

    /// <summary>A test's name is a sentence.</summary>
    public static IEnumerable<Offence> Tests(IReadOnlyList<SourceFile> files) =>
        from file in files
        where file.IsCSharp && file.IsIn("tests")
        from method in file.Root.DescendantNodes().OfType<MethodDeclarationSyntax>()
        where Attributes(method).Any(name => name is "Fact" or "Theory")
            && !method.Identifier.Text.Contains('_', StringComparison.Ordinal)
        select new Offence(file.Path, method.Line(), $"{method.Identifier.Text} is no sentence with_underscores");

    private static bool IsServiceOfCode(string name) =>
        name.EndsWith("Service", StringComparison.Ordinal) && !name.EndsWith("ByService", StringComparison.Ordinal)
        && !BookableServices.Contains(name);

    private static IEnumerable<string> Attributes(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes).Select(attribute => attribute.Name.ToString());

    // The sources that test projects share belong to none of them, hence their own name.
    private static string Expected(string folder) => folder.Split('/') switch
    {
        ["tests", var project, .. var rest] when !project.EndsWith(".Tests", StringComparison.Ordinal) =>
            string.Join('.', ["Slotline", "Tests", project, .. rest]),
        [_, .. var rest] => string.Join('.', ["Slotline", .. rest]),
        [] => "Slotline",
    };

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z][a-z0-9]*")]
    private static partial Regex Words();
}
