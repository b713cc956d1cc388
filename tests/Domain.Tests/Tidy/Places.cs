using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Slotline.Domain.Tests.Tidy;

/// <summary>Where a piece of syntax lies in its file.</summary>
internal static class Places
{
    public static int Line(this SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    /// <summary>From a declaration's first word to its last, without its doc comment and attributes.</summary>
    public static int LineCount(this SyntaxNode declaration)
    {
        var firstWord = declaration.ChildNodesAndTokens().First(part => !part.IsKind(SyntaxKind.AttributeList));
        return declaration.GetLocation().GetLineSpan().EndLinePosition.Line
            - firstWord.GetLocation()!.GetLineSpan().StartLinePosition.Line + 1;
    }
}
