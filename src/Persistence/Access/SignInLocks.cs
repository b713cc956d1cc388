using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain.Access;
using Slotline.Persistence.Mapping;

namespace Slotline.Persistence.Access;

/// <summary>
/// Counts failed sign-ins by address, across nodes: those from one network, and those from anywhere. Addresses that
/// nobody has are counted like all others.
/// </summary>
public sealed class SignInLocks(SlotlineDatabase database)
{
    /// <param name="emailKey">The folded address.</param>
    /// <param name="network">Where it is tried from.</param>
    /// <param name="isKnown">Whether the person is signed in there: then only failures from there count.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public async Task<bool> IsLockedAsync(
        string emailKey, string network, bool isKnown, Instant now, CancellationToken cancellationToken)
    {
        byte[][] hashes = [HashOf(emailKey, network), isKnown ? HashOf(emailKey, network) : HashOf(emailKey)];
        await using var db = database.OpenUnbound();
        return await db.SignInLocks.AnyAsync(
            l => hashes.Contains(l.AddressHash) && l.LockedUntil > now, cancellationToken);
    }

    /// <summary>Counts one more failure, each count in one statement, so that none is lost between nodes.</summary>
    public async Task FailAsync(string emailKey, string network, Instant now, CancellationToken cancellationToken)
    {
        await using var turn = await database.TakeWriteTurnAsync(cancellationToken);
        await using var db = database.OpenUnbound();
        await CountAsync(HashOf(emailKey, network), SignInLock.FailuresBeforeLockOut);
        await CountAsync(HashOf(emailKey), SignInLock.FailuresAnywhere);

        Task<int> CountAsync(byte[] hash, int most)
        {
            var (until, forgotten) = (now + SignInLock.LockOut, now - SignInLock.Memory);
            return db.Database.ExecuteSqlAsync(
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
    }

    /// <summary>
    /// The right password starts the counts again, but lifts no lock of the others: who guesses must not be let back in
    /// by the person's own sign-in.
    /// </summary>
    public async Task ForgetAsync(string emailKey, string network, Instant now, CancellationToken cancellationToken)
    {
        var (here, anywhere) = (HashOf(emailKey, network), HashOf(emailKey));
        await using var turn = await database.TakeWriteTurnAsync(cancellationToken);
        await using var db = database.OpenUnbound();
        await db.SignInLocks
            .Where(l => l.AddressHash == here
                || (l.AddressHash == anywhere && (l.LockedUntil == null || l.LockedUntil <= now)))
            .ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>A new password ends the lock as well: what was guessed so far is worth nothing.</summary>
    public async Task LiftAsync(string emailKey, string network, CancellationToken cancellationToken)
    {
        byte[][] hashes = [HashOf(emailKey, network), HashOf(emailKey)];
        await using var turn = await database.TakeWriteTurnAsync(cancellationToken);
        await using var db = database.OpenUnbound();
        await db.SignInLocks.Where(l => hashes.Contains(l.AddressHash)).ExecuteDeleteAsync(cancellationToken);
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

    /// <summary>No address holds a line break, so the two never run together.</summary>
    private static byte[] HashOf(string emailKey, string? network = null) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(network is null ? emailKey : $"{emailKey}\n{network}"));
}
