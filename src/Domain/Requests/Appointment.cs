using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Scheduling;

namespace Slotline.Domain.Requests;

/// <summary>A booking: a technician's time, half-open from its start to its end.</summary>
public sealed class Appointment
{
    private Appointment()
    {
    }

    internal Appointment(AppointmentRequest request, Booking booking)
    {
        Id = Guid.CreateVersion7();
        OrganizationId = request.OrganizationId;
        RequestId = request.Id;
        ServiceId = request.ServiceId;
        Take(booking);
    }

    public Guid Id { get; private set; }

    public Guid OrganizationId { get; private set; }

    public Guid RequestId { get; private set; }

    public Guid ServiceId { get; private set; }

    public Guid TechnicianId { get; private set; }

    public Technician Technician { get; private set; } = null!;

    public Instant StartsAt { get; private set; }

    public Instant EndsAt { get; private set; }

    public AppointmentStatus Status { get; private set; }

    /// <summary>Rules that staff waived when it was booked or moved.</summary>
    public IReadOnlyList<AvailabilityRule> OverriddenRules { get; private set; } = [];

    /// <summary>Rises with every change a calendar should hear of (RFC 5545, SEQUENCE).</summary>
    public int Sequence { get; private set; }

    internal void Move(Booking booking)
    {
        Take(booking);
        Sequence++;
    }

    internal void Cancel()
    {
        Status = AppointmentStatus.Cancelled;
        Sequence++;
    }

    internal void Close(AppointmentOutcome outcome) => Status = outcome == AppointmentOutcome.Completed
        ? AppointmentStatus.Completed
        : AppointmentStatus.NoShow;

    private void Take(Booking booking)
    {
        Technician = booking.Technician;
        TechnicianId = booking.Technician.Id;
        StartsAt = booking.StartsAt;
        EndsAt = booking.EndsAt;
        OverriddenRules = booking.OverriddenRules;
    }
}

/// <summary>A technician's time that may be taken: all rules were checked, what stood against it was waived.</summary>
public sealed record Booking
{
    private Booking(Technician technician, Instant startsAt, Instant endsAt, IReadOnlyList<AvailabilityRule> overridden)
    {
        Technician = technician;
        StartsAt = startsAt;
        EndsAt = endsAt;
        OverriddenRules = overridden;
    }

    public Technician Technician { get; }

    public Instant StartsAt { get; }

    public Instant EndsAt { get; }

    public IReadOnlyList<AvailabilityRule> OverriddenRules { get; }

    /// <summary>Lets a time be booked when no rule stands against it but those waived; an overlap never is.</summary>
    /// <param name="technician">Whose time.</param>
    /// <param name="startsAt">When it begins.</param>
    /// <param name="durationMinutes">How long it takes.</param>
    /// <param name="violations">What the slot engine found for that technician and time.</param>
    /// <param name="waived">Rules that staff waive.</param>
    /// <exception cref="Refusal">SlotTaken on an overlap; RulesViolated with what was not waived.</exception>
    public static Booking Of(
        Technician technician,
        Instant startsAt,
        int durationMinutes,
        IReadOnlyList<RuleViolation> violations,
        IReadOnlyCollection<AvailabilityRule> waived)
    {
        if (violations.Any(v => v.Rule == AvailabilityRule.Overlap))
        {
            throw SlotTaken();
        }

        var standing = violations.Where(v => !waived.Contains(v.Rule)).ToList();
        if (standing.Count > 0)
        {
            throw new Refusal(RefusalCode.RulesViolated, "Availability rules stand against this time.", "startsAt")
            {
                Violations = standing,
            };
        }

        var overridden = violations.Select(v => v.Rule).Distinct().Order().ToList();
        return new Booking(technician, startsAt, startsAt + Duration.FromMinutes(durationMinutes), overridden);
    }

    /// <summary>The refusal of a time that another appointment of the technician has taken.</summary>
    public static Refusal SlotTaken() =>
        new(RefusalCode.SlotTaken, "The technician has another appointment at that time.", "startsAt");
}
