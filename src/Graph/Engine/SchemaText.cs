using GraphQL;
using GraphQL.Types;
using GraphQL.Utilities;

namespace Slotline.Graph.Engine;

/// <summary>The schema as text, in an order that only its names decide.</summary>
public static class SchemaText
{
    public static string Print(IServiceProvider services)
    {
        var text = services.GetRequiredService<Schema>()
            .Print(new PrintOptions { StringComparison = StringComparison.Ordinal });
        return text.ReplaceLineEndings("\n").TrimEnd() + "\n";
    }
}
