using System.Net.Sockets;
using DotNet.Testcontainers.Containers;

namespace Slotline.Tests.Servers;

/// <summary>
/// A real Redis that keeps nothing on disk. <see cref="SharedAsync"/> is one for the whole test process;
/// <see cref="StartAsync"/> gives one of their own to tests that stop, restart or kill it.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    public const string Setting = "SLOTLINE_TEST_REDIS";

    private const int Attempts = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PatienceForAnAnswer = TimeSpan.FromSeconds(5);
    private static readonly Lazy<Task<RedisServer>> Shared = new(ConnectOrStartAsync);

    private readonly string? _program;
    private readonly string[] _settings;
    private readonly string _folder = ServerProcess.NewFolder("redis");
    private readonly IContainer? _container;
    private ServerProcess? _process;

    private RedisServer(string address, string? program, IContainer? container, params string[] settings)
    {
        Address = address;
        _program = program;
        _settings = settings;
        _container = container;
    }

    /// <summary>Host and port.</summary>
    public string Address { get; }

    public static Task<RedisServer> SharedAsync() => Shared.Value;

    /// <summary>A server of the caller's own.</summary>
    /// <param name="settings">Further words of its command line.</param>
    public static async Task<RedisServer> StartAsync(params string[] settings)
    {
        for (var attempt = 1; ; attempt++)
        {
            var server = await CreateAsync(ServerProcess.FreePort(), settings);
            try
            {
                await server.StartAgainAsync();
                return server;
            }
            catch (InvalidOperationException) when (attempt < Attempts)
            {
                // Another process took the port between our look and the server's start.
                await server.DisposeAsync();
            }
        }
    }

    /// <summary>
    /// A connection string, in StackExchange.Redis's form, whose channels no other test hears. The processes of one
    /// test share one such string.
    /// </summary>
    public string NewConnectionString() => $"{Address},channelPrefix=test{Random.Shared.NextInt64():x}:";

    /// <summary>Stops it in good order; its port stays for <see cref="StartAgainAsync"/>.</summary>
    public Task StopAsync() => _container is null ? Own().StopAsync() : _container.StopAsync();

    /// <summary>Ends it as a power cut would.</summary>
    public Task KillAsync() => _container is null ? Own().KillAsync() : _container.StopAsync();

    public async Task StartAgainAsync()
    {
        if (_program is not null)
        {
            await (_process?.DisposeAsync() ?? ValueTask.CompletedTask);
            string[] where = ["--bind", "127.0.0.1", "--port", Address.Split(':')[1]];
            string[] nothingOnDisk = ["--save", "", "--appendonly", "no"];
            _process = await ServerProcess.StartAsync(
                _folder, null, "TERM", [_program, .. where, .. nothingOnDisk, .. _settings]);
        }
        else if (_container is { State: not TestcontainersStates.Running })
        {
            await _container.StartAsync();
        }

        await WaitUntilReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await (_process?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_container?.DisposeAsync() ?? ValueTask.CompletedTask);
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static async Task<RedisServer> ConnectOrStartAsync()
    {
        if (Environment.GetEnvironmentVariable(Setting) is not { Length: > 0 } given)
        {
            return await StartAsync();
        }

        var server = new RedisServer(given, null, null);
        await server.WaitUntilReadyAsync();
        return server;
    }

    private static async Task<RedisServer> CreateAsync(int port, string[] settings)
    {
        var address = $"127.0.0.1:{port}";
        if (!OperatingSystem.IsWindows()
            && ServerSource.Find("redis-server", ["/usr/local/sbin", "/usr/sbin"]) is { } found)
        {
            return new RedisServer(address, found, null, settings);
        }

        var container = await ServerSource.ContainerAsync("Redis", Setting, () => ServerContainer.StartAsync(
            "redis:7-alpine", port, 6379, new Dictionary<string, string>(),
            ["redis-server", "--save", "", .. settings]));
        return new RedisServer(address, null, container);
    }

    private async Task WaitUntilReadyAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await AnswersAsync())
        {
            if (_process is { HasExited: true } || patience.IsCancellationRequested)
            {
                throw new InvalidOperationException($"Redis at {Address} does not answer: {_process?.LogTail()}");
            }

            await Task.Delay(20);
        }
    }

    private async Task<bool> AnswersAsync()
    {
        var hostAndPort = Address.Split(',')[0].Split(':');
        using var patience = new CancellationTokenSource(PatienceForAnAnswer);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(hostAndPort[0], int.Parse(hostAndPort[1], null), patience.Token);
            await client.GetStream().WriteAsync("PING\r\n"u8.ToArray(), patience.Token);
            var answer = new byte[64];
            return await client.GetStream().ReadAsync(answer, patience.Token) > 0;
        }
        catch (Exception fault) when (fault is SocketException or IOException or OperationCanceledException)
        {
            return false;
        }
    }

    private ServerProcess Own() => _process ?? throw new InvalidOperationException(
        $"The server that {Setting} names is not this test's to stop; take one by {nameof(StartAsync)}.");
}
