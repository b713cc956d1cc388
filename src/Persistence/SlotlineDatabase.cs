using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using Slotline.Persistence.Queries;

namespace Slotline.Persistence;

/// <summary>
/// The database that a connection string names: PostgreSQL (<c>Host=…</c>) or SQLite (<c>Data Source=…</c>).
/// </summary>
public sealed class SlotlineDatabase : IAsyncDisposable
{
    private const int MostPooledContexts = 256;
    private const int CommandTimeoutSeconds = 30;

    private readonly NpgsqlDataSource? _postgres;
    private readonly Func<SlotlineContext> _open;

    /// <param name="connectionString">Which database.</param>
    /// <param name="interceptors">Who else sees each statement: tests that count them.</param>
    /// <exception cref="ArgumentException">The connection string is neither of the two, or malformed.</exception>
    public SlotlineDatabase(string connectionString, params IEnumerable<IInterceptor> interceptors)
    {
        var words = new DbConnectionStringBuilder { ConnectionString = connectionString };
        Calendars = new Calendars(this);
        IsPostgres = words.ContainsKey("Host") || words.ContainsKey("Server");
        if (IsPostgres)
        {
            var source = new NpgsqlDataSourceBuilder(connectionString);
            source.UseNodaTime();
            _postgres = source.Build();
            var options = new DbContextOptionsBuilder<PostgresContext>()
                .UseNpgsql(_postgres, npgsql => npgsql.UseNodaTime().CommandTimeout(CommandTimeoutSeconds))
                .AddInterceptors(interceptors).Options;
            _open = new PooledDbContextFactory<PostgresContext>(options, MostPooledContexts).CreateDbContext;
        }
        else
        {
            var options = new DbContextOptionsBuilder<SqliteContext>()
                .UseSqlite(
                    SqliteConnectionString(connectionString), sqlite => sqlite.CommandTimeout(CommandTimeoutSeconds))
                .AddInterceptors(interceptors).Options;
            _open = new PooledDbContextFactory<SqliteContext>(options, MostPooledContexts).CreateDbContext;
        }
    }

    public bool IsPostgres { get; }

    /// <summary>The slot engine's calendars.</summary>
    public Calendars Calendars { get; }

    /// <summary>
    /// One writer at a time: SQLite has a single write lock, and taking turns here is fairer than its retries.
    /// </summary>
    internal SemaphoreSlim WriteTurn { get; } = new(1);

    /// <summary>Opens a context on one organization's rows. The caller disposes it.</summary>
    public SlotlineContext Open(Guid organizationId)
    {
        var context = _open();
        context.OrganizationId = organizationId;
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return context;
    }

    /// <summary>
    /// Opens a context that belongs to no organization: it sees only what asks for it by name, unfiltered.
    /// </summary>
    public SlotlineContext OpenUnbound() => Open(Guid.Empty);

    public async ValueTask DisposeAsync()
    {
        WriteTurn.Dispose();
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }
        else
        {
            SqliteConnection.ClearAllPools();
        }
    }

    private static string SqliteConnectionString(string connectionString)
    {
        var sqlite = new SqliteConnectionStringBuilder(connectionString)
        {
            ForeignKeys = true,
            DefaultTimeout = CommandTimeoutSeconds,
        };
        return sqlite.DataSource.Length > 0
            ? sqlite.ToString()
            : throw new ArgumentException(
                "The connection string names neither a Host nor a Data Source.", nameof(connectionString));
    }
}
