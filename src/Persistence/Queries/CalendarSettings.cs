using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Scheduling;

namespace Slotline.Persistence.Queries;

/// <summary>
/// What an organization has set and slots depend on: the part of a calendar that changes rarely. One version of it
/// never changes, so it may be kept.
/// </summary>
public sealed class CalendarSettings
{
    private readonly HashSet<Guid> _holdingServices;
    private readonly HashSet<Guid> _publicServices;

    private CalendarSettings(
        Organization organization,
        List<Service> services,
        List<(Technician Technician, List<Guid> ServiceIds)> technicians,
        List<AvailabilityException> exceptions)
    {
        var byOwner = exceptions.ToLookup(
            exception => exception.TechnicianId ?? Guid.Empty,
            exception => new DatedException(exception.From, exception.To, exception.Hours));
        OrganizationId = organization.Id;
        Version = organization.ConfigurationVersion;
        Zone = organization.TimeZone;
        Services = [.. services.Select(service => new CalendarService(
            service.Id, service.DurationsMinutes, service.Rules.Over(organization.Defaults), service.IsBookable))];
        _holdingServices = [.. services.Where(service => service.PendingHoldsSlot).Select(service => service.Id)];
        _publicServices = organization.PublicBookingEnabled
            ? [.. services.Where(service => service.IsPublic && service.IsBookable).Select(service => service.Id)]
            : [];
        Closures = [.. byOwner[Guid.Empty]];
        People = [.. technicians.Select(one => one.Technician)];
        Technicians = [.. technicians.Select(one => new CalendarTechnician(
            one.Technician.Id,
            one.Technician.Name,
            one.Technician.ZoneIn(organization),
            one.Technician.IsActive,
            one.Technician.AcceptsPreference,
            one.Technician.MaxAppointmentsPerDay,
            one.Technician.WeeklyHours,
            [.. byOwner[one.Technician.Id]],
            one.ServiceIds))];
    }

    public Guid OrganizationId { get; }

    /// <summary>The organization's configuration version that these are of.</summary>
    public int Version { get; }

    public DateTimeZone Zone { get; }

    public IReadOnlyList<CalendarService> Services { get; }

    /// <summary>The technicians with all that is known of them.</summary>
    public IReadOnlyList<Technician> People { get; }

    public IReadOnlyList<CalendarTechnician> Technicians { get; }

    public IReadOnlyList<DatedException> Closures { get; }

    internal static async Task<CalendarSettings> ReadAsync(SlotlineContext db, CancellationToken cancellationToken)
    {
        // The version is read first: whatever changes meanwhile then raises it above what these are called.
        var own = await db.Organizations.AsNoTracking()
            .Select(organization => new
            {
                Organization = organization,
                Services = db.Services.Where(service => service.OrganizationId == organization.Id).ToList(),
            })
            .SingleAsync(cancellationToken);
        var technicians = await db.Technicians.AsNoTracking()
            .Select(technician => new
            {
                Technician = technician,
                ServiceIds = db.Qualifications
                    .Where(qualification => qualification.TechnicianId == technician.Id)
                    .Select(qualification => qualification.ServiceId)
                    .ToList(),
            })
            .ToListAsync(cancellationToken);
        var exceptions = await db.AvailabilityExceptions.AsNoTracking().ToListAsync(cancellationToken);
        return new CalendarSettings(
            own.Organization, own.Services, [
                .. technicians.Select(one => (one.Technician, one.ServiceIds))], exceptions);
    }

    /// <summary>A service of the organization; null when there is none.</summary>
    public CalendarService? Find(Guid serviceId) => Services.FirstOrDefault(service => service.Id == serviceId);

    /// <summary>Whether somebody who is not signed in may book a service.</summary>
    public bool IsPublic(Guid serviceId) => _publicServices.Contains(serviceId);

    /// <summary>A calendar of some of the technicians with what is booked and asked for in a span.</summary>
    internal Calendar Calendar(
        Interval span, IReadOnlyList<CalendarTechnician> technicians, List<BusyTime> busy, List<Hold> pending) => new()
        {
            Zone = Zone,
            Loaded = span,
            Services = Services,
            Technicians = technicians,
            Closures = Closures,
            Busy = busy,
            Holds = HoldsOf(pending),
        };

    /// <summary>Those of the pending requests that keep a technician free.</summary>
    internal List<Hold> HoldsOf(List<Hold> pending) => [.. pending.Where(request => Holds(request.ServiceId))];

    /// <summary>Whether pending requests of a service keep a technician free.</summary>
    internal bool Holds(Guid serviceId) => _holdingServices.Contains(serviceId);

    /// <summary>
    /// Those whose time bears on a service: who performs it, who could take a hold that one of them might otherwise
    /// have to take, and whoever is named.
    /// </summary>
    internal CalendarTechnician[] TechniciansOf(Guid serviceId, Guid? named)
    {
        var services = new HashSet<Guid> { serviceId };
        for (var count = 0; count != services.Count;)
        {
            count = services.Count;
            foreach (var technician in Technicians.Where(one => one.ServiceIds.Any(services.Contains)))
                services.UnionWith(technician.ServiceIds.Where(Holds));
        }

        return [.. Technicians.Where(one => one.Id == named || one.ServiceIds.Any(services.Contains))];
    }
}
