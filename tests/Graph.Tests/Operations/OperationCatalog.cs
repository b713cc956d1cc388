using System.Text.Json.Nodes;
using Slotline.Graph.Tests.Stories;

namespace Slotline.Graph.Tests.Operations;

/// <summary>What can be asked for and done, as the running server's own introspection says.</summary>
internal sealed class OperationCatalog
{
    private const string Introspection =
        """
        { __schema { types { kind name
          fields(includeDeprecated: true) { name args { ...Value } type { ...Type } } interfaces { name }
          inputFields { ...Value } enumValues { name } } } }
        fragment Value on __InputValue { name defaultValue type { ...Type } }
        fragment Type on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }
        """;

    private readonly Dictionary<string, JsonNode> _types;

    private OperationCatalog(Dictionary<string, JsonNode> types) => _types = types;

    public static async Task<OperationCatalog> ReadAsync(Person person)
    {
        var data = await person.AskAsync(Introspection);
        return new OperationCatalog(data["__schema"]!["types"]!.AsArray()
            .ToDictionary(type => type!["name"]!.GetValue<string>(), type => type!));
    }

    /// <summary>Every query, every mutation and every field of a node that takes an argument.</summary>
    public IEnumerable<Operation> Operations() =>
        from type in _types.Values
        let owner = type["name"]!.GetValue<string>()
        where owner is "Query" or "Mutation" || IsNode(type)
        from field in type["fields"]!.AsArray()
        where field!["args"]!.AsArray().Count > 0
        select new Operation(
            owner, field["name"]!.GetValue<string>(), SelectionOf(field["type"]!), field["args"]!.AsArray());

    /// <summary>An argument's type as it is written, e.g. <c>[ID!]!</c>.</summary>
    public static string Written(JsonNode type) => (string?)type["kind"] switch
    {
        "NON_NULL" => Written(type["ofType"]!) + "!",
        "LIST" => $"[{Written(type["ofType"]!)}]",
        _ => type["name"]!.GetValue<string>(),
    };

    /// <summary>The fields of an input type; null for another type.</summary>
    public JsonArray? InputFields(string type) => _types[type]["inputFields"] as JsonArray;

    /// <summary>The names of an enum's values; null for another type.</summary>
    public JsonArray? EnumValues(string type) => _types[type]["enumValues"] as JsonArray;

    private static bool IsNode(JsonNode type) =>
        (type["interfaces"] as JsonArray)?.Any(one => (string?)one!["name"] == "Node") == true;

    private string SelectionOf(JsonNode type)
    {
        var name = Named(type);
        var fields = _types[name]["fields"] as JsonArray;
        return fields is null ? ""
            : fields.Any(field => (string?)field!["name"] == "errors") ? "{ errors { code field message } }"
            : "{ __typename }";
    }

    public static string Named(JsonNode type) =>
        type["ofType"] is JsonObject inner ? Named(inner) : type["name"]!.GetValue<string>();
}

/// <summary>A field with arguments: of the schema's roots, or of a type whose nodes are found by their id.</summary>
internal sealed record Operation(string Owner, string Name, string Selection, JsonArray Arguments)
{
    private string Call =>
        $"{Name}({string.Join(", ", Arguments.Select(one => $"{one!["name"]}: ${one["name"]}"))}) {Selection}";

    private string Variables =>
        string.Join(", ", Arguments.Select(one => $"${one!["name"]}: {OperationCatalog.Written(one["type"]!)}"));

    /// <param name="node">An id of the owner, where that is no root.</param>
    public string Document(string? node) => Owner switch
    {
        "Query" => $"query({Variables}) {{ {Call} }}",
        "Mutation" => $"mutation({Variables}) {{ {Call} }}",
        _ => $"query({Variables}) {{ node(id: \"{node}\") {{ ... on {Owner} {{ {Call} }} }} }}",
    };
}
