using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Slotline.Graph.Engine.Building;

/// <summary>Doc comments, read from the XML files that the compiler writes beside the assemblies.</summary>
internal sealed partial class Documentation
{
    private readonly ConcurrentDictionary<Assembly, Dictionary<string, XElement>> _files = new();

    public string? Of(Type type) => Summary(Member(type.Assembly, $"T:{Id(type)}"));

    public string? Of(MethodInfo method) => Summary(Find(method));

    public string? Of(ParameterInfo parameter) =>
        Param(Find((MethodInfo)parameter.Member), parameter.Name!);

    public string? Of(FieldInfo field) =>
        Summary(Member(field.DeclaringType!.Assembly, $"F:{Id(field.DeclaringType!)}.{field.Name}"));

    /// <summary>The property's own summary, or what its record says of the positional parameter.</summary>
    public string? Of(PropertyInfo property)
    {
        var type = property.DeclaringType!;
        return Summary(Member(type.Assembly, $"P:{Id(type)}.{property.Name}"))
            ?? Param(Member(type.Assembly, $"T:{Id(type)}"), property.Name);
    }

    private XElement? Find(MethodInfo method)
    {
        var name = $"M:{Id(method.DeclaringType!)}.{method.Name}";
        var members = File(method.DeclaringType!.Assembly);
        if (members.TryGetValue(name, out var plain))
            return plain;
        return members.FirstOrDefault(member => member.Key.StartsWith(name + "(", StringComparison.Ordinal)).Value;
    }

    private XElement? Member(Assembly assembly, string name) => File(assembly).GetValueOrDefault(name);

    private Dictionary<string, XElement> File(Assembly assembly) => _files.GetOrAdd(assembly, static assembly =>
    {
        var path = Path.ChangeExtension(assembly.Location, ".xml");
        if (!System.IO.File.Exists(path))
            return [];

        return XDocument.Load(path).Descendants("member")
            .Where(member => member.Attribute("name") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value);
    });

    private static string Id(Type type) =>
        (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string? Summary(XElement? member) => Text(member?.Element("summary"));

    private static string? Param(XElement? member, string name) =>
        Text(member?.Elements("param").FirstOrDefault(param => param.Attribute("name")?.Value == name));

    private static string? Text(XElement? element)
    {
        if (element is null)
            return null;

        var text = Whitespace().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();
        return text.Length == 0 ? null : text;
    }

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "seealso" } see when see.Attribute("cref") is { } reference =>
            $"`{reference.Value[(reference.Value.LastIndexOfAny(['.', ':']) + 1)..]}`",
        XElement { Name.LocalName: "see" } see => see.Attribute("langword")?.Value ?? see.Value,
        XElement { Name.LocalName: "paramref" } reference => $"`{reference.Attribute("name")?.Value}`",
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement element => string.Concat(element.Nodes().Select(Text)),
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
