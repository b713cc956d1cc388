using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Slotline.Graph.Access.Rates;
using Slotline.Graph.Exposure;
using Slotline.Persistence.Queries;
using StackExchange.Redis;

namespace Slotline.Graph.Settings;

/// <summary>Everything the server is told from outside, read and checked once, before anything starts.</summary>
public sealed record SlotlineSettings
{
    public const string DefaultAddress = "http://127.0.0.1:5080";

    /// <summary>Where files live: the SQLite database and the mails that became files. Absolute.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The database: <c>Host=…</c> is PostgreSQL, <c>Data Source=…</c> is SQLite.</summary>
    public required string DatabaseConnection { get; init; }

    /// <summary>StackExchange.Redis's form; null: events stay in the process.</summary>
    public string? RedisConnection { get; init; }

    public required MailSettings Mail { get; init; }

    /// <summary>Whether an empty database is given the demo's organizations, whose passwords everybody knows.</summary>
    public bool SeedDemo { get; init; }

    public BootstrapSettings? Bootstrap { get; init; }

    public required AccessSettings Access { get; init; }

    /// <summary>What the server shows of itself, and whom it believes.</summary>
    public ExposureSettings Exposure { get; init; } = ExposureSettings.Standard;

    public KnownOperations KnownOperations { get; init; } = KnownOperations.Standard;

    /// <summary>How often everybody may ask.</summary>
    public RateLimits Limits { get; init; } = RateLimits.Standard;

    /// <summary>How many appointments and pending requests are kept in memory for slot searches; 0 is none.</summary>
    public int SlotRowsKept { get; init; }

    /// <summary>Null: people sign in by password only.</summary>
    public OidcSettings? Oidc { get; init; }

    /// <summary>Where people reach the server: what links in mails begin with. Ends in a slash.</summary>
    public required Uri PublicUrl { get; init; }

    public bool IsPostgres => IsPostgresText(DatabaseConnection);

    /// <exception cref="WrongSetting">One of them is wrong.</exception>
    public static SlotlineSettings Read(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration);
        reader.RefuseUnknown("ConnectionStrings", "Database", "Redis");
        reader.RefuseUnknown("Data", "Directory");
        reader.RefuseUnknown("Demo", "Seed");
        reader.RefuseUnknown("Public", "Url");
        reader.RefuseUnknown("Slots", "RowsKept");
        var directory = Path.GetFullPath(reader.Text("Data__Directory") ?? "data");
        var publicUrl = Url(reader.Text("Public__Url"));
        return new SlotlineSettings
        {
            DataDirectory = directory,
            DatabaseConnection = Database(reader.Text("ConnectionStrings__Database"), directory),
            RedisConnection = Redis(reader.Text("ConnectionStrings__Redis")),
            Mail = MailSettings.Read(reader, directory),
            SeedDemo = reader.Flag("Demo__Seed"),
            Bootstrap = BootstrapSettings.Read(reader),
            Access = AccessSettings.Read(reader, publicUrl),
            SlotRowsKept = reader.Number("Slots__RowsKept", 0, 100_000_000, Calendars.DefaultRowsKept),
            Oidc = OidcSettings.Read(reader),
            PublicUrl = publicUrl,
            Exposure = ExposureSettings.Read(reader),
            KnownOperations = KnownOperations.Read(reader),
            Limits = RateSettings.Read(reader),
        };
    }

    private static bool IsPostgresText(string text) =>
        new DbConnectionStringBuilder { ConnectionString = text } is var words
        && (words.ContainsKey("Host") || words.ContainsKey("Server"));

    // The text may hold a password, so no sentence repeats it.
    private static string Database(string? text, string dataDirectory)
    {
        if (text is null)
        {
            return $"Data Source={Path.Combine(dataDirectory, "slotline.db")}";
        }

        try
        {
            if (IsPostgresText(text))
            {
                return new NpgsqlConnectionStringBuilder(text).ConnectionString;
            }

            if (new SqliteConnectionStringBuilder(text) is { DataSource.Length: > 0 } sqlite)
            {
                return sqlite.ConnectionString;
            }
        }
        catch (ArgumentException cause)
        {
            throw new WrongSetting($"ConnectionStrings__Database is malformed: {FirstLine(cause)}");
        }

        throw new WrongSetting(
            "ConnectionStrings__Database must say Host=… (PostgreSQL) or Data Source=… (SQLite).");
    }

    private static string? Redis(string? text)
    {
        try
        {
            return text is null || ConfigurationOptions.Parse(text).EndPoints.Count > 0
                ? text
                : throw new WrongSetting("ConnectionStrings__Redis must name a host, such as localhost:6379.");
        }
        catch (ArgumentException cause)
        {
            throw new WrongSetting($"ConnectionStrings__Redis is malformed: {FirstLine(cause)}");
        }
    }

    private static Uri Url(string? text)
    {
        var given = text ?? DefaultAddress;
        return Uri.TryCreate(given.TrimEnd('/') + "/", UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https" && url.Query.Length == 0 && url.Fragment.Length == 0
            ? url
            : throw new WrongSetting(
                $"Public__Url must be a web address, such as https://slots.example.com, not '{text}'.");
    }

    private static string FirstLine(ArgumentException cause) =>
        cause.Message.Split('\n', '(')[0].Trim().TrimEnd('.') + ".";
}
