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

    /// <summary>Of each connection: calendars are a megabyte and more, and each refill costs a turn.</summary>
    private const int LeastReadBuffer = 64 * 1024;

    /// <summary>Of each connection that prepares: changes and pages ask the same every time.</summary>
    private const int MostPreparedStatements = 200;

    private readonly string _connectionString;
    private readonly NpgsqlDataSource[] _postgres = [];
    private readonly Func<SlotlineContext> _open;
    private readonly Func<SlotlineContext> _openForChange;

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
            var prepared = new NpgsqlConnectionStringBuilder(connectionString);
            if (!words.ContainsKey("Max Auto Prepare"))
            {
                prepared.MaxAutoPrepare = MostPreparedStatements;
            }

            // Reading is planned for what is asked: one plan for every filter would be the wrong one for most.
            _postgres = [PostgresSource(connectionString), PostgresSource(prepared.ConnectionString)];
            interceptors = [.. interceptors, new BrokenConnections(() => _postgres)];
            _open = Opener(_postgres[0], interceptors);
            _openForChange = Opener(_postgres[1], interceptors);
        }
        else
        {
            var options = new DbContextOptionsBuilder<SqliteContext>()
                .UseSqlite(
                    SqliteConnectionString(connectionString), sqlite => sqlite.CommandTimeout(CommandTimeoutSeconds))
                .AddInterceptors(interceptors).Options;
            _open = new PooledDbContextFactory<SqliteContext>(options, MostPooledContexts).CreateDbContext;
            _openForChange = _open;
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
    public SlotlineContext Open(Guid organizationId) => Open(_open, organizationId, Wall.EntryOf(organizationId));

    /// <summary>
    /// The same for questions that one plan fits, whoever asks them with whatever values: they are prepared.
    /// </summary>
    public SlotlineContext OpenPrepared(Guid organizationId) => OpenForChange(organizationId);

    /// <summary>The same for the organization's writer.</summary>
    internal SlotlineContext OpenForChange(Guid organizationId) =>
        Open(_openForChange, organizationId, Wall.EntryOf(organizationId));

    /// <summary>
    /// Opens a context that belongs to no organization: it sees only what asks for it by name, unfiltered. It is for
    /// what must be found before an organization is known, and gets through the database's own wall between them.
    /// </summary>
    public SlotlineContext OpenUnbound() => Open(_open, Guid.Empty, Wall.EntryOfEvery);

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
        foreach (var source in _postgres)
        {
            await source.DisposeAsync();
        }

        if (!IsPostgres)
        {
            SqliteConnection.ClearAllPools();
        }
    }

    private SlotlineContext Open(Func<SlotlineContext> open, Guid organizationId, string entry)
    {
        var context = open();
        (context.OrganizationId, context.WallEntry) = (organizationId, IsPostgres ? entry : null);
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;

        // What a statement says of itself holds for its transaction, so there must be one.
        context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
        return context;
    }

    private static Func<SlotlineContext> Opener(NpgsqlDataSource source, IEnumerable<IInterceptor> interceptors)
    {
        var options = new DbContextOptionsBuilder<PostgresContext>()
            .UseNpgsql(source, npgsql => npgsql.UseNodaTime().CommandTimeout(CommandTimeoutSeconds))
            .AddInterceptors(interceptors).AddInterceptors(new WallInterceptor()).Options;
        return new PooledDbContextFactory<PostgresContext>(options, MostPooledContexts).CreateDbContext;
    }

    private static NpgsqlDataSource PostgresSource(string connectionString)
    {
        // A connection keeps its role when it is given back, and has nothing else to be reset: the organization is
        // forgotten with each transaction.
        var source = new NpgsqlDataSourceBuilder(connectionString);
        source.ConnectionStringBuilder.NoResetOnClose = true;
        source.ConnectionStringBuilder.ReadBufferSize =
            Math.Max(source.ConnectionStringBuilder.ReadBufferSize, LeastReadBuffer);
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
