using Microsoft.EntityFrameworkCore;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Domain.Notifications;
using Slotline.Domain.Requests;
using Slotline.Persistence;

namespace Slotline.Graph.Visitors;

/// <summary>The steps of a visitor's asking: whether there is room, and keeping it until it is confirmed.</summary>
internal static class VisitorActs
{
    /// <summary>What is asked of visitors here.</summary>
    public static async Task<VisitorSettings> VisitorSettingsAsync(this Change change) =>
        await change.Db.VisitorSettings.AsNoTracking().SingleOrDefaultAsync(change.CancellationToken)
        ?? new VisitorSettings(change.Organization.Id);

    /// <summary>
    /// Strangers cannot fill the queue, nor mail somebody again and again: what waits counts, by address and in all,
    /// confirmed or not.
    /// </summary>
    /// <param name="change">Under way.</param>
    /// <param name="settings">How many are let in.</param>
    /// <param name="email">Whose address.</param>
    /// <param name="confirmingId">What is being confirmed does not count beside itself; null for a new wish.</param>
    /// <exception cref="Refusal">TooManyOpenRequests.</exception>
    public static async Task RequireRoomAsync(
        this Change change, VisitorSettings settings, string email, Guid? confirmingId = null)
    {
        var pending = await change.Db.AppointmentRequests
            .Where(r => r.Status == AppointmentRequestStatus.Pending && r.ContactId == null)
            .Select(r => r.Requester.Email).ToListAsync(change.CancellationToken);
        var unconfirmed = await change.Db.UnconfirmedRequests
            .Where(r => r.ExpiresAt > change.Now && r.Id != confirmingId)
            .Select(r => r.Requester.Email).ToListAsync(change.CancellationToken);
        var (address, most) = (Text.Fold(email), settings.MostOpenPerAddress);
        if (pending.Concat(unconfirmed).Count(other => Text.Fold(other) == address) >= most)
        {
            throw new Refusal(
                RefusalCode.TooManyOpenRequests, $"At most {most} requests of one address can wait at a time.");
        }

        if (pending.Count + unconfirmed.Count >= settings.MostOpen)
        {
            throw new Refusal(
                RefusalCode.TooManyOpenRequests, "More requests are waiting than can be taken; try again later.");
        }
    }

    /// <summary>Keeps what was asked for, and mails the link that makes a request of it.</summary>
    public static void AwaitConfirmation(
        this Change change,
        RequestTerms terms,
        Requester requester,
        string locale,
        (string Key, byte[] InputHash)? key)
    {
        var unconfirmed = new UnconfirmedRequest(terms, requester, locale, key, change.Now);
        change.Db.Add(unconfirmed);
        change.Db.Add(new Mail(unconfirmed, change.Organization, terms.Service, change.Now));
    }

    /// <summary>Whether the same wish waits for its confirmation already.</summary>
    /// <exception cref="Refusal">IdempotencyKeyReused: another wish has that key.</exception>
    public static async Task<bool> IsAwaitedAsync(this Change change, string email, string key, byte[] inputHash)
    {
        var waiting = await change.Db.UnconfirmedRequests.AsNoTracking()
            .Where(r => r.IdempotencyKey == key && r.ExpiresAt > change.Now)
            .ToListAsync(change.CancellationToken);
        var own = waiting.Find(r => Text.Fold(r.Requester.Email) == Text.Fold(email));
        own?.MustBeOf(inputHash);
        return own is not null;
    }
}
