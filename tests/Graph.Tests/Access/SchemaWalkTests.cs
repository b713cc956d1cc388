using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slotline.Domain.Directory;
using Slotline.Graph.Access.Rules;

namespace Slotline.Graph.Tests.Access;

public sealed class SchemaWalkTests(WalkServer server) : SchemaWalk<WalkServer>(server);

public sealed class SchemaWalkOnPostgresTests(PostgresWalkServer server) : SchemaWalk<PostgresWalkServer>(server);

/// <summary>Every operation of the schema, called as everybody with everybody's objects, does as the table of rights
/// says.</summary>
public abstract partial class SchemaWalk<TServer>(TServer server) : IClassFixture<TServer>
    where TServer : WalkServer
{
    /// <summary>Let in, and nothing is found.</summary>
    private const Whose Hidden = (Whose)(-1);

    private static readonly string[] NoEntry = ["FORBIDDEN", "UNAUTHENTICATED"];

    [Fact]
    public void Every_operation_of_the_schema_has_one_row_and_a_probe()
    {
        var operations = SchemaNames.All();

        Assert.Equal([], operations.Where(operation => RightsTable.Find(operation) is null));
        Assert.Equal([], operations.Where(operation => !Probes.All.ContainsKey(operation)));
    }

    [Fact]
    public void Every_kind_of_node_has_a_row() =>
        Assert.Equal([], SchemaNames.Nodes.Where(node => RightsTable.Find(node) is null));

    [Theory]
    [MemberData(nameof(SchemaNames.Operations), MemberType = typeof(SchemaNames))]
    public async Task Everybody_gets_as_far_as_their_cell_says(string operation)
    {
        var probe = Probes.All[operation];
        var right = RightsTable.Find(operation)!;
        var wrong = new List<string>();
        foreach (var caller in WalkServer.Callers)
        {
            var cell = CellOf(right, operation, caller);
            foreach (var side in WalkServer.NamesAnything(probe) ? Enum.GetValues<Side>() : [Side.Own])
            {
                var answer = await server.AskAsync(caller, probe, side);
                if (operation is "Mutation.signOut" or "Mutation.revokeOtherSessions")
                    await server.EnterAgainAsync(caller);
                if (!Expected(cell, side, caller, probe).Contains(OutcomeOf(answer, probe)))
                    wrong.Add($"{caller}, {side} ({cell}): {answer}");
                wrong.AddRange(LeaksIn(answer, cell, caller).Select(id => $"{caller} is shown {id}: {answer}"));
            }
        }

        Assert.Equal([], wrong);
    }

    [Theory]
    [InlineData("client@demo.test")]
    [InlineData("clientadmin@demo.test")]
    [InlineData("technician@demo.test")]
    [InlineData("dispatcher@demo.test")]
    [InlineData(WalkServer.FullToken)]
    [InlineData(WalkServer.Link)]
    [InlineData("token AvailabilityRead")]
    [InlineData("token RequestsRead")]
    [InlineData("token DirectoryWrite")]
    [InlineData("token SettingsWrite")]
    public async Task Objects_found_by_id_are_those_of_their_row(string caller)
    {
        foreach (var (name, type) in new[] { ("request", "AppointmentRequest"), ("client", "Client"),
            ("contact", "Contact"), ("ticket", "Ticket"), ("technician", "Technician"), ("service", "Service") })
        {
            var cell = RightsTable.Find($"Node.{type}")!.For(server.CallerOf(caller));
            if (caller == WalkServer.Link && name is "client" or "contact" or "ticket")
                continue;
            foreach (var side in Enum.GetValues<Side>())
            {
                var id = server.IdsOf(caller, side)[name];
                var answer = await server.SendAsync(caller, $"{{ node(id: {id}) {{ id }} }}");
                var isFound = JsonNode.Parse(answer)!["data"]!["node"] is not null;
                var isTheirs = side != Side.Foreign && cell switch
                {
                    Whose.No => false,
                    Whose.All => true,
                    Whose.Open => name == "technician",
                    _ => side == Side.Own || (side == Side.Colleagues
                        && (cell == Whose.Ours || name is not ("request" or "contact"))),
                };

                Assert.True(isFound == isTheirs, $"{type} of {side} for {caller}: {answer}");
            }
        }
    }

    /// <summary>What a token must carry is all that it gets: one scope too few refuses.</summary>
    [Fact]
    public void A_token_is_let_in_by_the_scopes_of_the_row_and_by_nothing_else()
    {
        foreach (var right in RightsTable.Rows.Concat(RightsTable.Nodes))
        {
            var full = (Permissions)Enum.GetValues<Permissions>().Sum(permission => (int)permission);
            Assert.Equal(right.Scopes is not null, right.For(Program(full)) != Whose.No);
            foreach (var scope in Enum.GetValues<Permissions>().Where(p => p != 0 && right.Scopes?.HasFlag(p) == true))
                Assert.Equal(Whose.No, right.For(Program(full & ~scope)));
        }
    }

    private static Caller Program(Permissions scopes) => new()
    {
        OrganizationId = Guid.CreateVersion7(),
        Actor = new Actor(ActorKind.ApiClient, Guid.CreateVersion7(), "Help desk", null),
        Permissions = scopes,
    };

    /// <summary>`node` is open to everybody who is signed in; what it finds has rows of its own.</summary>
    private Whose CellOf(Right right, string operation, string caller)
    {
        var cell = right.For(server.CallerOf(caller));
        if (operation is not ("Query.node" or "Query.nodes") || cell == Whose.No)
            return cell;
        var type = caller == WalkServer.Link ? "AppointmentRequest" : "Client";
        var found = RightsTable.Find($"Node.{type}")!.For(server.CallerOf(caller));
        return found == Whose.No ? Hidden : found;
    }

    private static string[] Expected(Whose cell, Side side, string caller, string probe)
    {
        if (cell == Hidden) return ["missing"];
        if (cell == Whose.No) return ["refused"];
        if (!WalkServer.NamesAnything(probe) || side == Side.Own) return ["reached"];
        if (side == Side.Foreign) return ["missing", "refused"];
        if (cell is Whose.All or Whose.Open) return ["reached"];

        // A technician has no colleagues in this sense, and a client's admin answers for theirs.
        return side == Side.Colleagues && (cell == Whose.Ours || caller == "technician@demo.test")
            ? ["reached"]
            : ["missing", "refused"];
    }

    private static string OutcomeOf(string answer, string probe)
    {
        if (answer == "open") return "reached";
        var codes = Code().Matches(answer).Select(match => match.Groups[1].Value).ToList();
        if (codes.Any(NoEntry.Contains)) return "refused";
        return WalkServer.NamesAnything(probe) && (codes.Contains("NOT_FOUND") || IsNull(answer))
            ? "missing"
            : "reached";
    }

    private static bool IsNull(string answer) =>
        JsonNode.Parse(answer)!["data"]?.AsObject().All(field => field.Value is null
            || (field.Value is JsonArray { Count: 1 } list && list[0] is null)) ?? true;

    private IEnumerable<string> LeaksIn(string answer, Whose cell, string caller)
    {
        var seesAll = cell == Whose.All || server.CallerOf(caller)?.IsStaff == true;
        var hidden = server.Secrets(Side.Foreign).Concat(seesAll ? [] : server.Secrets(Side.Others));
        return hidden.Where(id => answer.Contains(id, StringComparison.Ordinal));
    }

    [GeneratedRegex("\"code\":\"([A-Z_]+)\"")]
    private static partial Regex Code();
}
