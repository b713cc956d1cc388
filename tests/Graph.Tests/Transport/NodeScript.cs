using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Slotline.Graph.Tests.Transport;

/// <summary>Runs one of the scripts in <c>tests/conformance</c> against a server.</summary>
internal static class NodeScript
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan PatienceForTheRest = TimeSpan.FromSeconds(20);

    private static readonly Lazy<Task<string>> Folder = new(PrepareAsync);

    /// <summary>How many checks passed; fails with the output where one did not.</summary>
    public static async Task<int> RunAsync(string script, Uri server, params string[] arguments)
    {
        var folder = await Folder.Value;
        var (code, output) = await StartAsync("node", folder, [script, server.ToString(), .. arguments]);
        Assert.True(code == 0, $"{script} ended with {code}:\n{output}");
        using var summary = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]);
        Assert.Empty(summary.RootElement.GetProperty("failed").EnumerateArray());
        return summary.RootElement.GetProperty("passed").GetInt32();
    }

    private static async Task<string> PrepareAsync()
    {
        var folder = Path.Combine(RepositoryRoot(), "tests", "conformance");
        if (!System.IO.Directory.Exists(Path.Combine(folder, "node_modules", "graphql-http")))
        {
            var (code, output) = await StartAsync("npm", folder, ["ci", "--no-audit", "--no-fund"]);
            Assert.True(code == 0, $"npm ci failed in {folder}:\n{output}");
        }

        return folder;
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Slotline.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }

    private static async Task<(int Code, string Output)> StartAsync(
        string program, string folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Launch(start);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail(
                $"{program} {string.Join(' ', start.ArgumentList)} did not end within {Patience}:\n"
                + await output.WaitAsync(PatienceForTheRest));
        }

        // A child that it left behind may hold its output open for ever.
        return (process.ExitCode, await errors.WaitAsync(PatienceForTheRest)
            + await output.WaitAsync(PatienceForTheRest));
    }

    private static Process Launch(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException(
                $"{start.FileName} is missing: the conformance tests need Node.js 20 or later (https://nodejs.org).");
        }
    }
}
