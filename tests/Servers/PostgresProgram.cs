namespace Slotline.Tests.Servers;

/// <summary>PostgreSQL from the machine's own programs, with its data in a folder for temporary files.</summary>
internal sealed class PostgresProgram : IAsyncDisposable
{
    // One shell makes the cluster at the first start and becomes the server at each.
    private const string Script = """
        programs=$1; shift
        [ -f data/PG_VERSION ] || "$programs/initdb" -D data -U slotline -A trust -E UTF8 --locale=C.UTF-8 -N ||
          "$programs/initdb" -D data -U slotline -A trust -E UTF8 --no-locale -N || exit 1
        exec "$programs/postgres" -D data "$@"
        """;

    private readonly string _programs;
    private readonly int _port;
    private readonly bool _durable;
    private readonly string _folder = ServerProcess.NewFolder("pg");
    private ServerProcess? _process;

    private PostgresProgram(string programs, int port, bool durable)
    {
        _programs = programs;
        _port = port;
        _durable = durable;
    }

    public bool HasExited => _process is null or { HasExited: true };

    /// <summary>Null where the machine has no PostgreSQL.</summary>
    public static PostgresProgram? Find(int port, bool durable)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var newestFirst = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(path => path, StringComparer.Ordinal)
            : Enumerable.Empty<string>();
        var initdb = ServerSource.Find("initdb", newestFirst.Select(version => Path.Combine(version, "bin")));
        return initdb is null ? null : new PostgresProgram(Path.GetDirectoryName(Resolve(initdb))!, port, durable);
    }

    /// <summary>What differs from the server's own defaults; durability is most of a small test's time.</summary>
    public static string[] Options(bool durable)
    {
        string[] fast = durable
            ? []
            : ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"];
        return [.. fast, "-c", "max_connections=300", "-c", "shared_buffers=64MB"];
    }

    public async Task StartAsync()
    {
        await (_process?.DisposeAsync() ?? ValueTask.CompletedTask);
        string[] where =
            ["-c", "listen_addresses=127.0.0.1", "-c", $"port={_port}", "-c", $"unix_socket_directories={_folder}"];
        _process = await ServerProcess.StartAsync(
            _folder, UserFor(), "INT", ["sh", "-c", Script, "sh", _programs, .. where, .. Options(_durable)]);
    }

    public Task StopAsync() => _process!.StopAsync();

    public Task KillAsync() => _process!.KillAsync();

    public string LogTail() => _process?.LogTail() ?? "";

    public async ValueTask DisposeAsync()
    {
        await (_process?.DisposeAsync() ?? ValueTask.CompletedTask);
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    // PostgreSQL refuses to run as root, so root hands it to the user that its package made, or to nobody.
    private static string? UserFor()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return null;
        }

        var users = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        return users.Contains("postgres") ? "postgres" : "nobody";
    }

    private static string Resolve(string path) =>
        File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
}
