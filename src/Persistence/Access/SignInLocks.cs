using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain.Access;
using Slotline.Persistence.Mapping;

namespace Slotline.Persistence.Access;

/// <summary>
/// Counts failed sign-ins by address, across nodes. Addresses that nobody has are counted like all others.
/// </summary>
public sealed class SignInLocks(SlotlineDatabase database)
{
    public async Task<bool> IsLockedAsync(string emailKey, Instant now, CancellationToken cancellationToken)
    {
        var hash = HashOf(emailKey);
        await using var db = database.OpenUnbound();
        return await db.SignInLocks.AnyAsync(l => l.AddressHash == hash && l.LockedUntil > now, cancellationToken);
    }

    /// <summary>Counts one more failure, in one statement, so that none is lost between nodes.</summary>
    public async Task FailAsync(string emailKey, Instant now, CancellationToken cancellationToken)
    {
        var hash = HashOf(emailKey);
        var (until, forgotten) = (now + SignInLock.LockOut, now - SignInLock.Memory);
        const int most = SignInLock.FailuresBeforeLockOut;
        await using var turn = await database.TakeWriteTurnAsync(cancellationToken);
        await using var db = database.OpenUnbound();
        await db.Database.ExecuteSqlAsync(
            database.IsPostgres
                ? Upsert(hash, now, until, forgotten, most)
                : Upsert(
                    hash,
                    Conversions.ToMicroseconds(now),
                    Conversions.ToMicroseconds(until),
                    Conversions.ToMicroseconds(forgotten),
                    most),
            cancellationToken);
    }

    /// <summary>The right password, or a new one, starts the count again.</summary>
    public async Task ForgetAsync(string emailKey, CancellationToken cancellationToken)
    {
        var hash = HashOf(emailKey);
        await using var turn = await database.TakeWriteTurnAsync(cancellationToken);
        await using var db = database.OpenUnbound();
        await db.SignInLocks.Where(l => l.AddressHash == hash).ExecuteDeleteAsync(cancellationToken);
    }

    private static FormattableString Upsert(byte[] hash, object now, object until, object forgotten, int most) =>
        $"""
        INSERT INTO sign_in_locks AS l (address_hash, failures, last_failed_at, locked_until)
        VALUES ({hash}, 1, {now}, NULL)
        ON CONFLICT (address_hash) DO UPDATE SET
            failures = CASE WHEN l.last_failed_at <= {forgotten} OR l.locked_until <= {now} THEN 1
                            ELSE l.failures + 1 END,
            locked_until = CASE WHEN l.last_failed_at <= {forgotten} OR l.locked_until <= {now} THEN NULL
                                WHEN l.failures + 1 >= {most} THEN COALESCE(l.locked_until, {until})
                                ELSE l.locked_until END,
            last_failed_at = {now}
        """;

    private static byte[] HashOf(string emailKey) => SHA256.HashData(Encoding.UTF8.GetBytes(emailKey));
}
