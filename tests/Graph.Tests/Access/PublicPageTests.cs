using Slotline.Graph.Tests.Stories;

namespace Slotline.Graph.Tests.Access;

/// <summary>PostgreSQL's wall hides nothing of what an organization shows to everybody.</summary>
public sealed class PublicPageTests
{
    [Fact]
    public async Task A_stranger_sees_the_public_page_behind_the_wall()
    {
        await using var server = await RunningServer.StartAsync(onPostgres: true);

        var data = await server.Nobody().AskAsync(
            """
            {
              organization(slug: "demo") {
                name defaults { horizonDays } exceptions { from }
                services { nodes {
                  name effectiveRules { horizonDays } technicians { name timeZone services { name } } } }
              }
            }
            """);

        var service = Assert.Single(data["organization"]!["services"]!["nodes"]!.AsArray());
        Assert.Equal(2, service!["technicians"]!.AsArray().Count);
        Assert.Equal(30, service["effectiveRules"]!["horizonDays"]!.GetValue<int>());
    }
}
