using System.Globalization;
using Fluid;

namespace Slotline.Graph.Delivery.Wording;

/// <summary>A Liquid template, read once. It may be rendered by many threads.</summary>
internal sealed class Liquid
{
    private static readonly FluidParser Parser = new();

    private static readonly TemplateOptions Options = new() { CultureInfo = CultureInfo.InvariantCulture };

    private readonly IFluidTemplate template;

    private Liquid(IFluidTemplate template) => this.template = template;

    /// <exception cref="FormatException">It is not Liquid; the message begins with the name.</exception>
    public static Liquid Parse(string name, string source) => Parser.TryParse(source, out var template, out var error)
        ? new Liquid(template)
        : throw new FormatException($"{name}: {error}");

    /// <summary>Fills the values in, as they are: what goes into HTML was escaped by whoever gave it.</summary>
    public string Render(IDictionary<string, object?> values) =>
        template.Render(new TemplateContext(values, Options, allowModelMembers: true));
}
