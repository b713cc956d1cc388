using System.Diagnostics;
using Npgsql;

namespace Slotline.Tests.Servers;

/// <summary>
/// The statements that this process sends to one PostgreSQL database, whoever sends them: without what each message
/// says first to the wall between organizations, and without what a server does by itself, which says so in a comment.
/// </summary>
internal sealed class SentStatements : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<string> _sent = [];
    private readonly ActivityListener _listener;
    private readonly string? _database;

    public SentStatements(string connectionString)
    {
        _database = new NpgsqlConnectionStringBuilder(connectionString).Database;
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = Note,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Those since this was asked last.</summary>
    public IReadOnlyList<string> Take()
    {
        lock (_lock)
        {
            string[] sent = [.. _sent];
            _sent.Clear();
            return sent;
        }
    }

    /// <summary>Waits for what is under way, such as what a sign-in leaves to be done afterwards.</summary>
    public async Task StillnessAsync()
    {
        for (var attempt = 0; attempt < 40; attempt++)
        {
            await Task.Delay(250);
            if (Take().Count == 0) return;
        }

        throw new TimeoutException("Statements were sent all the time.");
    }

    public void Dispose() => _listener.Dispose();

    private void Note(Activity activity)
    {
        var tags = activity.TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value);
        var text = tags.GetValueOrDefault("db.query.text") ?? tags.GetValueOrDefault("db.statement");
        var of = tags.GetValueOrDefault("db.namespace") ?? tags.GetValueOrDefault("db.name");
        if (text is not string command || !Equals(of, _database)) return;
        if (command.Contains("-- ", StringComparison.Ordinal)) return;
        lock (_lock)
        {
            _sent.AddRange(command.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(statement => !statement.Contains("slotline_enter", StringComparison.Ordinal)));
        }
    }
}
