using System.Text.Json.Nodes;
using Slotline.Graph.Tests.Operations;

namespace Slotline.Graph.Tests.Access;

/// <summary>Fills in what the operations that take ids must be given, right but for one id.</summary>
internal sealed class SchemaCalls(OperationCatalog catalog, Func<string, string> own)
{
    /// <summary>Operations that take ids, and the places in the variables of each where ids go.</summary>
    public IEnumerable<(Operation Operation, IReadOnlyList<string> Places)> CallsThatTakeIds() =>
        from operation in catalog.Operations()
        where operation.Owner is "Query" or "Mutation"
        let places = operation.Arguments.SelectMany(argument => PlacesIn(argument!, Name(argument!), depth: 0)).ToList()
        where places.Count > 0
        select (operation, (IReadOnlyList<string>)places);

    /// <summary>What the operation must be given, right but for the id at one place.</summary>
    public JsonObject Variables(Operation operation, string place, string id) =>
        Fill(operation.Arguments, operation.Name, place.Split('.'), id);

    private IEnumerable<string> PlacesIn(JsonNode input, string path, int depth)
    {
        var type = OperationCatalog.Named(input["type"]!);
        if (type == "ID")
            return [path];
        return depth > 3 || catalog.InputFields(type) is not { } fields
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
                filled[Name(input)] = OperationCatalog.Written(input["type"]!).StartsWith('[')
                    ? new JsonArray(value)
                    : value;
            }
        }

        return filled;
    }

    private JsonNode? Value(JsonNode input, string of, ReadOnlySpan<string> place, string? id)
    {
        var type = OperationCatalog.Named(input["type"]!);
        if (catalog.InputFields(type) is { } fields)
            return Fill(fields, of, place, id ?? "");
        if (catalog.EnumValues(type) is { } values)
            return Name(values[0]!);
        return type switch
        {
            "ID" => id ?? own(KindOf($"{Name(input)} {of}")),
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

    private static string Name(JsonNode node) => node["name"]!.GetValue<string>();
}
