using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;

namespace Slotline.Tests.Servers;

/// <summary>The same servers from Docker, for machines that have no programs of their own.</summary>
internal static class ServerContainer
{
    /// <summary>Starts an image with its port on a fixed local one, which it keeps over a restart.</summary>
    public static async Task<IContainer> StartAsync(
        string image, int port, int innerPort, IReadOnlyDictionary<string, string> environment, string[] command)
    {
        var container = new ContainerBuilder(image)
            .WithEnvironment(environment)
            .WithPortBinding(port, innerPort)
            .WithCommand(command)
            .Build();
        await container.StartAsync();
        return container;
    }
}
