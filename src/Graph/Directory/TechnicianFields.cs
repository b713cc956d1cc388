using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Graph.Access;
using Slotline.Graph.Engine;
using Slotline.Graph.Requests;
using Slotline.Persistence;

namespace Slotline.Graph.Directory;

[ExtendObjectType<TechnicianNode>]
public static class TechnicianFields
{
    private const int MostAppointments = 5000;

    private static readonly Duration LongestSpan = Duration.FromDays(400);

    /// <summary>The zone of the technician's working hours; the organization's where none is set.</summary>
    public static async Task<TimeZoneId> TimeZoneAsync(
        [Parent] TechnicianNode technician, Caller? caller, OrganizationById organizations, CancellationToken cancellationToken) =>
        technician.OwnTimeZoneId is { } id
            ? new TimeZoneId(id)
            : (await organizations.LoadAsync(technician.OrganizationId, cancellationToken))!.TimeZone;

    /// <summary>The services this technician performs, by name; for clients those that can be booked.</summary>
    public static async Task<IReadOnlyList<ServiceNode>> ServicesAsync(
        [Parent] TechnicianNode technician, Caller? caller, ServicesByTechnician services, CancellationToken cancellationToken)
    {
        var all = await services.LoadAsync(technician.Id, cancellationToken) ?? [];
        return caller is null ? [.. all.Where(s => s.IsBookable && s.IsPublic)]
            : caller.SeesAsStaff() ? all
            : [.. all.Where(s => s.IsBookable)];
    }

    /// <summary>The technician's own exceptions that touch the dates, by start. Staff only; for others there are none.</summary>
    public static async Task<IReadOnlyList<AvailabilityExceptionNode>> ExceptionsAsync(
        [Parent] TechnicianNode technician,
        LocalDate? from,
        LocalDate? to,
        Caller? caller,
        ExceptionsByTechnician exceptions,
        CancellationToken cancellationToken)
    {
        var all = caller?.SeesAsStaff() == true ? await exceptions.LoadAsync(technician.Id, cancellationToken) ?? [] : [];
        return [.. all.Where(e => (from is null || e.To >= from) && (to is null || e.From <= to))];
    }

    /// <summary>Booked appointments that touch the range, by start. Staff only.</summary>
    public static async Task<IReadOnlyList<AppointmentNode>> AppointmentsAsync(
        [Parent] TechnicianNode technician,
        Instant from,
        Instant to,
        Caller caller,
        SlotlineDatabase database,
        CancellationToken cancellationToken)
    {
        caller.RequireStaff();
        if (to < from || to - from > LongestSpan)
        {
            throw Refusal.InvalidInput("It must not be before `from`, nor more than 400 days after.", "to");
        }

        await using var db = database.Open(caller.OrganizationId);
        return await db.Appointments
            .Where(a => a.TechnicianId == technician.Id && a.StartsAt < to && a.EndsAt > from
                && a.Status != Domain.Requests.AppointmentStatus.Cancelled)
            .OrderBy(a => a.StartsAt).ThenBy(a => a.Id).Take(MostAppointments)
            .Select(AppointmentNode.FromRow)
            .ToListAsync(cancellationToken);
    }
}
