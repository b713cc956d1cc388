using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Domain.Scheduling;
using Slotline.Graph.Access;
using Slotline.Graph.Directory;
using Slotline.Graph.Engine;
using Slotline.Persistence;
using Slotline.Persistence.Queries;

namespace Slotline.Graph.Scheduling;

[QueryType]
public static class SlotQueries
{
    /// <summary>
    /// Free slots of a service, grouped by calendar day of `timeZone`. Both dates are inclusive; at most 92 days.
    /// Anyone who may book the service may ask. Every slot offered is one that `requestAppointment` accepts while
    /// nothing changed. Codes: NOT_FOUND, INVALID_INPUT.
    /// </summary>
    public static async Task<SlotSearchNode> SlotsAsync(
        SlotSearchInput input,
        Caller? caller,
        [IsSelected("days.slots.technicians")] bool withTechnicians,
        [IsSelected("days.fingerprint")] bool withFingerprints,
        [IsSelected("nextAvailableDate")] bool withNextDate,
        SlotSearches searches,
        SlotlineDatabase database,
        CancellationToken cancellationToken)
    {
        var call = await searches.EnterAsync(input, caller, database, cancellationToken) with
        {
            WithTechnicians = withTechnicians || withFingerprints,
            WithNextDate = withNextDate,
        };
        var found = await searches.FindAsync(call, cancellationToken);
        var technicians = await searches.TechniciansOfAsync(call, database, cancellationToken);
        return SlotSearchNode.Of(call, found, technicians);
    }

    /// <summary>
    /// Why a moment is, or is not, offered: one line per technician of the service, those who are free first. Staff
    /// only. Codes: NOT_FOUND, INVALID_INPUT, FORBIDDEN.
    /// </summary>
    public static async Task<SlotExplanation> ExplainSlotAsync(
        ExplainSlotInput input,
        Caller caller,
        Calendars calendars,
        IClock clock,
        TechnicianById technicians,
        CancellationToken cancellationToken)
    {
        caller.RequireStaff();
        var now = clock.GetCurrentInstant();
        SlotWish wish = null!;
        var reading = await calendars.FindAsync(
            caller.OrganizationId,
            now,
            settings =>
            {
                var service = settings.Find(input.ServiceId) ?? throw Refusal.NotFound("service", "input", "serviceId");
                wish = new SlotWish(
                    service.Id, input.StartsAt, input.DurationMinutes ?? service.DurationsMinutes[0]);
                return new CalendarScope(service.Id, wish.DurationMinutes, wish.Starts(now, "input"))
                {
                    WithRequests = false,
                };
            },
            cancellationToken);
        var standings = reading.Availability.Standings(wish, now);
        var nodes = await technicians.LoadAllAsync(standings.Select(one => one.Technician.Id), cancellationToken);
        return new SlotExplanation(
            standings.Any(standing => standing.IsFree),
            [.. standings.Zip(nodes, (one, node) => new TechnicianExplanation(node!, one.IsFree, one.Violations))]);
    }
}
