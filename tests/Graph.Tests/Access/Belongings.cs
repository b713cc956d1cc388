using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slotline.Domain.Directory;
using Slotline.Graph.Access;
using Slotline.Graph.Engine;
using Slotline.Graph.Tests.Operations;

namespace Slotline.Graph.Tests.Access;

/// <summary>Whose the objects of the demo are, as its admins know them.</summary>
internal sealed partial class Belongings
{
    private const string All =
        """
        {
          AppointmentRequest: appointmentRequests(first: 100) {
            nodes { id client { id } contact { id } appointment { id } } }
          Contact: contacts(first: 100, activeOnly: false) { nodes { id client { id } } }
          Ticket: tickets(first: 100) { nodes { id client { id } } }
        }
        """;

    private readonly Dictionary<string, JsonNode> _byId;
    private readonly Dictionary<string, string> _requestOf;
    private readonly HashSet<string> _foreign;

    private Belongings(JsonNode own, HashSet<string> foreign)
    {
        _byId = own.AsObject().SelectMany(list => list.Value!["nodes"]!.AsArray())
            .ToDictionary(node => node!["id"]!.GetValue<string>(), node => node!);
        _requestOf = own["AppointmentRequest"]!["nodes"]!.AsArray().Where(node => node!["appointment"] is not null)
            .ToDictionary(node => (string)node!["appointment"]!["id"]!, node => (string)node!["id"]!);
        _foreign = foreign;
    }

    public static async Task<Belongings> ReadAsync(WalkServer server)
    {
        var paths = new FieldPaths(await OperationCatalog.ReadAsync(server.Admin), _ => true);
        var foreign = new HashSet<string>();
        foreach (var root in FieldPaths.Roots)
        {
            var answer = await server.ForeignAdmin.PostAsync(paths.Whole(root));
            Assert.True(answer["data"] is not null, answer.ToJsonString());
            foreach (Match id in Id().Matches(answer.ToJsonString()))
                foreign.Add(id.Groups[1].Value);
        }

        Assert.True(foreign.Count > 10, $"Only {foreign.Count} ids of the other organization are known.");
        return new Belongings(await server.Admin.AskAsync(All), foreign);
    }

    /// <summary>Whether an object may be met by somebody, by whatever way.</summary>
    public bool IsFor(Caller? caller, string type, string id)
    {
        if (_foreign.Contains(id))
            return false;
        if (caller is not null && caller.SeesAsStaff())
            return true;
        return type switch
        {
            "Appointment" => IsFor(caller, "AppointmentRequest", _requestOf[id]),
            "AppointmentRequest" => Is(caller?.RequestId, "req", id) || (caller?.Role == Role.ClientAdmin
                ? Is(caller.ClientId, "cli", (string?)_byId[id]["client"]?["id"])
                : Is(caller?.Actor.Id, "con", (string?)_byId[id]["contact"]?["id"])),
            "Client" => Is(caller?.ClientId, "cli", id),
            "Contact" => Is(caller?.Actor.Id, "con", id) || (caller?.Role == Role.ClientAdmin
                && Is(caller.ClientId, "cli", (string?)_byId[id]["client"]!["id"])),
            "Ticket" => Is(caller?.ClientId, "cli", (string?)_byId[id]["client"]?["id"]),
            _ => true,
        };
    }

    private static bool Is(Guid? known, string prefix, string? id) =>
        known is not null && id is not null && GlobalId.TryDecode(id, prefix, out var decoded) && decoded == known;

    [GeneratedRegex("\"(?:\\w+_)?id\":\"([^\"]+)\"")]
    private static partial Regex Id();
}
