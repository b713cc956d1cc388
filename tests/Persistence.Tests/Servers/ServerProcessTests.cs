using System.Diagnostics;
using System.Globalization;
using Slotline.Tests.Servers;

namespace Slotline.Persistence.Tests.Servers;

public sealed class ServerProcessTests
{
    private const string Sleep = "echo $$ >pid; exec sleep 600";

    [Fact]
    public async Task Removes_its_folder_and_its_program_when_the_tests_are_done_with_it()
    {
        var folder = ServerProcess.NewFolder("sleep");
        var process = await ServerProcess.StartAsync(folder, null, "TERM", "sh", "-c", Sleep);
        var id = await ReadIdAsync(folder);
        Assert.True(IsRunning(id));

        await process.DisposeAsync();

        Assert.False(Directory.Exists(folder));
        Assert.False(IsRunning(id));
    }

    [Fact]
    public async Task Ends_the_program_when_the_process_that_started_it_is_killed()
    {
        var folder = ServerProcess.NewFolder("orphan");
        var pipe = folder + ".pipe";
        Process.Start("mkfifo", [pipe]).WaitForExit();
        using var tests = Process.Start("sh", ["-c", $"exec sleep 600 >{pipe}"]);
        string[] supervised = ["sh", "-c", ServerProcess.Supervisor, "sh", folder, "TERM", "sh", "-c", Sleep];
        using var supervisor = Process.Start("sh", ["-c", $"exec \"$@\" <{pipe}", "sh", .. supervised]);
        var id = await ReadIdAsync(folder);
        Assert.True(IsRunning(id));

        tests.Kill();
        await supervisor.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));

        Assert.False(IsRunning(id));
        Assert.False(Directory.Exists(folder));
        File.Delete(pipe);
    }

    [Fact]
    public async Task Says_what_the_program_said_when_it_ended_by_itself()
    {
        await using var process = await ServerProcess.StartAsync(
            ServerProcess.NewFolder("failing"), null, "TERM", "sh", "-c", "echo no room left; exit 3");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!process.HasExited)
        {
            await Task.Delay(10, patience.Token);
        }

        Assert.Equal("no room left", process.LogTail());
    }

    private static bool IsRunning(int id) => Directory.Exists($"/proc/{id}");

    private static async Task<int> ReadIdAsync(string folder)
    {
        var file = Path.Combine(folder, "pid");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!File.Exists(file) || new FileInfo(file).Length == 0)
        {
            await Task.Delay(10, patience.Token);
        }

        return int.Parse(await File.ReadAllTextAsync(file), CultureInfo.InvariantCulture);
    }
}
