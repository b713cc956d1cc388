using Microsoft.EntityFrameworkCore;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Domain.Scheduling;
using Slotline.Persistence;

namespace Slotline.Graph.Requests.Acts;

/// <summary>The steps of asking: what the caller may ask for, and whether it is free.</summary>
internal static class AskingActs
{
    private const int MostOpenOfContact = 100;

    /// <summary>A service the caller can know of; for a visitor the public ones.</summary>
    public static async Task<Service> FindServiceAsync(this Change change, Guid id, Caller caller) =>
        await change.FindAsync<Service>(id) is { } service
        && (caller.Actor.Kind != ActorKind.Visitor || service.IsPublic)
            ? service
            : throw Refusal.NotFound("service", "serviceId");

    /// <summary>The technician a requester names; clients can name those who accept it.</summary>
    public static async Task<Technician?> FindPreferredAsync(this Change change, Guid? id, Caller caller)
    {
        if (id is null)
        {
            return null;
        }

        var technician = await change.FindTechnicianAsync(id.Value, "preferredTechnicianId");
        return technician.AcceptsPreference || caller.Has(Permissions.RequestsDecide)
            ? technician
            : throw Refusal.InvalidInput("The technician cannot be preferred.", "preferredTechnicianId");
    }

    /// <summary>What stands against asking for this.</summary>
    /// <param name="change">Under way.</param>
    /// <param name="terms">What is asked for.</param>
    /// <param name="ownRequestId">The request whose own place does not count; null for a new one.</param>
    public static async Task<IReadOnlyList<RuleViolation>> JudgeTermsAsync(
        this Change change, RequestTerms terms, Guid? ownRequestId) =>
        (await change.JudgeAsync(WishOf(terms, ownRequestId))).Violations;

    /// <summary>The request of these terms, if nothing stands against it; it is not stored yet.</summary>
    public static async Task<AppointmentRequest> AskAsync(
        this Change change, RequestTerms terms, Requester requester, Contact? contact, Caller caller)
    {
        var violations = terms.Service.IsBookable ? await change.JudgeTermsAsync(terms, null) : [];
        return AppointmentRequest.Request(terms, requester, contact, violations, caller, change.Now);
    }

    /// <summary>Stores a new request, approved at once where its service says so.</summary>
    public static async Task AddAsync(this Change change, AppointmentRequest request, RequestTerms terms)
    {
        change.Db.Add(request);
        if (terms.Service.AutoApprove)
        {
            await change.ApproveAutomaticallyAsync(request, terms);
        }
    }

    /// <summary>Remembers what came of a key and an input.</summary>
    public static void Remember(
        this Change change, string key, byte[] inputHash, AppointmentRequest request, Caller caller) =>
        change.Db.Add(new IdempotencyKey(
            request.OrganizationId, OwnerOf(caller), key, inputHash, request.Id, change.Now));

    /// <summary>Whose keys a caller's are: two callers never share one.</summary>
    public static string OwnerOf(Caller caller) =>
        $"{caller.Actor.Kind}:{caller.Actor.Id?.ToString() ?? Text.Fold(caller.Actor.Email!)}";

    /// <summary>
    /// Approves a new request at once with the least busy technician; it broke no rule, so there is one.
    /// </summary>
    private static async Task ApproveAutomaticallyAsync(
        this Change change, AppointmentRequest request, RequestTerms terms)
    {
        var wish = WishOf(terms, request.Id);
        var (availability, _) = await change.JudgeAsync(wish);
        if (availability.LeastBusy(wish, change.Now) is { } chosen)
        {
            var technician = await change.FindTechnicianAsync(chosen.Id, "serviceId");
            var booking = Booking.Of(technician, terms.StartsAt, terms.DurationMinutes, [], []);
            request.Approve(booking, null, null, AutomaticApproval(request.OrganizationId), change.Now);
        }
    }

    /// <summary>A contact cannot fill the queue: at most 100 of their requests are pending.</summary>
    /// <exception cref="Refusal">TooManyOpenRequests.</exception>
    public static async Task RequireFewOpenRequestsAsync(this Change change, Contact contact, Caller caller)
    {
        if (!caller.Has(Permissions.RequestsDecide) && await change.Db.AppointmentRequests.CountAsync(
            r => r.Status == AppointmentRequestStatus.Pending && r.ContactId == contact.Id, change.CancellationToken)
                >= MostOpenOfContact)
        {
            throw new Refusal(
                RefusalCode.TooManyOpenRequests, $"At most {MostOpenOfContact} requests can wait at a time.");
        }
    }

    private static SlotWish WishOf(RequestTerms terms, Guid? ownRequestId) =>
        new(terms.Service.Id, terms.StartsAt, terms.DurationMinutes)
        {
            TechnicianId = terms.PreferredTechnician?.Id,
            ExcludeRequestId = ownRequestId,
        };

    /// <summary>The organization's own setting decided; it stands in the history as a program.</summary>
    public static Actor AutomaticApproval(Guid organizationId) =>
        new(ActorKind.ApiClient, organizationId, "Automatic approval", null);
}
