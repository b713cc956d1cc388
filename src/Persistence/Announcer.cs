using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Notifications;
using Slotline.Domain.Requests;

namespace Slotline.Persistence;

/// <summary>
/// Adds to a change the messages that tell people of it. The staff are read once for a group of changes.
/// </summary>
internal sealed class Announcer
{
    private IReadOnlyList<StaffMember>? _staff;
    private ILookup<Guid, MutedKind>? _muted;

    /// <summary>Adds the messages of one changed request.</summary>
    public async Task AnnounceAsync(Change change, EntityEntry<AppointmentRequest> entry)
    {
        foreach (var happened in entry.Entity.Events)
        {
            if (OccasionOf(happened, entry) is { } occasion)
            {
                Add(change, await DescribeAsync(change, entry, happened, occasion));
            }
        }
    }

    /// <summary>Adds the messages that an appointment is near. Nobody did it, so nobody is left out.</summary>
    public async Task RemindAsync(Change change, EntityEntry<AppointmentRequest> entry) =>
        Add(change, await DescribeAsync(change, entry, null, Occasion.ReminderDue));

    private static void Add(Change change, Announcement announcement)
    {
        var messages = Announcements.Of(announcement, change.Now);
        change.Db.Notifications.AddRange(messages.Notifications);
        change.Db.Mails.AddRange(messages.Mails);
    }

    /// <summary>Null for what nobody is told of.</summary>
    private static Occasion? OccasionOf(AppointmentRequestEvent happened, EntityEntry<AppointmentRequest> entry) =>
        happened.Type switch
        {
            AppointmentRequestEventType.Requested => Occasion.Requested,
            AppointmentRequestEventType.Edited => Occasion.Edited,
            AppointmentRequestEventType.Approved => Occasion.Approved,
            AppointmentRequestEventType.Declined => Occasion.Declined,
            AppointmentRequestEventType.Cancelled => Occasion.Cancelled,
            AppointmentRequestEventType.Rescheduled or AppointmentRequestEventType.Reassigned =>
                PreviousTechnicianId(entry) is null ? Occasion.Rescheduled : Occasion.Reassigned,
            _ => null,
        };

    private async Task<Announcement> DescribeAsync(
        Change change, EntityEntry<AppointmentRequest> entry, AppointmentRequestEvent? happened, Occasion occasion)
    {
        await LoadStaffAsync(change);
        var request = entry.Entity;
        var previousTechnician = PreviousTechnicianId(entry) is { } id
            ? await change.Db.Technicians.FindAsync([request.OrganizationId, id], change.CancellationToken)
            : null;
        return new Announcement
        {
            OrganizationId = request.OrganizationId,
            Occasion = occasion,
            RequestVersion = happened?.RequestVersion ?? request.Version,
            Actor = ActorOf(happened),
            Facts = FactsOf(change.Organization, entry, happened, previousTechnician),
            Requester = RequesterOf(request),
            PreferredTechnician = RecipientOf(request.PreferredTechnician, change.Organization),
            Technician = RecipientOf(request.Appointment?.Technician, change.Organization),
            PreviousTechnician = RecipientOf(previousTechnician, change.Organization),
            Staff = [
                .. _staff!.Select(member => new StaffRecipient(RecipientOf(member, change.Organization), member.Role))],
        };
    }

    private async Task LoadStaffAsync(Change change)
    {
        if (_staff is null)
        {
            _staff = await change.Db.StaffMembers.AsNoTracking().Where(s => s.IsActive)
                .ToListAsync(change.CancellationToken);
            var muted = await change.Db.MutedNotifications.AsNoTracking().ToListAsync(change.CancellationToken);
            _muted = muted.ToLookup(m => m.RecipientId, m => new MutedKind(m.Kind, m.Way));
        }
    }

    private static NotificationFacts FactsOf(
        Organization organization,
        EntityEntry<AppointmentRequest> entry,
        AppointmentRequestEvent? happened,
        Technician? previousTechnician)
    {
        var request = entry.Entity;

        // A request that is approved in the act that made it was not booked yet when it was received.
        var appointment = happened?.Type is AppointmentRequestEventType.Requested ? null : request.Appointment;
        return new NotificationFacts
        {
            OrganizationName = organization.Name,
            OrganizationTimeZoneId = organization.TimeZoneId,
            RequestId = request.Id,
            Reference = request.Reference,
            ServiceName = request.Service.Name,
            RequesterName = request.Requester.Name,
            RequesterEmail = request.Requester.Email,
            RequesterPhone = request.Requester.Phone,
            ClientName = request.Requester.CompanyName,
            Description = request.Description,
            TicketNumber = request.Ticket?.Number,
            RequestedStartsAt = request.RequestedStartsAt,
            RequestedEndsAt = request.RequestedEndsAt,
            PreviousRequestedStartsAt = Before(entry, nameof(AppointmentRequest.RequestedStartsAt)),
            PreviousRequestedEndsAt = Before(entry, nameof(AppointmentRequest.RequestedEndsAt)),
            PreferredTechnicianName = request.PreferredTechnician?.Name,
            AppointmentId = appointment?.Id,
            Sequence = appointment?.Sequence ?? 0,
            StartsAt = appointment?.StartsAt,
            EndsAt = appointment?.EndsAt,
            TechnicianName = appointment?.Technician.Name,
            PreviousStartsAt = WasBooked(happened) ? Before(entry, nameof(AppointmentRequest.StartsAt)) : null,
            PreviousEndsAt = WasBooked(happened) ? Before(entry, nameof(AppointmentRequest.EndsAt)) : null,
            PreviousTechnicianName = previousTechnician?.Name,
            Reason = request.DeclineReason ?? request.CancellationReason,
            ActorName = ActorOf(happened)?.Name,
        };
    }

    /// <summary>Null where nobody did it: a reminder, or the product's own approval.</summary>
    private static Actor? ActorOf(AppointmentRequestEvent? happened) =>
        happened?.Actor is { Kind: ActorKind.ApiClient } actor && actor.Id == happened.OrganizationId
            ? null
            : happened?.Actor;

    private static bool WasBooked(AppointmentRequestEvent? happened) => happened?.Type
        is AppointmentRequestEventType.Rescheduled or AppointmentRequestEventType.Reassigned;

    /// <summary>Who had the booking before it went to somebody else; null when it did not.</summary>
    private static Guid? PreviousTechnicianId(EntityEntry<AppointmentRequest> entry)
    {
        if (entry.Entity.Appointment is not { } appointment)
        {
            return null;
        }

        var before = entry.Context.Entry(appointment);
        var technicianId = before.State == EntityState.Modified
            ? before.Property(a => a.TechnicianId).OriginalValue
            : appointment.TechnicianId;
        return technicianId == appointment.TechnicianId ? null : technicianId;
    }

    /// <summary>What an instant was before the change; null where it is the same or the request is new.</summary>
    private static Instant? Before(EntityEntry<AppointmentRequest> entry, string instant)
    {
        if (entry.State != EntityState.Modified)
        {
            return null;
        }

        var property = entry.Property<Instant>(instant);
        return property.OriginalValue != property.CurrentValue ? property.OriginalValue : null;
    }

    private Recipient RequesterOf(AppointmentRequest request) => new(
        request.ContactId is null ? RecipientKind.Visitor : RecipientKind.Contact,
        request.ContactId,
        request.Requester.Name,
        request.Requester.Email,
        request.RequesterLocale,
        request.RequesterTimeZoneId)
    {
        Muted = MutedBy(request.ContactId),
    };

    private Recipient RecipientOf(StaffMember member, Organization organization) => new(
        RecipientKind.StaffMember, member.Id, member.Name, member.Email, member.Locale,
        member.TimeZoneId ?? organization.TimeZoneId)
    {
        Muted = MutedBy(member.Id),
    };

    private Recipient? RecipientOf(Technician? technician, Organization organization)
    {
        if (technician is null)
        {
            return null;
        }

        var account = _staff!.FirstOrDefault(member => member.TechnicianId == technician.Id);
        var zone = technician.TimeZoneId ?? organization.TimeZoneId;
        return account is null
            ? new Recipient(RecipientKind.Technician, technician.Id, technician.Name, technician.Email, "en", zone)
            : RecipientOf(account, organization) with { TimeZoneId = account.TimeZoneId ?? zone };
    }

    private IReadOnlyCollection<MutedKind> MutedBy(Guid? personId) =>
        personId is { } id ? [.. _muted![id]] : [];
}
