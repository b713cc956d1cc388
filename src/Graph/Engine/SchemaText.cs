using GraphQL;
using GraphQL.Types;
using GraphQL.Utilities;
using Slotline.Graph.Engine.Building;

namespace Slotline.Graph.Engine;

/// <summary>The schema as text, in an order that only its names decide.</summary>
public static class SchemaText
{
    /// <summary>
    /// The engine takes it for ours; to every other tool it is part of the language, and declaring it is an error to
    /// some.
    /// </summary>
    private const string BuiltIn =
        $"\"{SchemaFactory.SpecifiedByDescription}\"\ndirective @specifiedBy(url: String!) on SCALAR\n\n";

    /// <summary>Prints the schema of the server that these services are of.</summary>
    public static string Print(IServiceProvider services)
    {
        var text = services.GetRequiredService<Schema>()
            .Print(new PrintOptions { StringComparison = StringComparison.Ordinal });
        return text.ReplaceLineEndings("\n").Replace(BuiltIn, "", StringComparison.Ordinal).TrimEnd() + "\n";
    }
}
