using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Slotline.Graph.Tests.Stories;

/// <summary>Counts the statements that one server sends to its database.</summary>
internal sealed class StatementCounter : DbCommandInterceptor
{
    private readonly Lock _lock = new();
    private readonly List<string> _seen = [];

    /// <summary>The statements that were sent while the work was done.</summary>
    public async Task<IReadOnlyList<string>> DuringAsync(Func<Task> work)
    {
        lock (_lock)
        {
            _seen.Clear();
        }

        await work();
        lock (_lock)
        {
            return [.. _seen];
        }
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        // What the server does by itself, every second or so, says so in a comment.
        if (!command.CommandText.StartsWith("-- ", StringComparison.Ordinal))
        {
            lock (_lock)
            {
                _seen.Add(command.CommandText);
            }
        }

        return ValueTask.FromResult(result);
    }
}
