using System.Diagnostics;
using Npgsql;

namespace Slotline.Tests.Servers;

/// <summary>
/// The statements that this process sends to one PostgreSQL database, whoever sends them, without what each message
/// says first to the wall between organizations.
/// </summary>
internal sealed class SentStatements : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<string> _sent = [];
    private readonly ActivityListener _listener;
    private readonly string? _database;
    private readonly bool _ofRequests;

    /// <param name="connectionString">Of the database.</param>
    /// <param name="ofRequests">Leaves out what a server does by itself, which is part of no request.</param>
    public SentStatements(string connectionString, bool ofRequests = false)
    {
        if (ofRequests) RequestTraces.Begin();
        _ofRequests = ofRequests;
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

    public void Dispose() => _listener.Dispose();

    private void Note(Activity activity)
    {
        if (_ofRequests && activity.ParentId is null) return;
        var tags = activity.TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value);
        var text = tags.GetValueOrDefault("db.query.text") ?? tags.GetValueOrDefault("db.statement");
        var of = tags.GetValueOrDefault("db.namespace") ?? tags.GetValueOrDefault("db.name");
        if (text is not string command || !Equals(of, _database)) return;
        lock (_lock)
        {
            _sent.AddRange(command.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(statement => !statement.Contains("slotline_enter", StringComparison.Ordinal)));
        }
    }
}
