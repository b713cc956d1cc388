using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Slotline.Graph.Settings;

namespace Slotline.Graph.Tests.Settings;

/// <summary>One run of the real server as a process of its own, with nothing set but what the test says.</summary>
internal sealed class ServerStart : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly ConcurrentDictionary<ServerStart, bool> Running = new();

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("slotline-start-").FullName;
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly ConcurrentQueue<string> _log = [];
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // What a failed test left behind would take the processor from those after it, and from whatever comes then.
    static ServerStart() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var server in Running.Keys)
        {
            server._process.Kill();
        }
    };

    public ServerStart(params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(SlotlineSettings).Assembly.Location])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = _folder,
        };
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Data__Directory"] = _folder;
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        Running[this] = true;
        _errors = _process.StandardError.ReadToEndAsync();
        _process.OutputDataReceived += (_, line) => FindAddress(line.Data);
        _process.BeginOutputReadLine();
    }

    /// <summary>What it has written to its log so far.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>What the operating system says that it has open; Linux only.</summary>
    public IReadOnlyList<string> OpenFiles => [
        .. new DirectoryInfo($"/proc/{_process.Id}/fd").GetFiles().Select(file => file.LinkTarget).OfType<string>()];

    /// <summary>Waits until it has ended by itself.</summary>
    public async Task<(int ExitCode, string Errors)> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return (_process.ExitCode, await _errors.WaitAsync(Patience));
    }

    /// <summary>Where it listens, once it does.</summary>
    public Task<Uri> AddressAsync() => _address.Task.WaitAsync(Patience);

    /// <summary>Asks a path, once the server listens.</summary>
    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string path)
    {
        using var client = new HttpClient { BaseAddress = await AddressAsync() };
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Tells it to end, as a service manager does, and waits until it has.</summary>
    public async Task<int> StopAsync()
    {
        using var teller = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        return (await EndAsync()).ExitCode;
    }

    /// <summary>Ends it as a power cut would.</summary>
    public Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        return _process.WaitForExitAsync().WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Running.TryRemove(this, out _);
        _process.Dispose();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private async Task TellEndAsync() => _address.TrySetException(
        new InvalidOperationException($"The server ended before it listened: {await _errors}"));

    private void FindAddress(string? line)
    {
        const string Words = "Now listening on: ";
        _log.Enqueue(line ?? "");
        if (line is null)
        {
            _ = TellEndAsync();
        }
        else if (line.IndexOf(Words, StringComparison.Ordinal) is >= 0 and var at)
        {
            _address.TrySetResult(new Uri(line[(at + Words.Length)..].Trim()));
        }
    }
}
