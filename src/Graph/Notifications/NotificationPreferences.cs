using Microsoft.EntityFrameworkCore;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Domain.Notifications;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.Notifications;

/// <summary>Whether the viewer is told of a kind of thing by one way.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Way">How it reaches the viewer.</param>
/// <param name="IsEnabled">Whether it is sent.</param>
/// <param name="IsEssential">Cannot be switched off.</param>
public sealed record NotificationPreference(
    NotificationKind Kind, NotificationWay Way, bool IsEnabled, bool IsEssential);

public sealed record NotificationPreferenceInput
{
    public required NotificationKind Kind { get; init; }

    public required NotificationWay Way { get; init; }

    public required bool IsEnabled { get; init; }
}

public sealed record UpdateNotificationPreferencesInput
{
    /// <summary>What is to change; what is left out stays as it is.</summary>
    public required IReadOnlyList<NotificationPreferenceInput> Preferences { get; init; }
}

public sealed record UpdateNotificationPreferencesPayload : Payload
{
    /// <summary>All of the viewer's, as they are now.</summary>
    public IReadOnlyList<NotificationPreference>? Preferences { get; init; }
}

[MutationType]
internal static class NotificationPreferenceMutations
{
    /// <summary>
    /// Switches kinds of notifications on or off for the viewer. Codes: INVALID_INPUT (an essential kind, or one that
    /// the viewer is never told of), FORBIDDEN (programs and visitors).
    /// </summary>
    public static async Task<UpdateNotificationPreferencesPayload> UpdateNotificationPreferencesAsync(
        UpdateNotificationPreferencesInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        if (caller.RecipientOf() is not (var kind, { } id))
        {
            throw Refusal.Forbidden("Only people with an account are told of anything.");
        }

        var preferences = await changes.CommitAsync(
            caller.OrganizationId,
            async change =>
            {
                await Preferences.ChangeAsync(change, caller, (kind, id), input.Preferences);
                return await Preferences.OfAsync(change.Db, caller, change.CancellationToken, Wanted(input));
            },
            cancellationToken);
        return new UpdateNotificationPreferencesPayload { Preferences = preferences };
    }

    private static Dictionary<MutedKind, bool> Wanted(UpdateNotificationPreferencesInput input) =>
        input.Preferences.GroupBy(wish => new MutedKind(wish.Kind, wish.Way))
            .ToDictionary(wishes => wishes.Key, wishes => wishes.Last().IsEnabled);
}

/// <summary>What people can switch off, and what they did switch off.</summary>
internal static class Preferences
{
    /// <param name="db">The organization's.</param>
    /// <param name="caller">Whose.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="wanted">What is about to be stored, and so is not in the database yet.</param>
    public static async Task<IReadOnlyList<NotificationPreference>> OfAsync(
        SlotlineContext db,
        Caller caller,
        CancellationToken cancellationToken,
        IReadOnlyDictionary<MutedKind, bool>? wanted = null)
    {
        var (kind, id) = caller.RecipientOf();
        var muted = await db.MutedNotifications.AsNoTracking()
            .Where(row => row.RecipientKind == kind && row.RecipientId == id)
            .Select(row => new MutedKind(row.Kind, row.Way))
            .ToListAsync(cancellationToken);
        return
        [
            .. ToldOf(caller).Select(told =>
            {
                var isMuted = wanted?.TryGetValue(told.What, out var isWanted) == true
                    ? !isWanted
                    : muted.Contains(told.What);
                return new NotificationPreference(
                    told.What.Kind, told.What.Way, told.IsEssential || !isMuted, told.IsEssential);
            }),
        ];
    }

    public static async Task ChangeAsync(
        Change change,
        Caller caller,
        (RecipientKind Kind, Guid Id) recipient,
        IReadOnlyList<NotificationPreferenceInput> wishes)
    {
        var told = ToldOf(caller).ToDictionary(told => told.What, told => told.IsEssential);
        var rows = await change.Db.MutedNotifications
            .Where(row => row.RecipientKind == recipient.Kind && row.RecipientId == recipient.Id)
            .ToListAsync(change.CancellationToken);
        for (var i = 0; i < wishes.Count; i++)
        {
            var wish = wishes[i];
            Check(told, wish, i);
            var row = rows.Find(row => row.Kind == wish.Kind && row.Way == wish.Way);
            if (wish.IsEnabled && row is not null)
            {
                rows.Remove(row);
                change.Db.Remove(row);
            }
            else if (!wish.IsEnabled && row is null)
            {
                row = new MutedNotification(
                    caller.OrganizationId, recipient.Kind, recipient.Id, wish.Kind, wish.Way);
                rows.Add(row);
                change.Db.Add(row);
            }
        }
    }

    private static void Check(Dictionary<MutedKind, bool> told, NotificationPreferenceInput wish, int index)
    {
        if (!told.TryGetValue(new MutedKind(wish.Kind, wish.Way), out var isEssential))
        {
            throw Refusal.InvalidInput("You are never told of this by this way.", "preferences", $"{index}");
        }

        if (isEssential && !wish.IsEnabled)
        {
            throw Refusal.InvalidInput("This is essential and cannot be switched off.", "preferences", $"{index}");
        }
    }

    /// <summary>What somebody in the caller's place can be told of; essential only where it always is.</summary>
    private static IEnumerable<(MutedKind What, bool IsEssential)> ToldOf(Caller caller) => Announcements.Everything
        .Where(message => Concerns(caller, message.Audience))
        .GroupBy(message => new MutedKind(message.Kind, message.Way))
        .Select(messages => (
            messages.Key,
            messages.All(m => Announcements.IsEssential(m.Kind, m.Audience, m.Way))))
        .OrderBy(told => told.Key.Kind).ThenBy(told => told.Key.Way);

    private static bool Concerns(Caller caller, Audience audience) => audience switch
    {
        Audience.Requester => caller.Actor.Kind == ActorKind.Contact,
        Audience.Technician => caller.IsStaff && caller.TechnicianId is not null,
        Audience.Office => caller is { IsStaff: true, Role: Role.Admin or Role.Dispatcher },
        _ => false,
    };
}
