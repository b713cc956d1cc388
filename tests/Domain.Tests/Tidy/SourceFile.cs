using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Slotline.Domain.Tests.Tidy;

/// <summary>One file of the repository as text and, where it is C#, as syntax.</summary>
internal sealed class SourceFile
{
    private readonly Lazy<SyntaxNode> _root;

    public SourceFile(string path, string text)
    {
        Path = path;
        Text = text;
        Lines = text.Split('\n');
        _root = new(() => CSharpSyntaxTree.ParseText(text).GetRoot());
    }

    /// <summary>Relative to the repository, with slashes.</summary>
    public string Path { get; }

    public string Folder => Path[..Math.Max(Path.LastIndexOf('/'), 0)];

    public string Text { get; }

    /// <summary>One empty line stands behind the last line's end.</summary>
    public IReadOnlyList<string> Lines { get; }

    public SyntaxNode Root => _root.Value;

    public bool IsCSharp => Path.EndsWith(".cs", StringComparison.Ordinal);

    public bool IsTypeScript =>
        Path.EndsWith(".ts", StringComparison.Ordinal) || Path.EndsWith(".tsx", StringComparison.Ordinal);

    public bool IsIn(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);
}
