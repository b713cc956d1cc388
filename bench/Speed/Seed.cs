using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Slotline.Persistence;

namespace Slotline.Speed;

/// <summary>A made-up firm in a database: how long its history is, and who asks.</summary>
internal sealed record Firm(string Slug, int Requests, int Appointments, int Technicians)
{
    public Guid Id { get; } = new(SHA256.HashData(Encoding.UTF8.GetBytes(Slug)).AsSpan(0, 16));

    /// <summary>Of a dispatcher's session.</summary>
    public string Token => $"slt_{Slug}";
}

/// <summary>
/// Fills a database with firms whose history is years long, by statements that make the rows where they are stored: no
/// row travels. Foreign keys are not checked meanwhile, and secondary indexes are made at the end, which is most of the
/// difference between a minute and an hour.
/// </summary>
internal static class Seed
{
    public static async Task FillAsync(string connectionString, params Firm[] firms)
    {
        await using (var database = new SlotlineDatabase(connectionString))
        {
            await SchemaUpdate.ApplyAsync(database, CancellationToken.None);
        }

        await using var source = NpgsqlDataSource.Create(connectionString + ";Command Timeout=600");
        await using (var connection = await source.OpenConnectionAsync())
        {
            await ExecuteAsync(connection, "SET session_replication_role = replica");
            await ExecuteAsync(connection, "SET maintenance_work_mem = '512MB'");
            await ExecuteAsync(connection, DropIndexes);
            foreach (var firm in firms)
            {
                await ExecuteAsync(connection, TextOf(firm));
            }

            await ExecuteAsync(connection, MakeIndexes);
        }

        await using var vacuum = source.CreateCommand("VACUUM ANALYZE");
        await vacuum.ExecuteNonQueryAsync();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private const string DropIndexes = """
        CREATE TEMP TABLE dropped AS SELECT indexname, indexdef FROM pg_indexes
        WHERE tablename IN ('appointment_requests', 'events') AND indexdef LIKE 'CREATE INDEX%';
        DO $$ DECLARE one record; BEGIN
          FOR one IN SELECT * FROM dropped LOOP EXECUTE 'DROP INDEX ' || quote_ident(one.indexname); END LOOP;
        END $$
        """;

    private const string MakeIndexes = """
        DO $$ DECLARE one record; BEGIN
          FOR one IN SELECT * FROM dropped LOOP EXECUTE one.indexdef; END LOOP;
        END $$
        """;

    /// <summary>The statements of one firm.</summary>
    private static string TextOf(Firm firm) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "seed.sql"))
        .Replace(":organization", $"{firm.Id}", StringComparison.Ordinal)
        .Replace(":slug", firm.Slug, StringComparison.Ordinal)
        .Replace(":token", firm.Token, StringComparison.Ordinal)
        .Replace(":requests", $"{firm.Requests}", StringComparison.Ordinal)
        .Replace(":each", $"{firm.Requests / firm.Appointments}", StringComparison.Ordinal)
        .Replace(":technicians", $"{firm.Technicians}", StringComparison.Ordinal);
}
