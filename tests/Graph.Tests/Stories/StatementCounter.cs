using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Slotline.Tests.Servers;

namespace Slotline.Graph.Tests.Stories;

/// <summary>Counts the statements that one server sends to its database.</summary>
internal sealed class StatementCounter : DbCommandInterceptor
{
    private readonly Lock _lock = new();
    private readonly List<(string Text, bool IsOfRequest)> _seen = [];

    public StatementCounter() => RequestTraces.Begin();

    /// <summary>The statements that requests took while the work was done.</summary>
    public async Task<IReadOnlyList<string>> DuringAsync(Func<Task> work) =>
        [.. from seen in await AllDuringAsync(work) where seen.IsOfRequest select seen.Text];

    /// <summary>The same with what the server does by itself, every second or so.</summary>
    public async Task<IReadOnlyList<(string Text, bool IsOfRequest)>> AllDuringAsync(Func<Task> work)
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
        lock (_lock)
        {
            _seen.Add((command.CommandText, Activity.Current is not null));
        }

        return ValueTask.FromResult(result);
    }
}
