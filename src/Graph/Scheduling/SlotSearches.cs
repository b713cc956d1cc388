using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Domain.Scheduling;
using Slotline.Graph.Access;
using Slotline.Graph.Directory.Technicians;
using Slotline.Graph.Requests;
using Slotline.Persistence;
using Slotline.Persistence.Queries;

namespace Slotline.Graph.Scheduling;

/// <summary>Who searches, for what, and which parts of the answer they want.</summary>
public sealed record SlotSearchCall(
    Guid OrganizationId, Caller? Caller, SlotSearchInput Input, bool WithTechnicians = false, bool WithNextDate = false)
{
    public bool IsStaff => Caller is not null && Caller.SeesAsStaff();
}

/// <summary>What a search found.</summary>
public sealed record FoundSlots(
    SlotQuery Query, IReadOnlyList<SlotDay> Days, LocalDate? NextDate, int Revision)
{
    /// <summary>After this moment the days differ by the passing of time alone; null where they never do.</summary>
    public Instant? ChangesAt { get; init; }
}

/// <summary>Searches for free slots: reads the calendar that a search takes and asks the slot engine.</summary>
public sealed class SlotSearches(Calendars calendars, IClock clock)
{
    /// <summary>Lets somebody search: people of the organization, and visitors for its public services.</summary>
    /// <exception cref="Refusal">NotFound, Forbidden.</exception>
    public async Task<SlotSearchCall> EnterAsync(
        SlotSearchInput input,
        Caller? caller,
        SlotlineDatabase database,
        CancellationToken cancellationToken)
    {
        caller?.Require(Permissions.AvailabilityRead);
        var organizationId = caller?.OrganizationId
            ?? await calendars.FindPublicOrganizationAsync(input.ServiceId, cancellationToken)
            ?? throw Refusal.NotFound("service", "input", "serviceId");
        if (caller is { IsVisitor: true })
        {
            await RequireOpenAsync(input.ServiceId, caller, database, cancellationToken);
        }

        if (input.ExcludeRequestId is { } own)
        {
            await using var db = database.Open(organizationId);
            if (caller is null
                || !await db.AppointmentRequests.VisibleTo(caller).AnyAsync(r => r.Id == own, cancellationToken))
            {
                throw Refusal.NotFound("request", "input", "excludeRequestId");
            }
        }

        return new SlotSearchCall(organizationId, caller, input);
    }

    /// <summary>A visitor searches for what is public, and for what their own request is for.</summary>
    private static async Task RequireOpenAsync(
        Guid serviceId, Caller caller, SlotlineDatabase database, CancellationToken cancellationToken)
    {
        await using var db = database.Open(caller.OrganizationId);
        if (!await db.Services.AnyAsync(
            s => s.Id == serviceId && (s.IsPublic
                || db.AppointmentRequests.Any(r => r.Id == caller.RequestId && r.ServiceId == s.Id)),
            cancellationToken))
        {
            throw Refusal.NotFound("service", "input", "serviceId");
        }
    }

    /// <summary>The technicians that an answer may name, by id; none where it names none.</summary>
    public async Task<Dictionary<Guid, TechnicianNode>> TechniciansOfAsync(
        SlotSearchCall call, SlotlineDatabase database, CancellationToken cancellationToken)
    {
        if (!call.WithTechnicians)
        {
            return [];
        }

        var settings = await calendars.SettingsAsync(call.OrganizationId, cancellationToken);
        return settings.People.ToDictionary(one => one.Id, TechnicianNode.Of);
    }

    /// <exception cref="Refusal">NotFound, InvalidInput.</exception>
    public async Task<FoundSlots> FindAsync(SlotSearchCall call, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        SlotQuery query = null!;
        var reading = await calendars.FindAsync(
            call.OrganizationId,
            now,
            settings => ScopeOf(query = QueryOf(call, settings), query.Starts(now), now),
            cancellationToken);
        var availability = reading.Availability;
        var days = availability.Search(query, now);
        var next = call.WithNextDate ? await NextDateAsync(call, query, days, now, cancellationToken) : null;
        return new FoundSlots(query, days, next, reading.Revision)
        {
            ChangesAt = availability.NextChange(query, days, now),
        };
    }

    // Most searches know it from their own days; what lies beyond is read at once, up to the horizon.
    private async Task<LocalDate?> NextDateAsync(
        SlotSearchCall call,
        SlotQuery query,
        IReadOnlyList<SlotDay> days,
        Instant now,
        CancellationToken cancellationToken)
    {
        if (days.FirstOrDefault(day => day.Slots.Count > 0) is { } first) return first.Date;
        var beyond = query with { From = query.To.PlusDays(1), To = query.To.PlusDays(1) };
        var reading = await calendars.FindAsync(
            call.OrganizationId,
            now,
            settings =>
            {
                var horizon = Availability.HorizonEnd(settings.Find(query.ServiceId)!.Rules, settings.Zone, now);
                var from = beyond.Starts(now).Start;
                return ScopeOf(beyond, new Interval(from, Instant.Max(from, horizon)), now);
            },
            cancellationToken);
        return reading.Availability.NextAvailableDate(beyond, now);
    }

    private static CalendarScope ScopeOf(SlotQuery query, Interval starts, Instant now) => new(
        query.ServiceId,
        query.DurationMinutes,
        new Interval(Instant.Max(starts.Start, now), Instant.Max(starts.End, now)),
        query.TechnicianId)
        {
            WithRequests = query.ExcludeRequestId is not null,
        };

    private static SlotQuery QueryOf(SlotSearchCall call, CalendarSettings settings)
    {
        var (input, caller) = (call.Input, call.Caller);
        var service = settings.Find(input.ServiceId);
        if (service is null || !(service.IsBookable || call.IsStaff)
            || (caller is null && !settings.IsPublic(service.Id)))
            throw Refusal.NotFound("service", "input", "serviceId");
        if (input.TechnicianId is { } id && !settings.Technicians.Any(technician =>
            technician.Id == id && (call.IsStaff || (technician.IsActive && technician.AcceptsPreference))))
        {
            throw Refusal.NotFound("technician", "input", "technicianId");
        }

        // Before a calendar is wanted for it: no span is as long as what may stand in the input.
        var durationMinutes = input.DurationMinutes ?? service.DurationsMinutes[0];
        service.RequireOffered(durationMinutes);
        var zone = input.TimeZone?.Zone
            ?? (caller?.TimeZoneId is { } own ? DateTimeZoneProviders.Tzdb[own] : settings.Zone);
        return new SlotQuery(service.Id, durationMinutes, input.From, input.To, zone)
        {
            TechnicianId = input.TechnicianId,
            ExcludeRequestId = input.ExcludeRequestId,
            WithTechnicians = call.WithTechnicians,
        };
    }
}
