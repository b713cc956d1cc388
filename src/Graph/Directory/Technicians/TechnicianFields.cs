using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Graph.Access;
using Slotline.Graph.Directory.Services;
using Slotline.Graph.Engine;
using Slotline.Graph.Requests;
using Slotline.Persistence;

namespace Slotline.Graph.Directory.Technicians;

[ExtendObjectType<TechnicianNode>]
public static class TechnicianFields
{
    private static readonly Duration LongestSpan = Duration.FromDays(400);

    /// <summary>Empty for visitors, who have no business with it.</summary>
    public static string Email([Parent] TechnicianNode technician, Caller? caller) =>
        caller.Sees("Technician.email") ? technician.Address : "";

    /// <summary>The zone of the technician's working hours; the organization's where none is set.</summary>
    public static async Task<TimeZoneId> TimeZoneAsync(
        [Parent] TechnicianNode technician,
        Caller? caller,
        OrganizationById organizations,
        CancellationToken cancellationToken) =>
        technician.OwnTimeZoneId is { } id
            ? new TimeZoneId(id)
            : (await organizations.LoadAsync(technician.OrganizationId, cancellationToken))!.TimeZone;

    /// <summary>The services this technician performs, by name; for clients those that can be booked.</summary>
    public static async Task<IReadOnlyList<ServiceNode>> ServicesAsync(
        [Parent] TechnicianNode technician,
        Caller? caller,
        ServicesByTechnician services,
        CancellationToken cancellationToken)
    {
        var all = await services.LoadAsync(technician.Id, cancellationToken) ?? [];
        return caller is null or { IsVisitor: true } ? [.. all.Where(s => s.IsBookable && s.IsPublic)]
            : caller.SeesAsStaff() ? all
            : [.. all.Where(s => s.IsBookable)];
    }

    /// <summary>The technician's own exceptions that touch the dates, by start; for others than staff none.</summary>
    public static async Task<IReadOnlyList<AvailabilityExceptionNode>> ExceptionsAsync(
        [Parent] TechnicianNode technician,
        LocalDate? from,
        LocalDate? to,
        Caller? caller,
        ExceptionsByTechnician exceptions,
        CancellationToken cancellationToken)
    {
        var all = caller.Sees("Technician.exceptions")
            ? await exceptions.LoadAsync(technician.Id, cancellationToken) ?? []
            : [];
        return [.. all.Where(e => (from is null || e.To >= from) && (to is null || e.From <= to))];
    }

    /// <summary>Booked appointments that touch the range, by start. Staff only.</summary>
    public static async Task<IReadOnlyList<AppointmentNode>> AppointmentsAsync(
        [Parent] TechnicianNode technician,
        Instant from,
        Instant to,
        Caller caller,
        AppointmentsByTechnician appointments,
        CancellationToken cancellationToken)
    {
        caller.RequireSight("Technician.appointments");
        if (to < from || to - from > LongestSpan)
        {
            throw Refusal.InvalidInput("It must not be before `from`, nor more than 400 days after.", "to");
        }

        return await appointments.LoadAsync(new TechnicianSpan(technician.Id, from, to), cancellationToken) ?? [];
    }
}

/// <summary>A technician's calendar from one moment to another.</summary>
public sealed record TechnicianSpan(Guid TechnicianId, Instant From, Instant To);

/// <summary>What technicians have booked, by start: one round trip for each span that is asked for.</summary>
public sealed class AppointmentsByTechnician(SlotlineDatabase database, CurrentCaller caller)
    : BatchLoader<TechnicianSpan, IReadOnlyList<AppointmentNode>>
{
    private const int MostAppointments = 20_000;

    protected override async Task<IReadOnlyDictionary<TechnicianSpan, IReadOnlyList<AppointmentNode>>> LoadBatchAsync(
        IReadOnlyList<TechnicianSpan> keys, CancellationToken cancellationToken)
    {
        await using var db = database.Open(caller.Value?.OrganizationId ?? Guid.Empty);
        var found = new Dictionary<TechnicianSpan, IReadOnlyList<AppointmentNode>>();
        foreach (var span in keys.GroupBy(key => (key.From, key.To)))
        {
            var ((from, to), ids) = (span.Key, span.Select(key => key.TechnicianId).ToList());
            var rows = await db.Appointments
                .Where(a => ids.Contains(a.TechnicianId) && a.StartsAt < to && a.EndsAt > from
                    && a.Status != AppointmentStatus.Cancelled)
                .OrderBy(a => a.StartsAt).ThenBy(a => a.Id).Take(MostAppointments)
                .Select(AppointmentNode.FromRow)
                .ToListAsync(cancellationToken);
            foreach (var own in rows.GroupBy(row => row.TechnicianId))
            {
                found.Add(new TechnicianSpan(own.Key, from, to), [.. own]);
            }
        }

        return found;
    }
}
