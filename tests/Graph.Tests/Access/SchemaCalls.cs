using System.Text.Json.Nodes;
using Slotline.Graph.Tests.Engine;
using Slotline.Graph.Tests.Stories;

namespace Slotline.Graph.Tests.Access;

/// <summary>Makes calls of all operations from what the schema says of itself.</summary>
internal sealed class SchemaCalls
{
    private readonly Dictionary<string, JsonNode> _types;
    private readonly Func<string, string> _own;

    private SchemaCalls(JsonNode schema, Func<string, string> own)
    {
        _types = schema["types"]!.AsArray().ToDictionary(type => Name(type!), type => type!);
        _own = own;
    }

    public static async Task<SchemaCalls> ReadAsync(Person person, Func<string, string> own) =>
        new((await person.AskAsync(StandardIntrospection.Query))["__schema"]!, own);

    /// <summary>Operations, the document to call each, and the places in its variables where ids go.</summary>
    public IEnumerable<(string Operation, string Document, IReadOnlyList<string> Places)> CallsThatTakeIds()
    {
        foreach (var root in new[] { "Query", "Mutation" })
        {
            foreach (var field in _types[root]["fields"]!.AsArray().Select(field => field!))
            {
                var places = field["args"]!.AsArray()
                    .SelectMany(argument => PlacesIn(argument!, Name(argument!), depth: 0)).ToList();
                if (places.Count > 0)
                    yield return ($"{root}.{Name(field)}", Document(root, field), places);
            }
        }
    }

    /// <summary>What the operation must be given, right but for the id at one place.</summary>
    public JsonObject Variables(string operation, string place, string id)
    {
        var field = _types[operation.Split('.')[0]]["fields"]!.AsArray()
            .Single(one => Name(one!) == operation.Split('.')[1])!;
        return Fill(field["args"]!.AsArray(), Name(field), place.Split('.'), id);
    }

    private string Document(string root, JsonNode field)
    {
        var arguments = field["args"]!.AsArray().Select(argument => argument!).ToList();
        var variables = string.Join(", ", arguments.Select(a => $"${Name(a)}: {Written(a["type"]!)}"));
        var given = string.Join(", ", arguments.Select(a => $"{Name(a)}: ${Name(a)}"));
        var named = Named(field["type"]!);
        var selection = SelectionOf(named);
        return $"{root.ToLowerInvariant()}({variables}) {{ {Name(field)}({given}) {selection} }}";
    }

    private string SelectionOf(string type)
    {
        var fields = _types[type]["fields"]?.AsArray().Select(field => Name(field!)).ToHashSet() ?? [];
        return _types[type]["kind"]!.GetValue<string>() is "SCALAR" or "ENUM" ? ""
            : fields.Contains("errors") ? "{ errors { code message } }"
            : fields.Contains("nodes") ? "{ nodes { id } }"
            : fields.Contains("id") ? "{ id }"
            : "{ __typename }";
    }

    private IEnumerable<string> PlacesIn(JsonNode input, string path, int depth)
    {
        var type = Named(input["type"]!);
        if (type == "ID")
            return [path];
        return depth > 3 || _types[type]["inputFields"] is not JsonArray fields
            ? []
            : fields.SelectMany(field => PlacesIn(field!, $"{path}.{Name(field!)}", depth + 1));
    }

    private JsonObject Fill(JsonArray inputs, string of, ReadOnlySpan<string> place, string id)
    {
        var filled = new JsonObject();
        foreach (var input in inputs.Select(input => input!))
        {
            var isPlace = !place.IsEmpty && place[0] == Name(input);
            var isRequired = input["type"]!["kind"]!.GetValue<string>() == "NON_NULL"
                && input["defaultValue"] is null;
            if (isPlace || isRequired)
            {
                var value = Value(input, of, isPlace ? place[1..] : [], isPlace ? id : null);
                filled[Name(input)] = IsList(input["type"]!) ? new JsonArray(value) : value;
            }
        }

        return filled;
    }

    private JsonNode? Value(JsonNode input, string of, ReadOnlySpan<string> place, string? id)
    {
        var type = Named(input["type"]!);
        if (_types[type]["inputFields"] is JsonArray fields)
            return Fill(fields, of, place, id ?? "");
        if (_types[type]["enumValues"] is JsonArray values)
            return Name(values[0]!);
        return type switch
        {
            "ID" => id ?? _own(KindOf($"{Name(input)} {of}")),
            "Int" => 60,
            "Boolean" => true,
            "DateTime" => "2031-01-06T15:00:00Z",
            "LocalDate" => "2031-01-06",
            "LocalTime" => "09:00",
            "TimeZone" => "Europe/Berlin",
            _ => Name(input).Contains("mail", StringComparison.OrdinalIgnoreCase) ? "new@demo.test" : "Something new",
        };
    }

    private static string KindOf(string words) =>
        new[] { "technician", "service", "client", "contact", "ticket" }
            .FirstOrDefault(kind => words.Contains(kind, StringComparison.OrdinalIgnoreCase)) ?? "request";

    private static string Written(JsonNode type) => type["kind"]!.GetValue<string>() switch
    {
        "NON_NULL" => $"{Written(type["ofType"]!)}!",
        "LIST" => $"[{Written(type["ofType"]!)}]",
        _ => Name(type),
    };

    private static bool IsList(JsonNode type) => type["kind"]!.GetValue<string>() switch
    {
        "NON_NULL" => IsList(type["ofType"]!),
        "LIST" => true,
        _ => false,
    };

    private static string Named(JsonNode type) => type["ofType"] is { } inner ? Named(inner) : Name(type);

    private static string Name(JsonNode node) => node["name"]!.GetValue<string>();
}
