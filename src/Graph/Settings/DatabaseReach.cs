using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Slotline.Graph.Settings;

/// <summary>Whether the database answers: asked at the start, and by whoever watches the server's health.</summary>
public sealed class DatabaseReach(SlotlineSettings settings)
{
    private const int PatienceSeconds = 5;

    // At the start: a database that is just starting too, or is busy, is no wrong setting.
    private const int Attempts = 3;
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(500);

    private readonly string _connectionString = settings.IsPostgres
        ? new NpgsqlConnectionStringBuilder(settings.DatabaseConnection)
        {
            Timeout = PatienceSeconds,
            CommandTimeout = PatienceSeconds,
            MaxPoolSize = 2,
            MinPoolSize = 0,
            ApplicationName = "slotline health",
        }.ConnectionString
        : new SqliteConnectionStringBuilder(settings.DatabaseConnection)
        {
            DefaultTimeout = PatienceSeconds,
        }.ConnectionString;

    /// <summary>Makes the directories that the server writes into, and asks the database.</summary>
    /// <exception cref="WrongSetting">Neither can be had.</exception>
    public async Task RequireAsync(CancellationToken cancellationToken)
    {
        MakeDirectory(settings.DataDirectory, "Data__Directory");
        if (!settings.IsPostgres
            && new SqliteConnectionStringBuilder(_connectionString).DataSource is var file
            && Path.GetDirectoryName(Path.GetFullPath(file)) is { } directory)
        {
            MakeDirectory(directory, "ConnectionStrings__Database");
        }

        for (var attempt = 1; await ProblemAsync(cancellationToken) is { } problem; attempt++)
        {
            if (attempt == Attempts)
            {
                throw new WrongSetting(
                    $"The database that ConnectionStrings__Database names cannot be used: {problem}");
            }

            await Task.Delay(AskAgainAfter, cancellationToken);
        }
    }

    /// <summary>Null when it answers, else what is wrong, without what the connection string keeps to itself.</summary>
    public async Task<string?> ProblemAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(PatienceSeconds));
        try
        {
            await using DbConnection connection = settings.IsPostgres
                ? new NpgsqlConnection(_connectionString)
                : new SqliteConnection(_connectionString);
            await connection.OpenAsync(patience.Token);
            await using var command = connection.CreateCommand();
            // SQLite opens any file at once; only reading shows whether it is a database.
            command.CommandText = settings.IsPostgres ? "SELECT 1" : "SELECT count(*) FROM sqlite_master";
            await command.ExecuteScalarAsync(patience.Token);
            return null;
        }
        catch (PostgresException refused)
        {
            return $"{Place()} answers \"{refused.MessageText}\".";
        }
        catch (Exception cause) when (cause is DbException or TimeoutException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            return cause is SqliteException { SqliteErrorCode: var code }
                ? $"{Place()} {Reason(code)}."
                : $"{Place()} cannot be reached.";
        }
    }

    private string Place()
    {
        if (!settings.IsPostgres)
        {
            return $"the SQLite file {new SqliteConnectionStringBuilder(_connectionString).DataSource}";
        }

        var words = new NpgsqlConnectionStringBuilder(_connectionString);
        return $"PostgreSQL at {words.Host}, port {words.Port},";
    }

    // The codes are SQLite's own: 14 CANTOPEN, 26 NOTADB, 8 READONLY, 11 CORRUPT.
    private static string Reason(int code) => code switch
    {
        8 => "can only be read",
        11 => "is damaged",
        14 => "cannot be opened",
        26 => "is not a database",
        _ => $"fails with SQLite's code {code}",
    };

    private static void MakeDirectory(string directory, string setting)
    {
        try
        {
            System.IO.Directory.CreateDirectory(directory);
            var probe = Path.Combine(directory, $".probe-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new WrongSetting($"{setting} names the directory {directory}, which cannot be written to.");
        }
    }
}
