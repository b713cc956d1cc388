using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Slotline.Persistence.RowSecurity;

namespace Slotline.Persistence.Queries;

/// <summary>
/// Runs what is asked too often for a mapped query: one statement, on a context's connection. Its words are the same
/// for every organization, so that each connection to PostgreSQL plans them once.
/// </summary>
internal static class PlainStatement
{
    private const string Entry = $"CALL {Wall.Procedure}(@wall); ";

    /// <param name="db">Its open transaction, if any, is used.</param>
    /// <param name="text">The statement.</param>
    /// <param name="fill">Gives the command its parameters.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<T> RunAsync<T>(
        SlotlineContext db,
        string text,
        Action<DbCommand> fill,
        Func<DbDataReader, Task<T>> read,
        CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            command.CommandText = text;
            if (db.WallEntry is not null && !(db.HasEntered && command.Transaction is not null))
            {
                command.CommandText = Entry + text;
                // An empty id is no organization's: only who opened the context as unbound sees every one.
                Add(command, "wall", db.WallEntry == Wall.EntryOfEvery ? Wall.Every : db.OrganizationId.ToString("D"));
            }

            fill(command);
            if (db.Database.IsNpgsql()) await command.PrepareAsync(cancellationToken);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await read(reader);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    public static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
