using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain.Access;

namespace Slotline.Persistence.Access;

/// <summary>Removes what nobody needs any more, of all organizations.</summary>
public sealed class Housekeeping(SlotlineDatabase database)
{
    /// <param name="now">What ended before then goes.</param>
    /// <param name="idle">Sessions that were not used for so long have ended.</param>
    /// <param name="auditAge">How long the audit log is kept.</param>
    /// <param name="cancellationToken">Between two kinds of rows.</param>
    public async Task TidyAsync(Instant now, Duration idle, Duration auditAge, CancellationToken cancellationToken)
    {
        await using var turn = await database.TakeWriteTurnAsync(cancellationToken);
        await using var db = database.OpenUnbound();
        await db.Sessions.IgnoreQueryFilters().Where(s => s.ExpiresAt <= now || s.LastUsedAt <= now - idle)
            .ExecuteDeleteAsync(cancellationToken);
        await db.AccessLinks.IgnoreQueryFilters().Where(l => l.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
        await db.UnconfirmedRequests.IgnoreQueryFilters().Where(r => r.ExpiresAt <= now)
            .ExecuteDeleteAsync(cancellationToken);
        await db.ApiTokens.IgnoreQueryFilters().Where(t => t.ExpiresAt <= now - ApiToken.ListedAfterEnd)
            .ExecuteDeleteAsync(cancellationToken);
        await db.SignInLocks.Where(l => l.LastFailedAt <= now - SignInLock.Memory)
            .ExecuteDeleteAsync(cancellationToken);
        await db.AuditEntries.IgnoreQueryFilters().Where(e => e.OccurredAt <= now - auditAge)
            .ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Notes when sessions and programs' tokens were used; it goes by the tokens' hashes.</summary>
    public async Task NoteUseAsync(
        IReadOnlyCollection<byte[]> tokenHashes, Instant now, CancellationToken cancellationToken)
    {
        await using var turn = await database.TakeWriteTurnAsync(cancellationToken);
        await using var db = database.OpenUnbound();
        await db.Sessions.IgnoreQueryFilters().Where(s => tokenHashes.Contains(s.TokenHash) && s.LastUsedAt < now)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.LastUsedAt, now), cancellationToken);
        await db.ApiTokens.IgnoreQueryFilters().Where(t => tokenHashes.Contains(t.TokenHash))
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.LastUsedAt, now), cancellationToken);
    }
}
