using System.Diagnostics;
using System.Globalization;

namespace Slotline.SlotLoad;

/// <summary>The real server, as a process of its own.</summary>
internal sealed class Server : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private Server(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>How long it has computed.</summary>
    public TimeSpan Computed
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <param name="connectionString">Its database.</param>
    /// <param name="folder">Where its files may lie.</param>
    /// <param name="rowsKept">How much of calendars it keeps in memory; 0 reads each answer from the database.</param>
    /// <param name="redis">Where other servers hear of its commits; null where there are none.</param>
    public static async Task<Server> StartAsync(
        string connectionString, string folder, int rowsKept, string? redis = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "slotline.dll")])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true,
        };
        foreach (var (name, value) in new Dictionary<string, string?>
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["Data__Directory"] = folder,
            ["ConnectionStrings__Database"] = connectionString,
            ["ConnectionStrings__Redis"] = redis,
            ["Bootstrap__OrganizationName"] = "Bench",
            ["Bootstrap__AdminEmail"] = Firm.AdminEmail,
            ["Bootstrap__AdminPassword"] = Firm.AdminPassword,
            ["Bootstrap__TimeZone"] = "America/New_York",
            ["Slots__RowsKept"] = rowsKept.ToString(CultureInfo.InvariantCulture),
            ["Limits__PerUser"] = "1000000000",
            ["Limits__PerVisitor"] = "1000000000",
            ["Limits__PerAddress"] = "1000000000",
        })
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
                address.TrySetException(new InvalidOperationException("The server ended before it listened."));
            else if (line.Data.Contains("listening", StringComparison.OrdinalIgnoreCase)
                && line.Data.IndexOf("http://", StringComparison.Ordinal) is >= 0 and var at)
                address.TrySetResult(new Uri(line.Data[at..].Trim()));
        };
        process.BeginOutputReadLine();
        try
        {
            return new Server(process, await address.Task.WaitAsync(Patience));
        }
        catch
        {
            process.Kill();
            throw;
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
