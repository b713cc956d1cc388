using System.Net;
using System.Net.Sockets;
using Slotline.Tests.Servers;

namespace Slotline.Graph.Tests.Settings;

public sealed class WrongSettingsStopTheStartTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("slotline-wrong-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public Task A_malformed_connection_string() =>
        SaysAsync("ConnectionStrings__Database is malformed", ("ConnectionStrings__Database", "nonsense"));

    [Fact]
    public Task A_database_that_is_not_there() =>
        SaysAsync(
            "PostgreSQL at 127.0.0.1, port 1, cannot be reached",
            ("ConnectionStrings__Database", "Host=127.0.0.1;Port=1;Username=u;Password=hidden"));

    [Fact]
    public Task A_host_that_does_not_exist() =>
        SaysAsync(
            "PostgreSQL at no-such-host.invalid, port 5432, cannot be reached",
            ("ConnectionStrings__Database", "Host=no-such-host.invalid;Username=u;Password=hidden"));

    [Fact]
    public async Task A_database_that_the_server_does_not_have()
    {
        var server = await PostgresServer.SharedAsync();
        var text = server.ConnectionString.Replace("postgres", "no_such_database", StringComparison.Ordinal);

        await SaysAsync("\"no_such_database\" does not exist", ("ConnectionStrings__Database", text));
    }

    [Fact]
    public async Task A_file_that_is_not_a_database()
    {
        var file = Path.Combine(_folder, "notes.txt");
        await File.WriteAllTextAsync(file, new string('x', 4096));

        await SaysAsync(
            $"the SQLite file {file} is not a database", ("ConnectionStrings__Database", $"Data Source={file}"));
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_made()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "");

        await SaysAsync(
            $"Data__Directory names the directory {file}/data, which cannot be written to",
            ("Data__Directory", $"{file}/data"));
    }

    [Fact]
    public Task An_unknown_zone() => SaysAsync(
        "Bootstrap__TimeZone is wrong: 'Mars/Olympus' is not a known time zone.",
        ("Bootstrap__TimeZone", "Mars/Olympus"));

    [Fact]
    public Task An_address_that_is_none() =>
        SaysAsync("ASPNETCORE_URLS must hold addresses", ("ASPNETCORE_URLS", "nonsense"));

    [Fact]
    public async Task An_address_that_another_program_has()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://{other.LocalEndpoint}";

        await SaysAsync($"Another program listens on {address} already", ("ASPNETCORE_URLS", address));
    }

    private static async Task SaysAsync(string sentence, params (string Name, string Value)[] settings)
    {
        await using var server = new ServerStart(settings);

        var (exitCode, errors) = await server.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.Single(errors.TrimEnd().Split('\n'));
        Assert.StartsWith("slotline: ", errors, StringComparison.Ordinal);
        Assert.Contains(sentence, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", errors, StringComparison.Ordinal);
    }
}
