using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Slotline.Domain.Access;
using Slotline.Domain.Directory;
using Slotline.Persistence;

namespace Slotline.Graph.SigningIn;

/// <summary>
/// Ends sessions. They are loaded and removed, so that the writer sees that some ended, and every node looks.
/// </summary>
internal static class SessionActs
{
    /// <summary>Ends sessions and writes down who ended them, one entry a session.</summary>
    /// <returns>How many there were.</returns>
    public static async Task<int> EndSessionsAsync(
        this Change change, Expression<Func<Session, bool>> which, AuditAction action, Caller by, Actor whose)
    {
        var ended = await change.EndSessionsAsync(which);
        for (var i = 0; i < ended; i++)
        {
            change.Record(action, by.Actor, by.Origin, AuditTarget.Of(whose));
        }

        return ended;
    }

    /// <summary>Ends sessions as part of something else that is written down.</summary>
    public static async Task<int> EndSessionsAsync(this Change change, Expression<Func<Session, bool>> which)
    {
        var ended = await change.Db.Sessions.Where(which).ToListAsync(change.CancellationToken);
        change.Db.RemoveRange(ended);
        return ended.Count;
    }

    /// <summary>Nobody who knew the old password, or has an older link, comes in any more.</summary>
    public static async Task EndAccessAsync(this Change change, Guid accountId, byte[]? except = null)
    {
        await change.EndSessionsAsync(s => s.AccountId == accountId && s.TokenHash != except);
        change.Db.RemoveRange(await change.Db.AccessLinks.Where(l => l.AccountId == accountId)
            .ToListAsync(change.CancellationToken));
    }
}
