using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Slotline.Persistence;

/// <summary>Brings a database to the model of this version.</summary>
public static class SchemaUpdate
{
    /// <summary>
    /// Applies what is missing, or nothing. Safe when several nodes start together: EF Core takes a lock in the
    /// database, so one applies and the others wait and find nothing left to do.
    /// </summary>
    public static async Task ApplyAsync(SlotlineDatabase database, CancellationToken cancellationToken)
    {
        await using var db = database.OpenUnbound();
        if (!database.IsPostgres)
        {
            // Readers and the writer never wait for each other. The file remembers it.
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
        }

        await db.Database.MigrateAsync(cancellationToken);
    }
}

/// <summary>Lets <c>dotnet ef</c> make migrations for PostgreSQL without a server.</summary>
internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresContext>
{
    public PostgresContext CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<PostgresContext>(
            ).UseNpgsql("Host=design", npgsql => npgsql.UseNodaTime()).Options);
}

/// <summary>Lets <c>dotnet ef</c> make migrations for SQLite.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteContext>
{
    public SqliteContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteContext>().UseSqlite("Data Source=:memory:").Options);
}
