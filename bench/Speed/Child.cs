using System.Diagnostics;
using System.Reflection;
using Slotline.Graph.Settings;

namespace Slotline.Speed;

/// <summary>A server that is measured, as a process of its own; it lives as long as this object.</summary>
internal sealed class Child : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isFailing;

    private readonly string _folder = Directory.CreateTempSubdirectory("slotline-speed-").FullName;

    private Child(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            WorkingDirectory = _folder,
        };
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Data__Directory"] = _folder;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
    }

    /// <summary>Processor time of the process so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public double Megabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1024.0 / 1024.0;
        }
    }

    /// <summary>Where it listens, once it does.</summary>
    public Task<Uri> AddressAsync() => _address.Task.WaitAsync(Patience);

    /// <summary>The product's own server, which lets one person ask as often as a benchmark does.</summary>
    public static Child Slotline(params (string Name, string Value)[] settings) => new(
        "dotnet",
        [typeof(SlotlineSettings).Assembly.Location],
        [("Limits__PerUser", "1000000000"), ("Limits__PerAddress", "1000000000"), .. settings]);

    /// <summary>This program in one of its serving modes.</summary>
    public static Child Self(string mode) => new("dotnet", [Assembly.GetExecutingAssembly().Location, "serve", mode]);

    public static Child Node(string script, params (string Name, string Value)[] settings) =>
        new("node", [script], settings);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Hear(string? line)
    {
        const string Words = "Now listening on: ";

        // A server that fails says why; the figures would hide it.
        _isFailing = line is not null && (line.StartsWith("fail:", StringComparison.Ordinal)
            || (_isFailing && line.StartsWith(' ')));
        if (_isFailing)
        {
            Console.Error.WriteLine(line);
        }

        if (line is null)
        {
            _address.TrySetException(new InvalidOperationException("A server ended before it listened."));
        }
        else if (line.IndexOf(Words, StringComparison.Ordinal) is >= 0 and var at)
        {
            _address.TrySetResult(new Uri(line[(at + Words.Length)..].Trim()));
        }
    }
}
