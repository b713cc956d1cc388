using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Slotline.Graph.Tests.Engine;

/// <summary>
/// Makes valid documents of a schema by a seed: aliases, repetitions, fragments of every kind, directives.
/// </summary>
internal sealed class DocumentMaker
{
    private const int Deepest = 4;
    private const int MostParts = 120;

    private readonly Dictionary<string, JsonElement> _types;
    private readonly Random _random;
    private readonly StringBuilder _fragments = new();
    private int _names;
    private int _parts;

    public DocumentMaker(JsonElement schema, int seed)
    {
        _types = schema.GetProperty("types").EnumerateArray()
            .ToDictionary(type => type.GetProperty("name").GetString()!);
        _random = new Random(seed);
    }

    /// <summary>A query of one root field, with the variables <c>yes</c> and <c>no</c>.</summary>
    public string Query(string rootField, string arguments, string type)
    {
        var selection = Selection(type, 0);
        return $"query ($yes: Boolean = true, $no: Boolean = false) {{ {rootField}{arguments} {selection} "
            + $"used: __typename @include(if: $yes) @skip(if: $no) }}{_fragments}";
    }

    private string Selection(string type, int depth)
    {
        var text = new StringBuilder("{ ");
        var count = _random.Next(1, 6);
        for (var i = 0; i < count; i++)
            text.Append(Part(type, depth)).Append(' ');
        return text.Append("} ").ToString();
    }

    private string Part(string type, int depth) => _parts++ > MostParts ? "__typename" : _random.Next(12) switch
    {
        0 => $"... {Directive()}{Selection(type, depth)}",
        1 => $"... on {TypeWithin(type, out var inner)} {Directive()}{Selection(inner, depth)}",
        2 => Spread(type, depth),
        3 => $"{Alias()}__typename {Directive()}",
        _ => Field(type, depth),
    };

    private string Spread(string type, int depth)
    {
        var name = $"f{_names++}";
        var condition = TypeWithin(type, out var inner);
        var body = Selection(inner, depth);
        _fragments.Append(CultureInfo.InvariantCulture, $" fragment {name} on {condition} {body}");
        var spread = $"...{name} {Directive()}";
        return _random.Next(3) == 0 ? $"{spread} ...{name} " : spread;
    }

    private string Field(string type, int depth)
    {
        var fields = Fields(type).Where(field => depth < Deepest || IsLeaf(field)).ToArray();
        if (fields.Length == 0)
            return "__typename";

        var field = fields[_random.Next(fields.Length)];
        var name = field.GetProperty("name").GetString()!;
        var named = Named(field.GetProperty("type"));

        // Repetitions merge only when they ask the same, so those with arguments always do.
        var text = $"{(IsLeaf(field) ? Alias(name) : "")}{name} {Directive()}";
        return IsLeaf(field) ? text : text + Selection(named, depth + 1);
    }

    private string Alias(string? of = null) => _random.Next(5) == 0 ? $"{of ?? "type"}{_random.Next(3)}: " : "";

    private string Directive() => _random.Next(10) switch
    {
        0 => "@include(if: true) ",
        1 => "@skip(if: $no) ",
        2 => "@include(if: $yes) ",
        3 => _random.Next(3) == 0 ? "@skip(if: $yes) " : "",
        _ => "",
    };

    private string TypeWithin(string type, out string inner)
    {
        var possible = _types[type].GetProperty("possibleTypes");
        inner = possible.ValueKind == JsonValueKind.Array && _random.Next(4) > 0
            ? possible[_random.Next(possible.GetArrayLength())].GetProperty("name").GetString()!
            : type;
        return inner;
    }

    private IEnumerable<JsonElement> Fields(string type) =>
        _types[type].GetProperty("fields") is { ValueKind: JsonValueKind.Array } fields ? fields.EnumerateArray() : [];

    private bool IsLeaf(JsonElement field) =>
        _types[Named(field.GetProperty("type"))].GetProperty("kind").GetString() is "SCALAR" or "ENUM";

    private static string Named(JsonElement type) =>
        type.GetProperty("name").GetString() ?? Named(type.GetProperty("ofType"));
}
