using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Slotline.Persistence.Queries;

/// <summary>
/// Empties all pools where one connection breaks or cannot be had. Npgsql empties the pool of that connection; but what
/// ended it, such as a restart of the server, ended those of the others too, and each would fail a question later.
/// </summary>
internal sealed class BrokenConnections(Func<IReadOnlyList<NpgsqlDataSource>> pools)
    : DbCommandInterceptor, IDbConnectionInterceptor
{
    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData)
    {
        if (command.Connection is not { State: ConnectionState.Open }) EmptyAll();
    }

    public override Task CommandFailedAsync(
        DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        CommandFailed(command, eventData);
        return Task.CompletedTask;
    }

    public void ConnectionFailed(DbConnection connection, ConnectionErrorEventData eventData) => EmptyAll();

    public Task ConnectionFailedAsync(
        DbConnection connection, ConnectionErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        EmptyAll();
        return Task.CompletedTask;
    }

    // Those in use go on.
    private void EmptyAll()
    {
        foreach (var pool in pools()) pool.Clear();
    }
}
