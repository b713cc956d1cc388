using System.Text.Json.Nodes;
using Slotline.Graph.Access;
using Slotline.Graph.Access.Rules;
using Slotline.Graph.Tests.Operations;

namespace Slotline.Graph.Tests.Access;

/// <summary>
/// What lies below the queries, by every way that leads there: nobody meets an object, or reads a field, that the table
/// of rights does not give them.
/// </summary>
public sealed class FieldWalkTests(WalkServer server) : IClassFixture<WalkServer>
{
    /// <summary>What is no object of its own: who sees the one it is a part of sees it too.</summary>
    private static readonly string[] Parts =
    [
        "AccessLink", "AppointmentRequestEvent", "BookingRules", "FieldChange", "NotificationPreference",
        "NotificationSettings", "PendingCount", "Presence", "PresenceList", "ProviderOption", "Requester",
        "RuleViolation", "SavedReply", "ServiceBookingRules", "SignInOptions", "Slot", "SlotDay", "SlotExplanation",
        "SlotSearch", "StatusCount", "TechnicianCandidate", "TechnicianExplanation", "TimeRange", "UnconfirmedRequest",
        "Viewer", "Visitor", "VisitorSettings", "WeeklyHours",
    ];

    private static readonly string[] Roots = ["Query", "Mutation", "Subscription", "PageInfo", "UserError"];

    public static TheoryData<string> Callers => [.. WalkServer.Callers];

    [Fact]
    public async Task Every_type_is_a_node_with_a_row_or_a_part_of_something()
    {
        var catalog = await OperationCatalog.ReadAsync(server.Admin);
        var types = catalog.ObjectTypes.Except(Roots)
            .Where(type => !type.EndsWith("Payload", StringComparison.Ordinal)
                && !type.EndsWith("Connection", StringComparison.Ordinal)
                && !type.EndsWith("Edge", StringComparison.Ordinal))
            .ToList();

        Assert.Equal([], types.Where(type => RightsTable.Find($"Node.{type}") is null).Except(Parts));
        Assert.Equal([], Parts.Except(types));
    }

    [Fact]
    public async Task Every_row_of_a_field_is_a_field_of_the_schema()
    {
        var catalog = await OperationCatalog.ReadAsync(server.Admin);

        // Notes are events and changes of the history, and no field.
        Assert.Equal([], RightsTable.Fields.Select(row => row.Operation).Except(["AppointmentRequestEvent.notes"])
            .Except(catalog.ObjectTypes.SelectMany(type => catalog.Fields(type).Select(one => $"{type}.{one.Name}"))));
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task Nobody_meets_what_is_not_theirs(string caller)
    {
        var catalog = await OperationCatalog.ReadAsync(server.Admin);
        var paths = new FieldPaths(catalog, field => Shows(field, caller));
        var belongings = await Belongings.ReadAsync(server);
        var (wrong, met) = (new List<string>(), 0);
        foreach (var root in FieldPaths.Roots)
        {
            var answer = JsonNode.Parse(await server.SendAsync(caller, paths.Whole(root)))!;
            Assert.True(IsAnswered(answer), $"{caller}, {root.Call}: {answer["errors"]?.ToJsonString()}");
            Meet(answer["data"]?[root.Call.Split('(')[0]], "");
        }

        Assert.Equal([], wrong.Distinct().Take(20));
        Assert.True(met > 0 || caller.StartsWith("token", StringComparison.Ordinal), "Nothing was met at all.");

        void Meet(JsonNode? node, string via)
        {
            if (node is JsonArray list)
            {
                foreach (var item in list)
                    Meet(item, via);
            }
            else if (node is JsonObject one && (string?)one["__typename"] is { } type)
            {
                met++;
                if (one["totalCount"] is { } total && one["nodes"] is JsonArray nodes)
                    Add(
                        (int)total != nodes.Count && !(bool)one["pageInfo"]!["hasNextPage"]!,
                        $"{via} counts {total} and shows {nodes.Count}");
                else if (RightsTable.Find($"Node.{type}") is { } row)
                    Add(!MayMeet(row, via, caller) && !IsOfABooking(type, caller), $"{type} by {via}");
                if ((string?)(one["id"] ?? one[$"{type}_id"]) is { } id)
                    Add(!belongings.IsFor(server.CallerOf(caller), type, id), $"{type} {id} by {via}");
                foreach (var (name, value) in one)
                    Meet(value, one["nodes"] is null ? $"{type}.{name[(name.IndexOf('_') + 1)..]}" : via);
            }
        }

        void Add(bool isWrong, string what)
        {
            if (isWrong)
                wrong.Add(what);
        }
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task Nobody_reads_a_field_that_is_closed_to_them_by_any_way(string caller)
    {
        var catalog = await OperationCatalog.ReadAsync(server.Admin);
        var paths = new FieldPaths(catalog, field => Shows(field, caller));
        var wrong = new List<string>();
        foreach (var field in FieldsWithRows().Where(field => !Shows(field, caller)))
        {
            var (type, name) = (field.Split('.')[0], field.Split('.')[1]);
            foreach (var document in paths.WaysTo(type, name))
            {
                var answer = await server.SendAsync(caller, document);
                if (Targets(JsonNode.Parse(answer)).Any(IsShown))
                    wrong.Add($"{document}: {answer}");
            }
        }

        Assert.Equal([], wrong);
        if (server.CallerOf(caller)?.IsStaff != true && caller is not WalkServer.FullToken)
        {
            foreach (var root in FieldPaths.Roots)
            {
                var seen = await server.SendAsync(caller, paths.Whole(root));
                var isShown = seen.Contains(WalkServer.Canary, StringComparison.Ordinal);
                Assert.True(caller == "token RequestsRead" || !isShown, seen);
            }
        }
    }

    /// <summary>A walk that never comes to the fields would find nothing wrong with them.</summary>
    [Fact]
    public async Task Those_who_may_read_them_do()
    {
        var paths = new FieldPaths(await OperationCatalog.ReadAsync(server.Admin), _ => true);
        foreach (var field in FieldsWithRows())
        {
            var ways = paths.WaysTo(field.Split('.')[0], field.Split('.')[1]).ToList();
            var isShown = false;
            foreach (var document in ways)
                isShown |= Targets(JsonNode.Parse(await server.SendAsync("admin@demo.test", document))).Any(IsShown);

            // Slots are no object that a query without a question leads to; the walk of operations asks it.
            Assert.True(isShown || field.StartsWith("Slot", StringComparison.Ordinal), $"{field}, {ways.Count} ways");
        }
    }

    private static IEnumerable<string> FieldsWithRows() =>
        RightsTable.Fields.Select(row => row.Operation).Where(field => field != "AppointmentRequestEvent.notes");

    private bool Shows(string field, string caller) =>
        RightsTable.Find(field) is not { } row || row.For(server.CallerOf(caller)) != Whose.No;

    /// <summary>By a query, that is, by itself, or by a field; its own row or the field's opens it.</summary>
    private bool MayMeet(Right row, string via, string caller) => via.Length == 0
        || row.For(server.CallerOf(caller)) != Whose.No
        || RightsTable.Find(via)?.For(server.CallerOf(caller)) is { } cell && cell != Whose.No;

    /// <summary>A program that reads requests needs no other scope to see what they are for, and with whom.</summary>
    private bool IsOfABooking(string type, string caller) =>
        type is "Service" or "Technician" && server.CallerOf(caller) is { } known && known.SeesAsStaff();

    private static bool IsAnswered(JsonNode answer) => answer["errors"] is not JsonArray errors
        || errors.All(one => (string?)one!["extensions"]?["code"] is "FORBIDDEN" or "UNAUTHENTICATED");

    private static bool IsShown(JsonNode? value) => value switch
    {
        null => false,
        JsonArray list => list.Count > 0,
        JsonObject { } one when one["totalCount"] is { } total => (int)total > 0,
        JsonValue text when text.TryGetValue<string>(out var words) => words.Length > 0,
        _ => true,
    };

    private static IEnumerable<JsonNode?> Targets(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Targets),
        JsonObject one => one.SelectMany(pair => pair.Key == "target" ? [pair.Value] : Targets(pair.Value)),
        _ => [],
    };
}
