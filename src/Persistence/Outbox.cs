using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Slotline.Domain.Notifications;
using Slotline.Persistence.Queries;

namespace Slotline.Persistence;

/// <summary>
/// The mails that wait to be sent, of all organizations. A node takes some by a lease that it holds while it sends, so
/// that no two nodes send the same mail; what a node that died had taken is free again when its lease ends.
/// </summary>
public sealed class Outbox(SlotlineDatabase database)
{
    private const string StoreOnPostgres = """
        -- The outbox
        UPDATE mails m SET state = w.state, attempts = w.attempts, next_attempt_at = w.next_attempt_at,
            last_error = w.last_error, link_token = w.link_token, sent_at = w.sent_at,
            leased_by = NULL, leased_until = NULL
        FROM jsonb_to_recordset(@mails::jsonb) AS w(organization_id uuid, id uuid, state text, attempts int,
            next_attempt_at timestamptz, last_error text, link_token text, sent_at timestamptz)
        WHERE m.organization_id = w.organization_id AND m.id = w.id AND m.leased_by = @node AND m.state = 'Queued'
        RETURNING m.id
        """;

    private const string StoreOnSqlite = """
        -- The outbox
        UPDATE mails SET state = w.value ->> 'state', attempts = w.value ->> 'attempts',
            next_attempt_at = w.value ->> 'next_attempt_at', last_error = w.value ->> 'last_error',
            link_token = w.value ->> 'link_token', sent_at = w.value ->> 'sent_at',
            leased_by = NULL, leased_until = NULL
        FROM json_each(@mails) w
        WHERE organization_id = w.value ->> 'organization_id' AND mails.id = w.value ->> 'id'
            AND leased_by = @node AND state = 'Queued'
        RETURNING id
        """;

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

    /// <summary>
    /// Stores what became of mails, in one statement, except of those whose lease was lost: another node has them.
    /// </summary>
    /// <returns>The ids of those that were still this node's.</returns>
    public async Task<IReadOnlySet<Guid>> StoreAsync(
        IReadOnlyCollection<Mail> mails, string node, CancellationToken cancellationToken)
    {
        await using var turn = await database.TakeWriteTurnAsync(cancellationToken);
        await using var db = database.OpenUnbound();
        return await PlainStatement.RunAsync(
            db,
            database.IsPostgres ? StoreOnPostgres : StoreOnSqlite,
            command =>
            {
                PlainStatement.Add(command, "node", node);
                PlainStatement.Add(command, "mails", JsonSerializer.Serialize(mails.Select(WhatBecameOf)));
                return Task.CompletedTask;
            },
            async reader =>
            {
                var stored = new HashSet<Guid>();
                while (await reader.ReadAsync(cancellationToken)) stored.Add(reader.GetGuid(0));
                return stored;
            },
            cancellationToken);
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

    /// <summary>As <see cref="StoreOnPostgres"/> and <see cref="StoreOnSqlite"/> read it.</summary>
    private object WhatBecameOf(Mail mail) => new
    {
        organization_id = Key(mail.OrganizationId),
        id = Key(mail.Id),
        state = mail.State.ToString(),
        attempts = mail.Attempts,
        next_attempt_at = Time(mail.NextAttemptAt),
        last_error = mail.LastError,
        link_token = mail.LinkToken,
        sent_at = mail.SentAt is { } sent ? Time(sent) : null,
    };

    // As SQLite keeps ids: text in capitals.
    private string Key(Guid id) => database.IsPostgres ? id.ToString() : id.ToString().ToUpperInvariant();

    private object Time(Instant instant) => 
        database.IsPostgres ? InstantPattern.ExtendedIso.Format(instant) : Micros(instant);

    private static long Micros(Instant instant) =>
        instant.ToUnixTimeTicks() / (NodaConstants.TicksPerMillisecond / 1000);
}
