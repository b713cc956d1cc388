using System.Globalization;
using DotLiquid;
using DotLiquid.Exceptions;

namespace Slotline.Graph.Delivery.Wording;

/// <summary>A Liquid template, read once. It may be rendered by many threads.</summary>
internal sealed class Liquid
{
    private readonly string name;
    private readonly Template template;

    private Liquid(string name, Template template)
    {
        this.name = name;
        this.template = template;
    }

    /// <exception cref="FormatException">It is not Liquid; the message begins with the name.</exception>
    public static Liquid Parse(string name, string source)
    {
        try
        {
            var template = Template.Parse(source, SyntaxCompatibility.DotLiquid22a);
            template.MakeThreadSafe();
            return new Liquid(name, template);
        }
        catch (SyntaxException cause)
        {
            throw new FormatException($"{name}: {cause.Message}", cause);
        }
    }

    /// <summary>Fills the values in, as they are: what goes into HTML was escaped by whoever gave it.</summary>
    public string Render(IDictionary<string, object?> values)
    {
        try
        {
            return template.Render(new RenderParameters(CultureInfo.InvariantCulture)
            {
                LocalVariables = Hash.FromDictionary(values),
                ErrorsOutputMode = ErrorsOutputMode.Rethrow,
                SyntaxCompatibilityLevel = SyntaxCompatibility.DotLiquid22a,
            });
        }
        catch (LiquidException cause)
        {
            throw new FormatException($"{name}: {cause.Message}", cause);
        }
    }
}
