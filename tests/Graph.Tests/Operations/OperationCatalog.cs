using System.Text.Json.Nodes;
using Slotline.Graph.Tests.Engine;
using Slotline.Graph.Tests.Stories;

namespace Slotline.Graph.Tests.Operations;

/// <summary>What can be asked for and done, as the running server's own introspection says.</summary>
internal sealed class OperationCatalog
{
    private readonly Dictionary<string, JsonNode> _types;

    private OperationCatalog(Dictionary<string, JsonNode> types) => _types = types;

    /// <summary>Every type that has fields, the schema's own words about itself left out.</summary>
    public IEnumerable<string> ObjectTypes => _types.Values
        .Where(type => (string?)type["kind"] == "OBJECT").Select(NameOf)
        .Where(name => !name.StartsWith("__", StringComparison.Ordinal));

    public static async Task<OperationCatalog> ReadAsync(Person person)
    {
        var data = await person.AskAsync(StandardIntrospection.Query);
        return new OperationCatalog(data["__schema"]!["types"]!.AsArray()
            .ToDictionary(type => NameOf(type!), type => type!));
    }

    /// <summary>Every query, every mutation and every field of a node that takes an argument.</summary>
    public IEnumerable<Operation> Operations() =>
        from type in _types.Values
        let owner = NameOf(type)
        where owner is "Query" or "Mutation" || IsNode(owner)
        from field in type["fields"]!.AsArray()
        where field!["args"]!.AsArray().Count > 0
        select new Operation(
            owner, NameOf(field), SelectionOf(Named(field["type"]!)), field["args"]!.AsArray());

    /// <summary>An argument's type as it is written, e.g. <c>[ID!]!</c>.</summary>
    public static string Written(JsonNode type) => (string?)type["kind"] switch
    {
        "NON_NULL" => Written(type["ofType"]!) + "!",
        "LIST" => $"[{Written(type["ofType"]!)}]",
        _ => NameOf(type),
    };

    public static string Named(JsonNode type) => type["ofType"] is JsonObject inner ? Named(inner) : NameOf(type);

    /// <summary>The fields of an input type; null for another type.</summary>
    public JsonArray? InputFields(string type) => _types[type]["inputFields"] as JsonArray;

    /// <summary>The values of an enum; null for another type.</summary>
    public JsonArray? EnumValues(string type) => _types[type]["enumValues"] as JsonArray;

    /// <summary>The fields of an object type, and what each leads to; none for another type.</summary>
    public IEnumerable<(string Name, string Type)> Fields(string type) =>
        (_types[type]["fields"] as JsonArray ?? []).Select(field => (NameOf(field!), Named(field!["type"]!)));

    /// <summary>The objects that a union or an interface may be; null for another type.</summary>
    public IReadOnlyList<string>? PossibleTypes(string type) =>
        (_types[type]["possibleTypes"] as JsonArray)?.Select(one => NameOf(one!)).ToList();

    public bool IsNode(string type) =>
        (_types[type]["interfaces"] as JsonArray)?.Any(one => (string?)one!["name"] == "Node") == true;

    private string SelectionOf(string type)
    {
        var fields = Fields(type).ToDictionary(field => field.Name, field => field.Type);
        return fields.Count == 0 && PossibleTypes(type) is null ? ""
            : fields.ContainsKey("errors") ? "{ errors { code field message } }"
            : fields.TryGetValue("nodes", out var node) && IsNode(node) ? "{ nodes { id } }"
            : fields.ContainsKey("id") ? "{ id }"
            : "{ __typename }";
    }

    private static string NameOf(JsonNode node) => node["name"]!.GetValue<string>();
}

/// <summary>A field with arguments: of the schema's roots, or of a type whose nodes are found by their id.</summary>
internal sealed record Operation(string Owner, string Name, string Selection, JsonArray Arguments)
{
    private string Call =>
        $"{Name}({string.Join(", ", Arguments.Select(one => $"{one!["name"]}: ${one["name"]}"))}) {Selection}";

    private string Variables =>
        string.Join(", ", Arguments.Select(one => $"${one!["name"]}: {OperationCatalog.Written(one["type"]!)}"));

    /// <param name="node">An id of the owner, where that is no root.</param>
    public string Document(string? node = null) => Owner switch
    {
        "Query" => $"query({Variables}) {{ {Call} }}",
        "Mutation" => $"mutation({Variables}) {{ {Call} }}",
        _ => $"query({Variables}) {{ node(id: \"{node}\") {{ ... on {Owner} {{ {Call} }} }} }}",
    };
}
