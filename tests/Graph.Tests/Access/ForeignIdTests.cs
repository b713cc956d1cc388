using System.Text.Json;
using System.Text.Json.Nodes;
using Slotline.Graph.Tests.Operations;

namespace Slotline.Graph.Tests.Access;

/// <summary>
/// Every id that the schema takes anywhere, given from another organization by an admin, with everything else right: it
/// is not found, nothing of the other organization is shown, and nothing there changes. The calls are made from the
/// schema, so that a new argument is tried without anybody thinking of it.
/// </summary>
public sealed class ForeignIdTests(WalkServer server) : IClassFixture<WalkServer>
{
    private const string Admin = "admin@demo.test";

    private const string TheirWorld =
        """
        {
          organization { id name timeZone publicBookingEnabled exceptions { id from to } }
          clients(first: 100) { nodes { id name contacts { nodes { id name email phone } } } }
          technicians(activeOnly: false) { nodes { id name email isActive weeklyHours { day from } services { id } } }
          services(first: 50) { nodes { id name durationsMinutes isBookable isPublic technicians { id } } }
          tickets(first: 100) { nodes { id number title client { id } } }
          appointmentRequests(first: 100) { nodes { id version status description internalNotes } }
        }
        """;

    private static readonly string[] Kinds = ["request", "client", "contact", "ticket", "technician", "service"];

    [Fact]
    public async Task No_id_of_another_organization_is_taken_anywhere()
    {
        var schema = new SchemaCalls(await OperationCatalog.ReadAsync(server.Admin), Own);
        var before = (await server.ForeignAdmin.AskAsync(TheirWorld)).ToJsonString();
        var notFound = 0;
        foreach (var (operation, places) in schema.CallsThatTakeIds())
        {
            foreach (var place in places)
            {
                foreach (var kind in Kinds)
                {
                    var foreign = JsonNode.Parse(server.IdsOf(Admin, Side.Foreign)[kind])!.GetValue<string>();
                    var answer = await server.Admin.PostAsync(
                        operation.Document(), schema.Variables(operation, place, foreign));
                    var text = answer.ToJsonString();

                    Assert.DoesNotContain(
                        server.Secrets(Side.Foreign), id => text.Contains(id, StringComparison.Ordinal));
                    notFound += text.Contains("\"NOT_FOUND\"", StringComparison.Ordinal) ? 1 : 0;
                }
            }
        }

        // Most places take ids of one kind; that many were right but for the organization.
        Assert.InRange(notFound, 25, int.MaxValue);
        Assert.Equal(before, (await server.ForeignAdmin.AskAsync(TheirWorld)).ToJsonString());
    }

    private string Own(string kind) =>
        JsonSerializer.Deserialize<string>(server.IdsOf(Admin, Side.Own)[kind])!;
}
