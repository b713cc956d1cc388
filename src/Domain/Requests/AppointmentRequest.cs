using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Scheduling;

namespace Slotline.Domain.Requests;

/// <summary>
/// A wish for an appointment, from asking to outcome. What was asked stays apart from what was decided, which is in
/// <see cref="Appointment"/>. Every change goes through one of its verbs, raises the version and leaves an event.
/// </summary>
public sealed partial class AppointmentRequest
{
    private readonly List<AppointmentRequestEvent> _events = [];

    private AppointmentRequest()
    {
    }

    public Guid Id { get; private set; }

    public Guid OrganizationId { get; private set; }

    /// <summary>Unique in the organization, short, and safe to read out.</summary>
    public string Reference { get; private set; } = "";

    public AppointmentRequestStatus Status { get; private set; }

    /// <summary>Rises by one with every change; callers name the one they saw.</summary>
    public int Version { get; private set; }

    public Guid ServiceId { get; private set; }

    public Service Service { get; private set; } = null!;

    /// <summary>Null for a visitor's.</summary>
    public Guid? ClientId { get; private set; }

    public Guid? ContactId { get; private set; }

    public Requester Requester { get; private set; } = null!;

    public Instant RequestedStartsAt { get; private set; }

    public Instant RequestedEndsAt { get; private set; }

    /// <summary>The zone the requester was in (IANA).</summary>
    public string RequesterTimeZoneId { get; private set; } = "";

    /// <summary>BCP 47 language tag of the requester, for mails.</summary>
    public string RequesterLocale { get; private set; } = "en";

    public Guid? PreferredTechnicianId { get; private set; }

    public Technician? PreferredTechnician { get; private set; }

    public string? Description { get; private set; }

    public Guid? TicketId { get; private set; }

    public Ticket? Ticket { get; private set; }

    /// <summary>The booking; kept after it was cancelled.</summary>
    public Appointment? Appointment { get; private set; }

    /// <summary>Staff only.</summary>
    public string? InternalNotes { get; private set; }

    public string? DeclineReason { get; private set; }

    public string? CancellationReason { get; private set; }

    public Actor? DecidedBy { get; private set; }

    public Instant? DecidedAt { get; private set; }

    public Instant CreatedAt { get; private set; }

    public Instant UpdatedAt { get; private set; }

    /// <summary>The start that counts: the decided one where there is one, else the requested one.</summary>
    public Instant StartsAt { get; private set; }

    /// <summary>The end that counts.</summary>
    public Instant EndsAt { get; private set; }

    /// <summary>The length that counts, in minutes.</summary>
    public int DurationMinutes => (int)(EndsAt - StartsAt).TotalMinutes;

    /// <summary>The technician that counts: the assigned one, or the preferred one while it is pending.</summary>
    public Guid? TechnicianId { get; private set; }

    /// <summary>Its own words as they are searched; client and service are searched by their own.</summary>
    public string SearchKey { get; private set; } = "";

    /// <summary>What happened since it was loaded, in order; stored in the same transaction.</summary>
    public IReadOnlyList<AppointmentRequestEvent> Events => _events;

    public bool IsPending => Status == AppointmentRequestStatus.Pending;

    private bool IsScheduled => Appointment?.Status == AppointmentStatus.Scheduled;

    /// <summary>Makes sure the caller decides on what they saw.</summary>
    /// <exception cref="Refusal">StaleVersion: it changed meanwhile; the refusal carries how it stands.</exception>
    public void Expect(int version)
    {
        if (version != Version)
        {
            throw new Refusal(
                RefusalCode.StaleVersion, $"It changed meanwhile: it is at version {Version}.", "expectedVersion")
            {
                Current = this,
            };
        }
    }

    /// <summary>What decides who may do what with it now.</summary>
    /// <param name="defaults">The organization's defaults, for the service's cancellation cut-off.</param>
    public RequestStanding StandingUnder(BookingRules defaults) => new(
        Status, Appointment?.Status, Appointment?.TechnicianId, StartsAt,
        Service.Rules.Over(defaults).CancellationCutoffMinutes);

    private void Record(AppointmentRequestEventType type, Actor by, Instant now, params FieldChange?[] changes)
    {
        Version++;
        UpdatedAt = now;
        SearchKey = Text.Fold(string.Join(
            ' ', Reference, Requester.Name, Requester.Email, Requester.CompanyName, Description));
        _events.Add(new AppointmentRequestEvent(this, type, by, now, [.. changes.OfType<FieldChange>()]));
    }

    private Refusal Refuse(RefusalCode code, string message) => new(code, message) { Current = this };

    private static FieldChange? Changed(string field, object? from, object? to) =>
        Equals(from, to) ? null : FieldChange.Of(field, from, to);
}
