using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Graph.Access;
using Slotline.Graph.Engine;
using Slotline.Graph.Requests;
using Slotline.Persistence;

namespace Slotline.Graph.Presence;

public sealed record AnnouncePresenceInput
{
    /// <summary>Tells this window from the viewer's others: 1 to 64 characters, made up once a window.</summary>
    public required string Window { get; init; }

    /// <summary>Where the viewer is; null: at no request any more.</summary>
    [ID<AppointmentRequestNode>]
    public Guid? RequestId { get; init; }

    [DefaultValueSyntax("VIEWING")]
    public required PresenceActivity Activity { get; init; }
}

public sealed record AnnouncePresencePayload : Payload
{
    /// <summary>Until when it holds; announce again well before. Null when it was refused.</summary>
    public Instant? HoldsUntil { get; init; }
}

[MutationType]
internal static class PresenceMutations
{
    private const int LongestWindow = 64;

    /// <summary>
    /// Says at which request the viewer is, so that colleagues do not decide on it twice. It is shown for 24 seconds
    /// unless it is announced again, and stored nowhere. A window is at one request; a person may have 8. Staff
    /// members. Codes: FORBIDDEN, NOT_FOUND, INVALID_INPUT.
    /// </summary>
    public static async Task<AnnouncePresencePayload> AnnouncePresenceAsync(
        AnnouncePresenceInput input,
        Caller caller,
        Rooms rooms,
        PresenceWire wire,
        SlotlineDatabase database,
        IClock clock,
        IOptions<PresenceOptions> options,
        CancellationToken cancellationToken)
    {
        caller.RequireStaff();
        var staffMemberId = caller is { IsStaff: true, Actor.Id: { } id }
            ? id
            : throw Refusal.Forbidden("Only people are at a request.");
        var window = input.Window.Length is >= 1 and <= LongestWindow
            ? input.Window
            : throw Refusal.InvalidInput($"It has 1 to {LongestWindow} characters.", "window");
        var notice = new PresenceNotice(
            caller.OrganizationId, staffMemberId, caller.Actor.Name, window, input.RequestId, input.Activity);
        if (input.RequestId is { } requestId && !rooms.Hold(notice))
        {
            await using var db = database.Open(caller.OrganizationId);
            if (!await db.AppointmentRequests.VisibleTo(caller).AnyAsync(r => r.Id == requestId, cancellationToken))
            {
                throw Refusal.NotFound("request", "requestId");
            }
        }

        wire.Tell(notice);
        return new AnnouncePresencePayload
        {
            HoldsUntil = clock.GetCurrentInstant() + Duration.FromTimeSpan(options.Value.Lasts),
        };
    }
}

[SubscriptionType]
internal static class PresenceSubscriptions
{
    /// <summary>
    /// Who of the staff is at which request: at once on subscribing, then on every change, the whole list each time.
    /// The viewer is in it too. A slow reader is given the newest list, not a backlog. Staff only.
    /// </summary>
    public static IAsyncEnumerable<PresenceListNode> PresenceChanged(
        Caller caller, Rooms rooms, CancellationToken cancellationToken)
    {
        caller.RequireStaff();
        return rooms.FollowAsync(caller.OrganizationId, cancellationToken);
    }
}
