using DotNet.Testcontainers.Containers;

namespace Slotline.Tests.Servers;

/// <summary>Where a server's program comes from.</summary>
internal static class ServerSource
{
    /// <summary>The full path of a program, looked for on the path and in folders that are not on it.</summary>
    public static string? Find(string program, IEnumerable<string> otherFolders)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.Concat(otherFolders)
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>A sentence that says what to do, in place of whatever Docker's absence looks like from below.</summary>
    public static async Task<IContainer> ContainerAsync(string server, string setting, Func<Task<IContainer>> start)
    {
        try
        {
            return await start();
        }
        catch (Exception cause)
        {
            throw new InvalidOperationException(
                $"These tests need a real {server}: set {setting} to a connection string, "
                + $"install {server} on this machine, or start Docker.",
                cause);
        }
    }
}
