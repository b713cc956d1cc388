using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;
using Slotline.Graph.Access;
using Slotline.Graph.Delivery;
using Slotline.Graph.Engine;
using Slotline.Graph.Live;
using Slotline.Graph.Presence;
using Slotline.Graph.Scheduling;

namespace Slotline.Graph.Tests.Engine;

/// <summary>
/// The committed contract is what the server prints. After a wanted change, run this test with
/// <c>SLOTLINE_WRITE_SCHEMA=1</c>, and commit the difference of <c>schema.graphql</c> with what caused it.
/// </summary>
public sealed class PublicSchemaTests
{
    private const string Write = "SLOTLINE_WRITE_SCHEMA";

    [Fact]
    public void The_committed_schema_is_the_one_the_server_prints()
    {
        using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IClock>(new FakeClock(default))
            .AddPersistence()
            .AddScheduling()
            .AddAccess()
            .AddLive(null)
            .AddPresence()
            .AddDelivery()
            .AddGraphEngine()
            .BuildServiceProvider();
        var printed = SchemaText.Print(services);
        if (Environment.GetEnvironmentVariable(Write) == "1")
        {
            File.WriteAllText(CommittedSchema(), printed);
        }

        Assert.Equal(File.ReadAllText(CommittedSchema()), printed);
    }

    private static string CommittedSchema()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Slotline.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside of the repository.");
        }

        return Path.Combine(folder.FullName, "schema.graphql");
    }
}
