using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain.Notifications;

namespace Slotline.Persistence;

/// <summary>
/// The mails that wait to be sent, of all organizations. A node takes some by a lease that it holds while it sends, so
/// that no two nodes send the same mail; what a node that died had taken is free again when its lease ends.
/// </summary>
public sealed class Outbox(SlotlineDatabase database)
{
    /// <summary>Takes mails that are due, oldest first. Each counts as an attempt from here on.</summary>
    /// <param name="node">Who takes them; no other node has this name.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="now">What is due by then.</param>
    /// <param name="until">When the lease ends.</param>
    /// <param name="cancellationToken">Before anything is taken.</param>
    public async Task<IReadOnlyList<Mail>> ClaimAsync(
        string node, int most, Instant now, Instant until, CancellationToken cancellationToken)
    {
        await using var turn = await database.TakeWriteTurnAsync(cancellationToken);
        await using var db = database.OpenUnbound();
        var claimed = database.IsPostgres
            ? db.Mails.FromSql(
                $"""
                UPDATE mails SET attempts = attempts + 1, leased_by = {node}, leased_until = {until}
                WHERE (organization_id, id) IN (
                    SELECT organization_id, id FROM mails
                    WHERE state = 'Queued' AND next_attempt_at <= {now}
                        AND (leased_until IS NULL OR leased_until <= {now})
                    ORDER BY next_attempt_at LIMIT {most} FOR UPDATE SKIP LOCKED)
                RETURNING *
                """)
            : db.Mails.FromSql(
                $"""
                UPDATE mails SET attempts = attempts + 1, leased_by = {node}, leased_until = {Micros(until)}
                WHERE (organization_id, id) IN (
                    SELECT organization_id, id FROM mails
                    WHERE state = 'Queued' AND next_attempt_at <= {Micros(now)}
                        AND (leased_until IS NULL OR leased_until <= {Micros(now)})
                    ORDER BY next_attempt_at LIMIT {most})
                RETURNING *
                """);
        var mails = await claimed.TagWith("The outbox").IgnoreQueryFilters().AsNoTracking()
            .ToListAsync(cancellationToken);
        return [.. mails.OrderBy(mail => mail.NextAttemptAt).ThenBy(mail => mail.Id)];
    }

    /// <summary>Stores what became of a mail, unless its lease was lost and it is another node's by now.</summary>
    /// <returns>Whether it was still this node's.</returns>
    public async Task<bool> StoreAsync(Mail mail, string node, CancellationToken cancellationToken)
    {
        await using var turn = await database.TakeWriteTurnAsync(cancellationToken);
        await using var db = database.Open(mail.OrganizationId);
        var stored = await db.Mails
            .Where(row => row.Id == mail.Id && row.LeasedBy == node && row.State == MailState.Queued)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.State, mail.State)
                    .SetProperty(row => row.Attempts, mail.Attempts)
                    .SetProperty(row => row.NextAttemptAt, mail.NextAttemptAt)
                    .SetProperty(row => row.LastError, mail.LastError)
                    .SetProperty(row => row.LinkToken, mail.LinkToken)
                    .SetProperty(row => row.SentAt, mail.SentAt)
                    .SetProperty(row => row.LeasedBy, (string?)null)
                    .SetProperty(row => row.LeasedUntil, (Instant?)null),
                cancellationToken);
        return stored > 0;
    }

    /// <summary>When the next mail is due, or the next lease ends; null when nothing waits.</summary>
    public async Task<Instant?> NextDueAsync(CancellationToken cancellationToken)
    {
        await using var db = database.OpenUnbound();
        var next = await db.Mails.IgnoreQueryFilters().TagWith("The outbox")
            .Where(mail => mail.State == MailState.Queued)
            .OrderBy(mail => mail.NextAttemptAt)
            .Select(mail => new { mail.NextAttemptAt, mail.LeasedUntil })
            .FirstOrDefaultAsync(cancellationToken);
        return next is null ? null
            : next.LeasedUntil is { } leased && leased > next.NextAttemptAt ? leased
            : next.NextAttemptAt;
    }

    /// <summary>
    /// Whether a reminder still holds: the booking is as it was when the reminder was written, and lies ahead.
    /// </summary>
    public async Task<bool> IsReminderTrueAsync(Mail mail, Instant now, CancellationToken cancellationToken)
    {
        await using var db = database.Open(mail.OrganizationId);
        return await db.Appointments.AnyAsync(
            appointment => appointment.Id == mail.Facts.AppointmentId
                && appointment.Status == Domain.Requests.AppointmentStatus.Scheduled
                && appointment.StartsAt == mail.Facts.StartsAt
                && appointment.StartsAt > now,
            cancellationToken);
    }

    /// <summary>How an organization signs its mails; null where it never said.</summary>
    public async Task<NotificationSettings?> FindSettingsAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        await using var db = database.Open(organizationId);
        return await db.NotificationSettings.SingleOrDefaultAsync(cancellationToken);
    }

    private static long Micros(Instant instant) =>
        instant.ToUnixTimeTicks() / (NodaConstants.TicksPerMillisecond / 1000);
}
