using System.Text.Json.Nodes;
using Slotline.Graph.Tests.Stories;

namespace Slotline.Graph.Tests.Operations;

/// <summary>
/// Every argument of every operation is given every bad value, one at a time, the rest being as it should be. Whatever
/// comes of it is an answer: never a fault, and an input that is refused is refused by its name.
/// </summary>
public sealed class BadInputTests
{
    // Its wrong passwords would lock out the person who walks.
    private static readonly string[] LeftOut = ["signIn"];

    private Dictionary<string, string> _ids = [];

    [Theory]
    [InlineData(false, "admin@demo.test")]
    [InlineData(true, "admin@demo.test")]
    [InlineData(false, "client@demo.test")]
    public async Task Is_answered_and_never_a_fault(bool onPostgres, string email)
    {
        await using var server = await RunningServer.StartAsync(onPostgres);
        var person = await server.SignInAsync(email);
        var catalog = await OperationCatalog.ReadAsync(person);
        _ids = await FindIdsAsync(await server.SignInAsync("admin@demo.test"));
        var (count, bad) = (0, new List<string>());

        foreach (var operation in catalog.Operations().Where(one => !LeftOut.Contains(one.Name)))
        {
            var document = operation.Document(_ids.GetValueOrDefault(operation.Owner));
            var proper = ProperOf(catalog, operation.Name, operation.Arguments);
            foreach (var place in PlacesIn(catalog, operation.Arguments, [], proper))
            {
                foreach (var value in HostileValues.Of(place.Type))
                {
                    count++;
                    var variables = proper.DeepClone();
                    place.Put(variables, value?.DeepClone());
                    var answer = await person.PostAsync(document, variables);
                    if (Complaint(answer) is { } complaint)
                    {
                        bad.Add($"{operation.Owner}.{operation.Name} {place.Path} = {Short(value)}: {complaint}");
                    }
                }
            }
        }

        Assert.True(count > 1_000, $"Only {count} inputs were tried.");
        Assert.True(bad.Count == 0, $"{bad.Count} of {count}:\n{string.Join('\n', bad.Take(60))}");
    }

    private static string? Complaint(JsonNode answer)
    {
        var text = answer.ToJsonString();
        if (text.Contains("INTERNAL_SERVER_ERROR", StringComparison.Ordinal)
            || text.Contains("   at ", StringComparison.Ordinal))
        {
            return text;
        }

        var refusals = (answer["data"] as JsonObject)?
            .Select(field => (field.Value as JsonObject)?["errors"] as JsonArray)
            .Where(errors => errors is not null).SelectMany(errors => errors!) ?? [];
        return refusals.Any(error => (string?)error!["code"] == "INVALID_INPUT" && error["field"]!.AsArray().Count == 0)
            ? $"refused without a name: {text}" : null;
    }

    private static string Short(JsonNode? value) =>
        value?.ToJsonString() is { } text ? text[..Math.Min(60, text.Length)] : "null";

    private static IEnumerable<Place> PlacesIn(
        OperationCatalog catalog, JsonArray values, string[] path, JsonObject proper) =>
        from one in values
        let name = one["name"]!.GetValue<string>()
        from place in PlacesOf(catalog, one["type"]!, [.. path, name], proper[name])
        select place;

    private static IEnumerable<Place> PlacesOf(OperationCatalog catalog, JsonNode type, string[] path, JsonNode? proper)
    {
        if ((string?)type["kind"] == "NON_NULL")
        {
            return PlacesOf(catalog, type["ofType"]!, path, proper);
        }

        var name = OperationCatalog.Named(type);
        var here = new Place(path, name);
        if ((string?)type["kind"] == "LIST")
        {
            return [here, .. proper is JsonArray ? PlacesOf(catalog, type["ofType"]!, [.. path, "0"], proper[0]) : []];
        }

        return catalog.InputFields(name) is { } fields && proper is JsonObject given
            ? [here, .. PlacesIn(catalog, fields, path, given)]
            : [here];
    }

    private JsonObject ProperOf(OperationCatalog catalog, string operation, JsonArray values) =>
        new(values.Select(one => KeyValuePair.Create(
            one!["name"]!.GetValue<string>(),
            Proper(catalog, operation, one["name"]!.GetValue<string>(), one["type"]!))));

    private JsonNode? Proper(OperationCatalog catalog, string operation, string name, JsonNode type)
    {
        if ((string?)type["kind"] == "NON_NULL")
        {
            return Proper(catalog, operation, name, type["ofType"]!);
        }

        if ((string?)type["kind"] == "LIST")
        {
            return new JsonArray(Proper(catalog, operation, name, type["ofType"]!));
        }

        var named = type["name"]!.GetValue<string>();
        return catalog.InputFields(named) is { } fields
            ? ProperOf(catalog, operation, fields)
            : catalog.EnumValues(named) is { } values ? values[0]!["name"]!.GetValue<string>()
            : ProperScalar(operation, name, named);
    }

    private JsonNode? ProperScalar(string operation, string name, string type) => type switch
    {
        "ID" => _ids[_ids.Keys.FirstOrDefault(key => name.Contains(key, StringComparison.OrdinalIgnoreCase))
            ?? _ids.Keys.FirstOrDefault(key => operation.Contains(key, StringComparison.OrdinalIgnoreCase))
            ?? "AppointmentRequest"],
        "Int" => name.StartsWith("duration", StringComparison.Ordinal) ? 60 : 1,
        "Boolean" => true,
        "DateTime" => name is "to" or "startsBefore" ? "2027-06-02T14:00:00Z" : "2027-06-01T14:00:00Z",
        "LocalDate" => name == "to" ? "2027-06-02" : "2027-06-01",
        "LocalTime" => name == "to" ? "17:00" : "09:00",
        "TimeZone" => "America/New_York",
        _ when name.Contains("mail", StringComparison.OrdinalIgnoreCase) => "somebody@example.test",
        _ when name == "locale" => "en",
        _ => null,
    };

    private static async Task<Dictionary<string, string>> FindIdsAsync(Person admin)
    {
        var data = await admin.AskAsync(
            """
            { Service: services(first: 1) { nodes { id } } Technician: technicians(first: 1) { nodes { id } }
              Client: clients(first: 1) { nodes { id contacts(first: 1) { nodes { id } } } }
              Ticket: tickets(first: 1) { nodes { id } } viewer { organization { id } }
              AppointmentRequest: appointmentRequests(first: 1, filter: { status: [PENDING] }) { nodes { id } } }
            """);
        return data.AsObject().Where(one => one.Key != "viewer")
            .Select(one => (one.Key, Id: one.Value!["nodes"]![0]!["id"]!))
            .Append(("Contact", data["Client"]!["nodes"]![0]!["contacts"]!["nodes"]![0]!["id"]!))
            .Append(("Organization", data["viewer"]!["organization"]!["id"]!))
            .ToDictionary(one => one.Item1, one => one.Item2.GetValue<string>());
    }

    private sealed record Place(string[] Way, string Type)
    {
        public string Path => string.Join('.', Way);

        public void Put(JsonNode variables, JsonNode? value)
        {
            var parent = Way[..^1]
                .Aggregate(variables, (node, step) => node is JsonArray list ? list[0]! : node[step]!);
            if (parent is JsonArray array)
            {
                array[0] = value;
            }
            else
            {
                parent[Way[^1]] = value;
            }
        }
    }
}
