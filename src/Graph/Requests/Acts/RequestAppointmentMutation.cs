using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Graph.Access;
using Slotline.Graph.Directory;
using Slotline.Graph.Directory.Clients;
using Slotline.Graph.Directory.Services;
using Slotline.Graph.Directory.Technicians;
using Slotline.Graph.Engine;
using Slotline.Graph.Visitors;
using Slotline.Persistence;

namespace Slotline.Graph.Requests.Acts;

public sealed record RequestAppointmentInput
{
    [ID<ServiceNode>]
    public required Guid ServiceId { get; init; }

    public required Instant StartsAt { get; init; }

    /// <summary>One of the service's lengths; its first where none is given.</summary>
    public int? DurationMinutes { get; init; }

    /// <summary>The zone the requester is in.</summary>
    public required TimeZoneId TimeZone { get; init; }

    [ID<TechnicianNode>]
    public Guid? PreferredTechnicianId { get; init; }

    /// <summary>At most 2,000 characters.</summary>
    public string? Description { get; init; }

    [ID<TicketNode>]
    public Guid? TicketId { get; init; }

    /// <summary>Staff only: on whose behalf.</summary>
    [ID<ContactNode>]
    public Guid? ContactId { get; init; }

    /// <summary>Visitors only.</summary>
    public VisitorInput? Visitor { get; init; }

    /// <summary>At most 200 characters, the caller's own, kept for 24 hours.</summary>
    public string? IdempotencyKey { get; init; }
}

/// <summary>Who asks without signing in.</summary>
public sealed record VisitorInput
{
    public required string Name { get; init; }

    public required string Email { get; init; }

    public string? Phone { get; init; }

    public string? CompanyName { get; init; }

    /// <summary>BCP 47 language tag of their mails, e.g. `en` or `de`; English where none is given.</summary>
    public string? Locale { get; init; }

    /// <summary>
    /// To be left empty: a form hides it from people, and programs that fill every field give themselves away. Whoever
    /// fills it has to confirm by mail, which a person can.
    /// </summary>
    public string? Website { get; init; }
}

[MutationType]
public static class RequestAppointmentMutation
{
    /// <summary>
    /// Asks for an appointment; it becomes PENDING. A client's person asks for themself, staff on behalf of a contact,
    /// a visitor (public services only) with name and e-mail: where the organization wants that confirmed, no request
    /// is made before they follow the link in a mail (`isConfirmationSent`). The same `idempotencyKey` with the same
    /// input answers the
    /// first result again. Codes: SLOT_UNAVAILABLE (with violations), NOT_FOUND, NOT_BOOKABLE, INVALID_INPUT,
    /// TOO_MANY_OPEN_REQUESTS, IDEMPOTENCY_KEY_REUSED. Event: REQUESTED.
    /// </summary>
    public static async Task<RequestAppointmentPayload> RequestAppointmentAsync(
        RequestAppointmentInput input,
        Caller? caller,
        PublicBooking publicBooking,
        Changes changes,
        CancellationToken cancellationToken)
    {
        var asking = caller ?? await publicBooking.EnterAsync(input.ServiceId, input.Visitor, cancellationToken);
        asking.Require(Permissions.RequestsWrite);
        return await changes.CommitAsync(
            asking.OrganizationId, change => RequestAsync(change, input, asking), cancellationToken);
    }

    private static async Task<RequestAppointmentPayload> RequestAsync(
        Change change, RequestAppointmentInput input, Caller caller)
    {
        var key = Text.OptionalLine(input.IdempotencyKey, IdempotencyKey.LongestKey, "idempotencyKey");
        if (key is not null && await AnswerAgainAsync(change, input, caller, key) is { } before)
        {
            return before;
        }

        var service = await change.FindServiceAsync(input.ServiceId, caller);
        var (contact, requester) = await RequesterOf(change, input, caller);
        var mustConfirm = await LetInAsync(change, input, contact, caller);
        var terms = new RequestTerms
        {
            Service = service,
            StartsAt = input.StartsAt,
            DurationMinutes = service.DurationOrFirst(input.DurationMinutes),
            TimeZoneId = input.TimeZone.Value,
            PreferredTechnician = await change.FindPreferredAsync(input.PreferredTechnicianId, caller),
            Description = input.Description,
            Ticket = await change.FindTicketAsync(input.TicketId, caller),
        };
        var request = await change.AskAsync(terms, requester, contact, caller);
        if (mustConfirm)
        {
            change.AwaitConfirmation(terms, requester, caller.Locale, key is null ? null : (key, HashOf(input)));
            return new RequestAppointmentPayload { IsConfirmationSent = true };
        }

        if (key is not null)
        {
            change.Remember(key, HashOf(input), request, caller);
        }

        await change.AddAsync(request, terms);
        return new RequestAppointmentPayload { AppointmentRequest = AppointmentRequestNode.Of(request) };
    }

    /// <summary>What the same key and input made before; null when the key is new or was forgotten.</summary>
    private static async Task<RequestAppointmentPayload?> AnswerAgainAsync(
        Change change, RequestAppointmentInput input, Caller caller, string key)
    {
        if (caller.IsVisitor && await change.IsAwaitedAsync(caller.Actor.Email!, key, HashOf(input)))
        {
            return new RequestAppointmentPayload { IsConfirmationSent = true };
        }

        var owner = AskingActs.OwnerOf(caller);
        var used = await change.Db.IdempotencyKeys
            .SingleOrDefaultAsync(k => k.Owner == owner && k.Key == key, change.CancellationToken);
        if (used is null)
        {
            return null;
        }

        if (used.CreatedAt + IdempotencyKey.Lifetime <= change.Now)
        {
            await change.Db.IdempotencyKeys.Where(k => k.Owner == owner && k.Key == key)
                .ExecuteDeleteAsync(change.CancellationToken);
            change.Db.ChangeTracker.Clear();
            return null;
        }

        var requestId = used.Answer(HashOf(input));
        return new RequestAppointmentPayload
        {
            AppointmentRequest = await change.Db.AppointmentRequests.Where(r => r.Id == requestId)
                .Select(AppointmentRequestNode.FromRow).SingleAsync(change.CancellationToken),
        };
    }

    /// <summary>Refuses who has too many open; answers whether the request is to be confirmed by mail first.</summary>
    private static async Task<bool> LetInAsync(
        Change change, RequestAppointmentInput input, Contact? contact, Caller caller)
    {
        if (contact is not null)
        {
            await change.RequireFewOpenRequestsAsync(contact, caller);
            return false;
        }

        var settings = await change.VisitorSettingsAsync();
        await change.RequireRoomAsync(settings, caller.Actor.Email!);
        return settings.ConfirmEmail || !string.IsNullOrEmpty(input.Visitor?.Website);
    }

    private static async Task<(Contact? Contact, Requester Requester)> RequesterOf(
        Change change, RequestAppointmentInput input, Caller caller)
    {
        if (caller.Actor.Kind == ActorKind.Visitor)
        {
            return (null, PublicBooking.RequesterOf(input.Visitor!));
        }

        if (input.Visitor is not null)
        {
            throw Refusal.InvalidInput("Only visitors say who they are.", "visitor");
        }

        if (caller.Actor.Kind == ActorKind.Contact && input.ContactId is { } named && named != caller.Actor.Id)
        {
            throw Refusal.InvalidInput("Only staff ask on behalf of somebody.", "contactId");
        }

        var contactId = (caller.Actor.Kind == ActorKind.Contact ? caller.Actor.Id : input.ContactId)
            ?? throw Refusal.InvalidInput("Staff must say on whose behalf.", "contactId");
        var contact = await change.FindAsync<Contact>(contactId) ?? throw Refusal.NotFound("contact", "contactId");
        var client = await change.FindAsync<Client>(contact.ClientId);
        return (contact, new Requester(contact.Name, contact.Email, contact.Phone, client!.Name));
    }

    /// <summary>A record prints all its fields in order, so equal inputs and equal prints are the same thing.</summary>
    private static byte[] HashOf(RequestAppointmentInput input) =>
        SHA256.HashData(Encoding.UTF8.GetBytes((input with { IdempotencyKey = null }).ToString()));
}
