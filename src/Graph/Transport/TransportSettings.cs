using Slotline.Graph.Settings;

namespace Slotline.Graph.Transport;

/// <summary>The transports' part of the settings: <c>Transport__…</c>.</summary>
internal static class TransportSettings
{
    private const string Section = "Transport";
    private const int SmallestLimitBytes = 1_024;
    private const int LargestLimitBytes = 16 * 1_024 * 1_024;
    private const int MostOperations = 10_000;
    private const int MostConnections = 1_000_000;
    private const int LongestIntervalSeconds = 3_600;

    /// <exception cref="WrongSetting">The server cannot start with them.</exception>
    public static void Read(GraphTransportOptions options, IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration);
        reader.RefuseUnknown(
            Section, "MaxBodyBytes", "MaxMessageBytes", "MaxOperationsPerSocket", "MaxConnectionsPerUser",
            "MaxConnectionsPerAddress", "KeepAliveSeconds", "HeartbeatSeconds", "PingSeconds", "AllowedOrigins",
            "UseDraftStatuses", "ServeConsole");
        options.MaxBodyBytes = Bytes(reader, "MaxBodyBytes", options.MaxBodyBytes);
        options.MaxMessageBytes = Bytes(reader, "MaxMessageBytes", options.MaxMessageBytes);
        options.MaxOperationsPerSocket = reader.Number(
            $"{Section}__MaxOperationsPerSocket", 1, MostOperations, options.MaxOperationsPerSocket);
        options.MaxConnectionsPerUser = reader.Number(
            $"{Section}__MaxConnectionsPerUser", 1, MostConnections, options.MaxConnectionsPerUser);
        options.MaxConnectionsPerAddress = reader.Number(
            $"{Section}__MaxConnectionsPerAddress", 1, MostConnections, options.MaxConnectionsPerAddress);
        options.KeepAliveInterval = Seconds(reader, "KeepAliveSeconds", 1, options.KeepAliveInterval);
        options.HeartbeatInterval = Seconds(reader, "HeartbeatSeconds", 1, options.HeartbeatInterval);
        options.PingInterval = Seconds(reader, "PingSeconds", 0, options.PingInterval);
        options.UseDraftStatuses = Flag(reader, "UseDraftStatuses", options.UseDraftStatuses);
        options.ServeConsole = Flag(reader, "ServeConsole", options.ServeConsole);
        foreach (var origin in Origins(reader))
            options.AllowedOrigins.Add(origin);
    }

    private static int Bytes(SettingsReader reader, string name, int otherwise) =>
        reader.Number($"{Section}__{name}", SmallestLimitBytes, LargestLimitBytes, otherwise);

    private static TimeSpan Seconds(SettingsReader reader, string name, int least, TimeSpan otherwise)
    {
        var full = $"{Section}__{name}";
        return reader.Text(full) is null
            ? otherwise
            : TimeSpan.FromSeconds(reader.Number(full, least, LongestIntervalSeconds, 0));
    }

    private static bool Flag(SettingsReader reader, string name, bool otherwise) =>
        reader.Text($"{Section}__{name}") is null ? otherwise : reader.Flag($"{Section}__{name}");

    private static IEnumerable<string> Origins(SettingsReader reader)
    {
        var text = reader.Text($"{Section}__AllowedOrigins") ?? "";
        foreach (var origin in text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")
                || uri.PathAndQuery != "/" || uri.UserInfo.Length > 0)
            {
                throw new WrongSetting(
                    $"{Section}__AllowedOrigins must hold origins such as https://desk.example.com, not '{origin}'.");
            }

            yield return origin;
        }
    }
}
