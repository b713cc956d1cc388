using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Graph.Access;
using Slotline.Graph.Directory.Clients;
using Slotline.Graph.Directory.Services;
using Slotline.Graph.Directory.Technicians;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.Requests.Acts;

/// <summary>Fields left out stay as they are; null clears those that may be empty.</summary>
public sealed record UpdateAppointmentRequestInput
{
    [ID<AppointmentRequestNode>]
    public required Guid Id { get; init; }

    public required int ExpectedVersion { get; init; }

    [ID<ServiceNode>]
    public Guid? ServiceId { get; init; }

    public Instant? StartsAt { get; init; }

    public int? DurationMinutes { get; init; }

    public TimeZoneId? TimeZone { get; init; }

    [ID<TechnicianNode>]
    public Optional<Guid?> PreferredTechnicianId { get; init; }

    /// <summary>At most 2,000 characters.</summary>
    public Optional<string?> Description { get; init; }

    [ID<TicketNode>]
    public Optional<Guid?> TicketId { get; init; }
}

public sealed record CancelAppointmentRequestInput
{
    [ID<AppointmentRequestNode>]
    public required Guid Id { get; init; }

    public required int ExpectedVersion { get; init; }

    /// <summary>At most 2,000 characters.</summary>
    public string? Reason { get; init; }
}

[MutationType]
public static class RequesterMutations
{
    /// <summary>
    /// Changes a PENDING request. Codes: STALE_VERSION, NOT_PENDING, SLOT_UNAVAILABLE, NOT_FOUND, INVALID_INPUT.
    /// Event: EDITED.
    /// </summary>
    public static async Task<UpdateAppointmentRequestPayload> UpdateAppointmentRequestAsync(
        UpdateAppointmentRequestInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        caller.Require(Permissions.RequestsWrite);
        var request = await changes.ChangeRequestAsync(
            caller,
            (input.Id, input.ExpectedVersion, "id"),
            async (change, request) =>
            {
                request.MustBePending();
                var terms = await MergeAsync(change, request, input, caller);
                var violations = IsSameTime(request, terms) ? [] : await change.JudgeTermsAsync(terms, request.Id);
                request.Update(terms, violations, caller, change.Now);
            },
            cancellationToken);
        return new UpdateAppointmentRequestPayload { AppointmentRequest = request };
    }

    /// <summary>
    /// Cancels a PENDING or APPROVED request; it cannot be undone. A client may cancel until the service's cut-off
    /// before the start, staff until the start. Codes: STALE_VERSION, NOT_CANCELLABLE, TOO_LATE, NOT_FOUND. Event:
    /// CANCELLED.
    /// </summary>
    public static async Task<CancelAppointmentRequestPayload> CancelAppointmentRequestAsync(
        CancelAppointmentRequestInput input, Caller caller, Changes changes, CancellationToken cancellationToken)
    {
        caller.Require(Permissions.RequestsWrite);
        var request = await changes.ChangeRequestAsync(
            caller,
            (input.Id, input.ExpectedVersion, "id"),
            (change, request) =>
            {
                request.Cancel(input.Reason, change.Organization.Defaults, caller, change.Now);
                return Task.CompletedTask;
            },
            cancellationToken);
        return new CancelAppointmentRequestPayload { AppointmentRequest = request };
    }

    /// <summary>What is asked for once the given fields took the place of the old ones.</summary>
    private static async Task<RequestTerms> MergeAsync(
        Change change, AppointmentRequest request, UpdateAppointmentRequestInput input, Caller caller)
    {
        var service = input.ServiceId is { } serviceId && serviceId != request.ServiceId
            ? await change.FindServiceAsync(serviceId, caller)
            : request.Service;
        var technician = !input.PreferredTechnicianId.HasValue
            ? request.PreferredTechnician
            : await change.FindPreferredAsync(input.PreferredTechnicianId.Value, caller);
        return new RequestTerms
        {
            Service = service,
            StartsAt = input.StartsAt ?? request.StartsAt,
            DurationMinutes = input.DurationMinutes
                ?? (service.Id == request.ServiceId ? request.DurationMinutes : service.DurationsMinutes[0]),
            TimeZoneId = input.TimeZone?.Value ?? request.RequesterTimeZoneId,
            PreferredTechnician = technician,
            Description = input.Description.Or(request.Description),
            Ticket = input.TicketId.HasValue && input.TicketId.Value != request.TicketId
                ? await change.FindTicketAsync(input.TicketId.Value, caller) : request.Ticket,
        };
    }

    /// <summary>
    /// A request keeps its time while only its words change, even when the time could not be asked for anew.
    /// </summary>
    private static bool IsSameTime(AppointmentRequest request, RequestTerms terms) =>
        terms.Service.Id == request.ServiceId
        && terms.StartsAt == request.RequestedStartsAt
        && terms.EndsAt == request.RequestedEndsAt
        && terms.PreferredTechnician?.Id == request.PreferredTechnicianId;
}
