using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Slotline.Domain.Tests.Tidy;

/// <summary>Nothing is longer than a reader can hold.</summary>
internal static class SizeRules
{
    public const int LongestFile = 300;
    public const int LongestLine = 120;
    public const int LongestMethod = 60;
    public const int LongMethod = 30;
    public const int FullestFolder = 12;

    public static IEnumerable<Offence> Files(IReadOnlyList<SourceFile> files) =>
        from file in files
        where IsCode(file) && file.Lines.Count - 1 > LongestFile
        select new Offence(file.Path, LongestFile, $"{file.Lines.Count - 1} lines; the most is {LongestFile}");

    public static IEnumerable<Offence> Lines(IReadOnlyList<SourceFile> files) =>
        from file in files
        where IsCode(file)
        from line in Enumerable.Range(0, file.Lines.Count)
        where file.Lines[line].Length > LongestLine
        select new Offence(file.Path, line + 1, $"{file.Lines[line].Length} columns; the most is {LongestLine}");

    public static IEnumerable<Offence> Methods(IReadOnlyList<SourceFile> files) =>
        from method in MethodLengths(files)
        where method.Lines > LongestMethod
        select new Offence(method.Path, method.Line, $"{method.Lines} lines; the most is {LongestMethod}");

    /// <summary>Of the product's methods, 95 in 100 are short; the longest of the rest are named.</summary>
    public static IEnumerable<Offence> ShortMethods(IReadOnlyList<SourceFile> files)
    {
        var methods = MethodLengths(files.Where(file => file.IsIn("src"))).OrderBy(method => method.Lines).ToList();
        var allowed = methods.Count / 20;
        return methods.Count(method => method.Lines >= LongMethod) <= allowed
            ? []
            : from method in methods.TakeLast(allowed + 5)
              where method.Lines >= LongMethod
              select new Offence(method.Path, method.Line, $"{method.Lines} lines; 95 in 100 have under {LongMethod}");
    }

    public static IEnumerable<Offence> Folders(IReadOnlyList<SourceFile> files) =>
        from folder in files.Where(file => file.IsCSharp && file.IsIn("src")).GroupBy(file => file.Folder)
        where folder.Count() > FullestFolder
        select new Offence(folder.Key, 0, $"the folder holds {folder.Count()} files; it splits at {FullestFolder}");

    private static bool IsCode(SourceFile file) => file.IsCSharp || (file.IsTypeScript && file.IsIn("web/src"));

    private static IEnumerable<(string Path, int Line, int Lines)> MethodLengths(IEnumerable<SourceFile> files) =>
        from file in files
        where file.IsCSharp
        from node in file.Root.DescendantNodes()
        where node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax
        select (file.Path, node.Line(), node.LineCount());
}
