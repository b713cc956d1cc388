using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Slotline.Persistence.RowSecurity;

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
        await using var db = database.OpenSchema();
        if (!database.IsPostgres)
        {
            // Readers and the writer never wait for each other. The file remembers it.
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
        }

        if (database.IsPostgres)
        {
            // A migration that changes rows changes those of every organization.
            await db.Database.OpenConnectionAsync(cancellationToken);
            await db.Database.ExecuteSqlRawAsync($"SET {Wall.Setting} = '{Wall.Every}'", cancellationToken);
        }

        await db.Database.MigrateAsync(cancellationToken);
        if (database.IsPostgres)
        {
            await db.Database.ExecuteSqlRawAsync(Policies.Build, cancellationToken);
        }
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
