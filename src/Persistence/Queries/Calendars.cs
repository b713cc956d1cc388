using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Scheduling;

namespace Slotline.Persistence.Queries;

/// <summary>The slots that a calendar is wanted for.</summary>
/// <param name="Starts">The span that they start in; its end is exclusive.</param>
/// <param name="TechnicianId">A technician who is asked about, whether of the service or not.</param>
public sealed record CalendarScope(Guid ServiceId, int DurationMinutes, Interval Starts, Guid? TechnicianId = null)
{
    /// <summary>What judging a wish takes.</summary>
    /// <exception cref="Refusal">INVALID_INPUT: no calendar reaches that far, or no slot is that long.</exception>
    public static CalendarScope Of(SlotWish wish, Instant now) =>
        new(wish.ServiceId, wish.DurationMinutes, wish.Starts(now), wish.TechnicianId);
}

/// <summary>A calendar, and the organization's revision that it is not older than.</summary>
public sealed record CalendarReading(Calendar Calendar, int Revision);

/// <summary>
/// Loads the slot engine's calendar. Appointments and pending requests are read from the database every time; the
/// settings are kept for as long as their version, which is read with those, stays the same.
/// </summary>
public sealed class Calendars(SlotlineDatabase database)
{
    private const int Attempts = 5;

    private readonly ConcurrentDictionary<Guid, CalendarSettings> _settings = [];

    /// <summary>Reads what is committed, for an answer.</summary>
    /// <param name="organizationId">Whose.</param>
    /// <param name="scopeOf">Says from the settings what is wanted, or refuses; asked again when they were
    /// outdated.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<CalendarReading> ReadAsync(
        Guid organizationId, Func<CalendarSettings, CalendarScope> scopeOf, CancellationToken cancellationToken)
    {
        await using var db = database.Open(organizationId);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var settings = _settings.GetValueOrDefault(organizationId) ?? await KeepAsync(db, cancellationToken);
            var scope = await ScopeAsync(db, settings, scopeOf, cancellationToken);
            if (scope is not null)
            {
                var rows = await ReadRowsAsync(db, settings, scope, cancellationToken);
                if (rows.ConfigurationVersion == settings.Version)
                    return new CalendarReading(Compose(settings, scope, rows), rows.Revision);
            }

            _settings.TryRemove(new KeyValuePair<Guid, CalendarSettings>(organizationId, settings));
        }

        throw new TimeoutException($"The settings changed {Attempts} times while a calendar was read.");
    }

    /// <summary>Reads what is committed, for a scope that is known beforehand.</summary>
    public Task<CalendarReading> ReadAsync(
        Guid organizationId, CalendarScope scope, CancellationToken cancellationToken) =>
        ReadAsync(organizationId, _ => scope, cancellationToken);

    /// <summary>
    /// Reads for an act of the organization's writer, which keeps every other one out until it commits.
    /// </summary>
    internal async Task<Calendar> ReadAsync(Change change, CalendarScope scope)
    {
        var settings = await SettingsAsync(change);
        return Compose(settings, scope, await ReadRowsAsync(change.Db, settings, scope, change.CancellationToken));
    }

    // What acts of the same transaction have set may yet be rolled back: it is used, but kept for nobody else.
    private async Task<CalendarSettings> SettingsAsync(Change change)
    {
        if (change.HasNewSettings) return await CalendarSettings.ReadAsync(change.Db, change.CancellationToken);
        var version = change.Organization.ConfigurationVersion;
        return _settings.TryGetValue(change.Organization.Id, out var kept) && kept.Version == version
            ? kept
            : await KeepAsync(change.Db, change.CancellationToken);
    }

    // Null where outdated settings were the reason for a refusal: a service may have been added since.
    private static async Task<CalendarScope?> ScopeAsync(
        SlotlineContext db,
        CalendarSettings settings,
        Func<CalendarSettings, CalendarScope> scopeOf,
        CancellationToken cancellationToken)
    {
        try
        {
            return scopeOf(settings);
        }
        catch (Refusal)
        {
            var version = await db.Organizations.Select(own => own.ConfigurationVersion).SingleAsync(cancellationToken);
            if (version == settings.Version) throw;
            return null;
        }
    }

    private async Task<CalendarSettings> KeepAsync(SlotlineContext db, CancellationToken cancellationToken) =>
        _settings[db.OrganizationId] = await CalendarSettings.ReadAsync(db, cancellationToken);

    private static Task<TakenRows> ReadRowsAsync(
        SlotlineContext db, CalendarSettings settings, CalendarScope scope, CancellationToken cancellationToken)
    {
        var technicians = settings.TechniciansOf(scope.ServiceId, scope.TechnicianId);
        return TakenQuery.ReadAsync(
            db,
            Calendar.SpanFor(scope.Starts, scope.DurationMinutes),
            technicians.Length < settings.Technicians.Count ? Array.ConvertAll(technicians, one => one.Id) : null,
            scope.ServiceId,
            cancellationToken);
    }

    private static Calendar Compose(CalendarSettings settings, CalendarScope scope, TakenRows rows) => new()
    {
        Zone = settings.Zone,
        Loaded = Calendar.SpanFor(scope.Starts, scope.DurationMinutes),
        Services = settings.Services,
        Technicians = settings.TechniciansOf(scope.ServiceId, scope.TechnicianId),
        Closures = settings.Closures,
        Busy = rows.Busy,
        Holds = [.. rows.Pending.Where(request => settings.Holds(request.ServiceId))],
    };
}
