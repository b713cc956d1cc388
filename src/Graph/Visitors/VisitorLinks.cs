using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Graph.Access;
using Slotline.Persistence;

namespace Slotline.Graph.Visitors;

/// <summary>Gives a visitor the token to their one request, and finds out whose a token is.</summary>
internal sealed class VisitorLinks(SlotlineDatabase database, VisitorKeys keys, IClock clock)
{
    /// <summary>How long after the end of the time that counts a link still works; it moves with the time.</summary>
    public static readonly Duration Lifetime = Duration.FromDays(30);

    /// <summary>The text of a token: the same whenever, and on whatever node, it is asked for.</summary>
    public async ValueTask<string> SignAsync(LinkToken token, CancellationToken cancellationToken) =>
        token.SignedBy(await keys.OfAsync(token.OrganizationId, cancellationToken));

    /// <summary>What a token is for; null when it is forged.</summary>
    public async ValueTask<LinkToken?> ReadAsync(string purpose, string token, CancellationToken cancellationToken) =>
        LinkToken.Read(purpose, token) is { } claimed
        && await keys.FindAsync(claimed.OrganizationId, cancellationToken) is { } key
        && claimed.IsSignedBy(key, token)
            ? claimed
            : null;

    /// <summary>Null when the token is forged or has expired.</summary>
    public async Task<SignedIn?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (await ReadAsync(LinkToken.Manage, token, cancellationToken) is not { } link)
        {
            return null;
        }

        await using var db = database.Open(link.OrganizationId);
        var request = await db.AppointmentRequests
            .SingleOrDefaultAsync(r => r.Id == link.Id && r.ContactId == null, cancellationToken);
        return request is not null && request.EndsAt + Lifetime is var ends && ends > clock.GetCurrentInstant()
            ? new SignedIn(CallerOf(request), SessionToken.Hash(token), ends, 0)
            : null;
    }

    /// <summary>Who confirms what they asked for.</summary>
    public static Caller CallerOf(UnconfirmedRequest wish) => new()
    {
        OrganizationId = wish.OrganizationId,
        Actor = ActorOf(wish.Requester),
        Permissions = Permissions.AvailabilityRead | Permissions.RequestsWrite,
        TimeZoneId = wish.TimeZoneId,
        Locale = wish.Locale,
    };

    private static Caller CallerOf(AppointmentRequest request) => new()
    {
        OrganizationId = request.OrganizationId,
        Actor = ActorOf(request.Requester),
        RequestId = request.Id,
        Permissions = Permissions.AvailabilityRead | Permissions.RequestsRead | Permissions.RequestsWrite,
        TimeZoneId = request.RequesterTimeZoneId,
        Locale = request.RequesterLocale,
    };

    private static Actor ActorOf(Requester requester) =>
        new(ActorKind.Visitor, null, requester.Name, requester.Email);
}
