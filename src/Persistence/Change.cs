using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Domain.Scheduling;
using Slotline.Persistence.Queries;

namespace Slotline.Persistence;

/// <summary>
/// What an act is given: the organization as it stands, locked against every other writer, and a context whose tracked
/// rows are saved when the act returns. An act saves nothing itself, sends nothing, and may be run twice.
/// </summary>
/// <param name="Db">Tracks what it loads; saved by the writer.</param>
/// <param name="Organization">As it stands; not tracked.</param>
/// <param name="Now">When the change happens, to the microsecond.</param>
/// <param name="CancellationToken">Ends with the writer's time limit, not with the caller's connection.</param>
public sealed record Change(
    SlotlineContext Db, Organization Organization, Instant Now, CancellationToken CancellationToken)
{
    public required Calendars Calendars { get; init; }

    /// <summary>Who wants it, for the audit log; null where the product does it by itself.</summary>
    public Caller? By { get; init; }

    /// <summary>Shared by the acts that are written together.</summary>
    internal DirectoryMemory Known { get; init; } = new();

    /// <summary>An act that is written with this one has changed settings; its version is given at the end.</summary>
    public required bool HasNewSettings { get; init; }

    /// <summary>
    /// A row of the directory by its id, tracked; null when there is none. Acts that are written together and change
    /// nothing but requests share it, so that it is read once for all of them.
    /// </summary>
    public ValueTask<T?> FindAsync<T>(Guid id)
        where T : class => Known.FindAsync<T>(this, id);

    /// <summary>The calendar as it stands, for the slot engine to judge what is to be booked.</summary>
    public Task<Calendar> ReadCalendarAsync(CalendarScope scope) => Calendars.ReadAsync(this, scope);
}

/// <summary>What was committed, for everything that comes after: publishing and mail.</summary>
/// <param name="OrganizationId">Whose.</param>
/// <param name="Revision">The organization's revision now.</param>
/// <param name="ConfigurationVersion">The version of its settings now.</param>
/// <param name="Events">What happened to requests, in order; the last one has the revision.</param>
/// <param name="HasNotifications">Somebody is told of something.</param>
public sealed record Commit(
    Guid OrganizationId,
    int Revision,
    int ConfigurationVersion,
    IReadOnlyList<AppointmentRequestEvent> Events,
    bool HasNotifications)
{
    /// <summary>Sessions ended, or what people may do changed.</summary>
    public bool HasNewAccess { get; init; }
}
