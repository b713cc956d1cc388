using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using Slotline.Persistence.Queries;
using Slotline.Persistence.RowSecurity;

namespace Slotline.Persistence;

/// <summary>
/// The database that a connection string names: PostgreSQL (<c>Host=…</c>) or SQLite (<c>Data Source=…</c>).
/// </summary>
public sealed class SlotlineDatabase : IAsyncDisposable
{
    private const int MostPooledContexts = 256;
    private const int CommandTimeoutSeconds = 30;

    private readonly string _connectionString;
    private readonly NpgsqlDataSource? _postgres;
    private readonly Func<SlotlineContext> _open;

    /// <param name="connectionString">Which database.</param>
    /// <param name="interceptors">Who else sees each statement: tests that count them.</param>
    /// <exception cref="ArgumentException">The connection string is neither of the two, or malformed.</exception>
    public SlotlineDatabase(string connectionString, params IEnumerable<IInterceptor> interceptors)
    {
        var words = new DbConnectionStringBuilder { ConnectionString = connectionString };
        _connectionString = connectionString;
        Calendars = new Calendars(this);
        IsPostgres = words.ContainsKey("Host") || words.ContainsKey("Server");
        if (IsPostgres)
        {
            _postgres = PostgresSource(connectionString);
            var options = new DbContextOptionsBuilder<PostgresContext>()
                .UseNpgsql(_postgres, npgsql => npgsql.UseNodaTime().CommandTimeout(CommandTimeoutSeconds))
                .AddInterceptors(interceptors).AddInterceptors(new WallInterceptor()).Options;
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
    public SlotlineContext Open(Guid organizationId) => Open(organizationId, Wall.EntryOf(organizationId));

    /// <summary>
    /// Opens a context that belongs to no organization: it sees only what asks for it by name, unfiltered. It is for
    /// what must be found before an organization is known, and gets through the database's own wall between them.
    /// </summary>
    public SlotlineContext OpenUnbound() => Open(Guid.Empty, Wall.EntryOfEvery);

    /// <summary>
    /// Opens a context that works on the tables themselves, with all the rights of the user who signs in.
    /// </summary>
    internal SlotlineContext OpenSchema()
    {
        if (!IsPostgres) return OpenUnbound();
        var unpooled = new NpgsqlConnectionStringBuilder(_connectionString) { Pooling = false };
        return new PostgresContext(new DbContextOptionsBuilder<PostgresContext>()
            .UseNpgsql(unpooled.ConnectionString, npgsql => npgsql.UseNodaTime()).Options);
    }

    /// <summary>Held while something is written outside of the organizations' changes; no wait on PostgreSQL.</summary>
    internal async ValueTask<IAsyncDisposable> TakeWriteTurnAsync(CancellationToken cancellationToken)
    {
        if (!IsPostgres)
        {
            await WriteTurn.WaitAsync(cancellationToken);
        }

        return new Turn(this);
    }

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

    private SlotlineContext Open(Guid organizationId, string entry)
    {
        var context = _open();
        (context.OrganizationId, context.WallEntry) = (organizationId, IsPostgres ? entry : null);
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;

        // What a statement says of itself holds for its transaction, so there must be one.
        context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
        return context;
    }

    private static NpgsqlDataSource PostgresSource(string connectionString)
    {
        // A connection keeps its role when it is given back, and has nothing else to be reset: the organization is
        // forgotten with each transaction.
        var source = new NpgsqlDataSourceBuilder(connectionString);
        source.ConnectionStringBuilder.NoResetOnClose = true;
        source.UseNodaTime();
        source.UsePhysicalConnectionInitializer(Wall.Prepare, Wall.PrepareAsync);
        return source.Build();
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

    /// <summary>SQLite has one writer; these are the turns that changes take.</summary>
    private sealed class Turn(SlotlineDatabase database) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            if (!database.IsPostgres)
            {
                database.WriteTurn.Release();
            }

            return ValueTask.CompletedTask;
        }
    }
}
