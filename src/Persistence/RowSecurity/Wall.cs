using Npgsql;

namespace Slotline.Persistence.RowSecurity;

/// <summary>
/// PostgreSQL's own wall between organizations, behind the query filters: row-level security compares each row with
/// the organization that its statement says it works for. A statement that says nothing sees nothing.
/// </summary>
internal static class Wall
{
    /// <summary>The role that statements run as, so that the wall also holds where a superuser signed in.</summary>
    public const string Role = "slotline_app";

    /// <summary>The setting that the policies read: an organization's id, or <see cref="Every"/>.</summary>
    public const string Setting = "slotline.organization";

    public const string Every = "every";

    /// <summary>Sets it for the rest of the transaction, and answers no rows that a reader had to skip.</summary>
    public const string Procedure = "slotline_enter";

    private const string TakeRole = $"""
        SELECT set_config('role', rolname, false) FROM pg_roles
        WHERE rolname = '{Role}' AND pg_has_role(current_user, oid, 'MEMBER')
        """;

    /// <summary>What comes before a statement that works on the rows of one organization.</summary>
    public static string EntryOf(Guid organizationId) => $"CALL {Procedure}('{organizationId:D}'); ";

    /// <summary>What comes before a statement that must find out first whose rows it works on.</summary>
    public static string EntryOfEvery { get; } = $"CALL {Procedure}('{Every}'); ";

    /// <summary>Lets a new connection work as the role, where there is one that the user may take.</summary>
    public static void Prepare(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(TakeRole, connection);
        command.ExecuteNonQuery();
    }

    public static async Task PrepareAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(TakeRole, connection);
        await command.ExecuteNonQueryAsync();
    }
}
