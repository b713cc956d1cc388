using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Requests;
using Slotline.Graph.Directory.Organizations;
using Slotline.Graph.Directory.Services;
using Slotline.Graph.Engine;
using Slotline.Graph.Requests;
using Slotline.Graph.Requests.Acts;
using Slotline.Persistence;

namespace Slotline.Graph.Visitors;

/// <summary>What a visitor asked for and has still to confirm by the link in their mail. It holds no time.</summary>
[GraphQLName("UnconfirmedRequest")]
public sealed record UnconfirmedRequestNode(
    OrganizationNode Organization,
    ServiceNode Service,
    RequesterNode Requester,
    Instant RequestedStartsAt,
    Instant RequestedEndsAt,
    TimeZoneId RequesterTimeZone,
    Instant ExpiresAt);

public sealed record ConfirmAppointmentRequestInput
{
    /// <summary>The token of the link in the visitor's mail.</summary>
    public required string Token { get; init; }
}

public sealed record ConfirmAppointmentRequestPayload : RequestPayload
{
    /// <summary>
    /// The token to this request, as the link in the visitor's mails carries it: sent as `Authorization: Bearer …`, it
    /// shows, edits and cancels the request, until 30 days after its end.
    /// </summary>
    public string? ManageToken { get; init; }
}

[QueryType]
internal static class UnconfirmedRequestQueries
{
    /// <summary>
    /// What the link in a visitor's mail would make a request of; null when it was used, has expired, or is none.
    /// </summary>
    [AllowAnonymous]
    public static async Task<UnconfirmedRequestNode?> UnconfirmedRequestAsync(
        string token, VisitorLinks links, SlotlineDatabase database, IClock clock, CancellationToken cancellationToken)
    {
        if (await links.ReadAsync(LinkToken.Confirm, token, cancellationToken) is not { } link)
        {
            return null;
        }

        var now = clock.GetCurrentInstant();
        await using var db = database.Open(link.OrganizationId);
        var found = await (
            from wish in db.UnconfirmedRequests
            where wish.Id == link.Id && wish.ExpiresAt > now
            join service in db.Services on wish.ServiceId equals service.Id
            from organization in db.Organizations
            select new { Wish = wish, Service = service, Organization = organization })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null
            ? null
            : new UnconfirmedRequestNode(
                OrganizationNode.Of(found.Organization),
                ServiceNode.Of(found.Service),
                new RequesterNode(
                    found.Wish.Requester.Name,
                    found.Wish.Requester.Email,
                    found.Wish.Requester.Phone,
                    found.Wish.Requester.CompanyName),
                found.Wish.StartsAt,
                found.Wish.EndsAt,
                new TimeZoneId(found.Wish.TimeZoneId),
                found.Wish.ExpiresAt);
    }
}

[MutationType]
internal static class ConfirmRequestMutation
{
    /// <summary>
    /// Makes a request of what a visitor asked for, by the link in their mail; it becomes PENDING, and the link is used
    /// up. Until then the time was not held: SLOT_UNAVAILABLE says that it went to somebody else, and the link can be
    /// tried again until it expires. Codes: NOT_FOUND (used, expired, or no link), SLOT_UNAVAILABLE (with violations),
    /// NOT_BOOKABLE, TOO_MANY_OPEN_REQUESTS. Event: REQUESTED.
    /// </summary>
    [AllowAnonymous]
    public static async Task<ConfirmAppointmentRequestPayload> ConfirmAppointmentRequestAsync(
        ConfirmAppointmentRequestInput input, VisitorLinks links, Changes changes, CancellationToken cancellationToken)
    {
        var link = await links.ReadAsync(LinkToken.Confirm, input.Token, cancellationToken)
            ?? throw Refusal.NotFound("link", "token");
        var request = await changes.CommitAsync(
            link.OrganizationId, change => ConfirmAsync(change, link.Id), cancellationToken);
        return new ConfirmAppointmentRequestPayload
        {
            AppointmentRequest = request,
            ManageToken = await links.SignAsync(
                link with { Purpose = LinkToken.Manage, Id = request.Id }, cancellationToken),
        };
    }

    private static async Task<AppointmentRequestNode> ConfirmAsync(Change change, Guid id)
    {
        var wish = await change.Db.UnconfirmedRequests
            .SingleOrDefaultAsync(r => r.Id == id && r.ExpiresAt > change.Now, change.CancellationToken)
            ?? throw Refusal.NotFound("link", "token");
        var caller = VisitorLinks.CallerOf(wish);
        var service = await change.FindServiceAsync(wish.ServiceId, caller);
        if (!change.Organization.PublicBookingEnabled)
        {
            throw new Refusal(RefusalCode.NotBookable, "The organization takes no requests of visitors now.");
        }

        await change.RequireRoomAsync(await change.VisitorSettingsAsync(), wish.Requester.Email, wish.Id);
        var terms = new RequestTerms
        {
            Service = service,
            StartsAt = wish.StartsAt,
            DurationMinutes = wish.DurationMinutes,
            TimeZoneId = wish.TimeZoneId,
            PreferredTechnician = await change.FindPreferredAsync(wish.PreferredTechnicianId, caller),
            Description = wish.Description,
        };
        var request = await change.AskAsync(terms, wish.Requester, null, caller);
        if (wish is { IdempotencyKey: { } key, InputHash: { } hash })
        {
            change.Remember(key, hash, request, caller);
        }

        change.Db.Remove(wish);
        await change.AddAsync(request, terms);
        return AppointmentRequestNode.Of(request);
    }
}
