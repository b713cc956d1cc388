using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Slotline.Persistence.Queries;

/// <summary>Runs what is asked too often for a mapped query: one statement, on a context's connection.</summary>
internal static class PlainStatement
{
    /// <param name="db">Its open transaction, if any, is used.</param>
    /// <param name="text">The statement.</param>
    /// <param name="prepare">Gives the command its parameters.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<T> RunAsync<T>(
        SlotlineContext db,
        string text,
        Func<DbCommand, Task> prepare,
        Func<DbDataReader, Task<T>> read,
        CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            command.CommandText = db.HasEntered && command.Transaction is not null ? text : db.WallEntry + text;
            await prepare(command);
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
