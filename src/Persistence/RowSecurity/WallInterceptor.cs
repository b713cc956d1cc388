using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Slotline.Persistence.RowSecurity;

/// <summary>
/// Says before each statement of a context whose rows it works on: in the same message, because a round trip of its
/// own would double the cost of small queries. In a transaction the first statement says it for all.
/// </summary>
internal sealed class WallInterceptor : DbCommandInterceptor, IDbTransactionInterceptor
{
    public DbTransaction TransactionStarted(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        if (eventData.Context is SlotlineContext context) context.HasEntered = false;
        return result;
    }

    public ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection,
        TransactionEndEventData eventData,
        DbTransaction result,
        CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(TransactionStarted(connection, eventData, result));

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
        Enter(command, eventData, result);

    public override InterceptionResult<object> ScalarExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result) =>
        Enter(command, eventData, result);

    public override InterceptionResult<int> NonQueryExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result) =>
        Enter(command, eventData, result);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default) => EnterAsync(command, eventData, result, cancellationToken);

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result,
        CancellationToken cancellationToken = default) => EnterAsync(command, eventData, result, cancellationToken);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default) => EnterAsync(command, eventData, result, cancellationToken);

    private static T Enter<T>(DbCommand command, CommandEventData eventData, T result)
    {
        if (EntryAlone(command, eventData) is { } alone)
        {
            using (alone) alone.ExecuteNonQuery();
        }

        return result;
    }

    private static ValueTask<T> EnterAsync<T>(
        DbCommand command, CommandEventData eventData, T result, CancellationToken cancellationToken)
    {
        return EntryAlone(command, eventData) is { } alone ? RunAsync(alone) : ValueTask.FromResult(result);

        async ValueTask<T> RunAsync(DbCommand alone)
        {
            await using (alone) await alone.ExecuteNonQueryAsync(cancellationToken);
            return result;
        }
    }

    /// <summary>
    /// Puts the entry before the statement. Only where a saving opens its transaction it is to be run alone: there the
    /// provider counts the rows of each of its statements by position.
    /// </summary>
    private static DbCommand? EntryAlone(DbCommand command, CommandEventData eventData)
    {
        if (eventData.Context is not SlotlineContext { WallEntry: { } entry } context
            || (context.HasEntered && command.Transaction is not null))
            return null;

        context.HasEntered = true;
        if (eventData.CommandSource != CommandSource.SaveChanges)
        {
            command.CommandText = entry + command.CommandText;
            return null;
        }

        var alone = command.Connection!.CreateCommand();
        (alone.CommandText, alone.Transaction) = (entry, command.Transaction);
        return alone;
    }
}
