using System.Collections.Concurrent;
using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Scheduling;

namespace Slotline.Persistence.Queries;

/// <summary>
/// Gives the slot engine its calendars. Answers come from memory where a calendar is kept, which is compared with the
/// database each time; acts of the writer always read what they judge.
/// </summary>
public sealed class Calendars(SlotlineDatabase database)
{
    public const int DefaultRowsKept = 500_000;

    private const int Attempts = 5;
    private const int MostPublicServices = 10_000;

    private readonly CalendarShelf _shelf = new(database);

    // A service never moves to another organization.
    private readonly ConcurrentDictionary<Guid, Guid> _organizationOf = [];

    /// <summary>
    /// How many appointments and pending requests are kept in memory, over all organizations; none where it is 0.
    /// </summary>
    public int MostRowsKept
    {
        get => _shelf.MostRows;
        set => _shelf.MostRows = value;
    }

    /// <summary>
    /// How long what was compared with the database is believed without another look, unless this server commits
    /// something. Zero, unless no other server writes to the database: of its commits nothing would be heard.
    /// </summary>
    public TimeSpan BelievesFor
    {
        get => _shelf.BelievesFor;
        set => _shelf.BelievesFor = value;
    }

    /// <summary>How many are kept now.</summary>
    public int RowsKept => _shelf.Rows;

    /// <summary>
    /// The organization of a service that its visitors may book, or might book once: whether they still may is for the
    /// settings to say, see <see cref="CalendarSettings.IsPublic"/>. Null when there is none.
    /// </summary>
    public async Task<Guid?> FindPublicOrganizationAsync(Guid serviceId, CancellationToken cancellationToken)
    {
        if (_organizationOf.TryGetValue(serviceId, out var known)) return known;
        var found = await PublicServices.FindOrganizationAsync(database, serviceId, cancellationToken);
        if (found is { } id && _organizationOf.Count < MostPublicServices) _organizationOf[serviceId] = id;
        return found;
    }

    /// <summary>The slot engine on all that is committed when this is called, for an answer.</summary>
    /// <param name="organizationId">Whose.</param>
    /// <param name="now">The present, around which calendars are kept.</param>
    /// <param name="scopeOf">Says from the settings what is wanted, or refuses; asked again when they were
    /// outdated.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<AvailabilityReading> FindAsync(
        Guid organizationId,
        Instant now,
        Func<CalendarSettings, CalendarScope> scopeOf,
        CancellationToken cancellationToken)
    {
        var kept = _shelf.Of(organizationId);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var settings = await SettingsAsync(organizationId, cancellationToken);
            if (await ScopeAsync(kept, settings, scopeOf, cancellationToken) is not { } scope) continue;
            if (!kept.Takes(scope.Span, now)) break;
            var reading = await kept.LookAsync(scope.Span, now).WaitAsync(cancellationToken);
            if (reading?.Settings.Version == settings.Version) return reading;
        }

        var read = await ReadAsync(organizationId, scopeOf, cancellationToken);
        return new AvailabilityReading(new Availability(read.Calendar), read.Settings, read.Revision);
    }

    /// <summary>The same for a scope that is known beforehand.</summary>
    public Task<AvailabilityReading> FindAsync(
        Guid organizationId, Instant now, CalendarScope scope, CancellationToken cancellationToken) =>
        FindAsync(organizationId, now, _ => scope, cancellationToken);

    /// <summary>Reads what is committed, and no more of it than the scope takes.</summary>
    public async Task<CalendarReading> ReadAsync(
        Guid organizationId, Func<CalendarSettings, CalendarScope> scopeOf, CancellationToken cancellationToken)
    {
        var kept = _shelf.Of(organizationId);
        await using var db = database.Open(organizationId);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var settings = await SettingsAsync(organizationId, cancellationToken);
            if (await ScopeAsync(kept, settings, scopeOf, cancellationToken) is not { } scope) continue;
            var rows = await ReadRowsAsync(db, settings, scope, cancellationToken);
            if (rows.ConfigurationVersion == settings.Version)
                return new CalendarReading(Compose(settings, scope, rows), settings, rows.Revision);
            kept.Forget(settings);
        }

        throw new TimeoutException($"The settings changed {Attempts} times while a calendar was read.");
    }

    /// <summary>The same for a scope that is known beforehand.</summary>
    public Task<CalendarReading> ReadAsync(
        Guid organizationId, CalendarScope scope, CancellationToken cancellationToken) =>
        ReadAsync(organizationId, _ => scope, cancellationToken);

    /// <summary>The settings that are kept, which may be outdated; read where none are.</summary>
    public async Task<CalendarSettings> SettingsAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        var kept = _shelf.Of(organizationId);
        if (kept.Settings is { } settings) return settings;
        await using var db = database.Open(organizationId);
        return kept.Keep(await CalendarSettings.ReadAsync(db, cancellationToken));
    }

    /// <summary>Takes note of a commit of this server, before its callers are answered.</summary>
    internal void Hear(Commit commit) => _shelf.Hear(commit);

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
        var kept = _shelf.Of(change.Organization.Id);
        return kept.Settings is { } settings && settings.Version == change.Organization.ConfigurationVersion
            ? settings
            : kept.Keep(await CalendarSettings.ReadAsync(change.Db, change.CancellationToken));
    }

    // Null where outdated settings were the reason for a refusal: a service may have been added since.
    private async Task<CalendarScope?> ScopeAsync(
        KeptCalendar kept,
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
            var (_, version) = await TakenQuery.ReadVersionsAsync(
                database, settings.OrganizationId, cancellationToken);
            if (version == settings.Version) throw;
            kept.Forget(settings);
            return null;
        }
    }

    private static Task<TakenRows> ReadRowsAsync(
        SlotlineContext db, CalendarSettings settings, CalendarScope scope, CancellationToken cancellationToken)
    {
        var technicians = settings.TechniciansOf(scope.ServiceId, scope.TechnicianId);
        return TakenQuery.ReadAsync(
            db,
            scope.Span,
            technicians.Length < settings.Technicians.Count ? Array.ConvertAll(technicians, one => one.Id) : null,
            scope.ServiceId,
            null,
            scope.WithRequests,
            cancellationToken);
    }

    private static Calendar Compose(CalendarSettings settings, CalendarScope scope, TakenRows rows) =>
        settings.Calendar(
            scope.Span, settings.TechniciansOf(scope.ServiceId, scope.TechnicianId), rows.Busy, rows.Pending) with
        {
            KnowsRequests = scope.WithRequests,
        };
}
