using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Slotline.Tests.Servers;

/// <summary>
/// A server program that lives no longer than the tests. A shell stands between: it holds the reading end of a pipe
/// whose other end is ours, so when this process ends, crashes or is killed, the shell sees the end of the file, stops
/// the server and removes its folder.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    internal const string Supervisor = """
        folder=$1 signal=$2; shift 2
        mkdir -p -m 700 "$folder" && cd "$folder" && rm -f ended || exit 1
        exec 3<&0
        "$@" </dev/null 3<&- >>log 2>&1 &
        server=$!
        echo started
        trap '' INT TERM
        {
          read -r word <&3
          [ "$word" != kill ] || signal=KILL
          [ -e ended ] || kill -s "$signal" "$server"
          [ -n "$word" ]
        } &
        reader=$!
        wait "$server"
        touch ended
        wait "$reader" || rm -rf "$folder"
        """;

    // Outgoing connections take theirs from above: a server that comes back would find its port taken by one of them.
    private const int LowestPort = 15_000;
    private const int HighestPort = 32_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PatienceAtExit = TimeSpan.FromSeconds(10);
    private static readonly ConcurrentDictionary<ServerProcess, bool> Running = new();

    private readonly Process _shell;

    static ServerProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) => EndAll();

    private ServerProcess(Process shell, string folder)
    {
        _shell = shell;
        Folder = folder;
    }

    public string Folder { get; }

    public bool HasExited => File.Exists(Path.Combine(Folder, "ended"));

    /// <summary>Starts a program in a folder of its own, and as another user where one is named.</summary>
    /// <param name="folder">Made where it is missing; the program's working directory, with its <c>log</c>.</param>
    /// <param name="user">Null is the user that runs the tests.</param>
    /// <param name="stopSignal">The signal that makes the program stop in good order.</param>
    /// <param name="command">The program and its arguments.</param>
    public static async Task<ServerProcess> StartAsync(
        string folder, string? user, string stopSignal, params string[] command)
    {
        string[] asUser = user is null
            ? []
            : ["setpriv", $"--reuid={user}", $"--regid={user}", "--init-groups", "--"];
        string[] line = [.. asUser, "sh", "-c", Supervisor, "sh", folder, stopSignal, .. command];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        var shell = Process.Start(start)!;
        if (await shell.StandardOutput.ReadLineAsync().WaitAsync(Patience) is null)
        {
            var errors = await shell.StandardError.ReadToEndAsync().WaitAsync(Patience);
            throw new InvalidOperationException($"{command[0]} could not be started: {errors}");
        }

        var started = new ServerProcess(shell, folder);
        Running[started] = true;
        return started;
    }

    /// <summary>A folder name that no other test process uses, short enough for a Unix socket in it.</summary>
    public static string NewFolder(string program) =>
        Path.Combine(Path.GetTempPath(), $"slotline-{program}-{Environment.ProcessId}-{Random.Shared.Next():x8}");

    public static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(LowestPort, HighestPort);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }

    /// <summary>The end of what the program said, for the message of a failure.</summary>
    public string LogTail()
    {
        var log = new FileInfo(Path.Combine(Folder, "log"));
        return log.Exists ? string.Join('\n', File.ReadLines(log.FullName).TakeLast(20)) : "it said nothing";
    }

    /// <summary>Stops it in good order; its folder stays, for a start to come.</summary>
    public Task StopAsync() => EndAsync("stop");

    /// <summary>Ends it as a power cut would; its folder stays.</summary>
    public Task KillAsync() => EndAsync("kill");

    public async ValueTask DisposeAsync()
    {
        await EndAsync("");
        _shell.Dispose();
    }

    private async Task EndAsync(string word)
    {
        if (Running.TryRemove(this, out _))
        {
            await _shell.StandardInput.WriteAsync(word);
            _shell.StandardInput.Close();
            try
            {
                await _shell.WaitForExitAsync().WaitAsync(Patience);
            }
            catch (TimeoutException)
            {
                var log = LogTail();
                _shell.Kill(entireProcessTree: true);
                throw new TimeoutException($"The server in {Folder} did not end within {Patience}: {log}");
            }
        }
    }

    private static void EndAll()
    {
        foreach (var process in Running.Keys)
        {
            process._shell.StandardInput.Close();
        }

        foreach (var process in Running.Keys)
        {
            process._shell.WaitForExit(PatienceAtExit);
        }
    }
}
