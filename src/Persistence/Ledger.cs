using Microsoft.EntityFrameworkCore;
using Slotline.Domain.Access;
using Slotline.Domain.Directory;
using Slotline.Domain.Notifications;
using Slotline.Domain.Requests;
using Slotline.Persistence.Access;

namespace Slotline.Persistence;

/// <summary>The organization's counters while a group of changes is being written; stored once, last.</summary>
internal sealed class Ledger(Organization organization)
{
    private readonly int _revision = organization.Revision;
    private readonly int _configurationVersion = organization.ConfigurationVersion;
    private readonly int _accessVersion = organization.AccessVersion;
    private readonly Announcer _announcer = new();
    private readonly List<AppointmentRequestEvent> _events = [];
    private readonly Dictionary<AppointmentRequestStatus, int> _counts = new()
    {
        [AppointmentRequestStatus.Pending] = organization.PendingCount,
        [AppointmentRequestStatus.Approved] = organization.ApprovedCount,
        [AppointmentRequestStatus.Declined] = organization.DeclinedCount,
        [AppointmentRequestStatus.Cancelled] = organization.CancelledCount,
    };

    public Guid OrganizationId { get; } = organization.Id;

    public int Revision { get; private set; } = organization.Revision;

    public int ConfigurationVersion { get; private set; } = organization.ConfigurationVersion;

    public int AccessVersion { get; private set; } = organization.AccessVersion;

    public bool HasEvents => Revision != _revision;

    public bool HasNewSettings => ConfigurationVersion != _configurationVersion;

    public bool HasNewAccess => AccessVersion != _accessVersion;

    public bool HasChanged => HasEvents || HasNewSettings || HasNewAccess;

    public bool HasNotifications { get; private set; }

    /// <summary>Gives the events of the changed requests their revisions and counts how many stand in each
    /// status, adds the messages that tell people, then saves all of it.</summary>
    public async Task SaveAsync(Change change)
    {
        var db = change.Db;
        db.ChangeTracker.DetectChanges();
        foreach (var entry in db.ChangeTracker.Entries<AppointmentRequest>().ToList())
        {
            _counts[entry.Entity.Status]++;
            if (entry.State != EntityState.Added)
            {
                _counts[(AppointmentRequestStatus)entry.OriginalValues[nameof(AppointmentRequest.Status)]!]--;
            }

            foreach (var happened in entry.Entity.Events)
            {
                happened.Place(++Revision, _counts[AppointmentRequestStatus.Pending]);
                db.Events.Add(happened);
                _events.Add(happened);
            }

            await _announcer.AnnounceAsync(change, entry);
        }

        HasNotifications |= db.ChangeTracker.Entries().Any(IsMessage);

        if (db.ChangeTracker.Entries().Any(IsConfiguration))
        {
            ConfigurationVersion++;
        }

        change.Known.ForgetWhatChanges(db.ChangeTracker);
        if (db.ChangeTracker.Entries().Any(IsAccess))
        {
            AccessVersion++;
        }

        AuditTrail.Write(change);

        if (!await AddedRows.TryStoreAsync(db, change.CancellationToken))
        {
            await db.SaveChangesAsync(change.CancellationToken);
        }
    }

    /// <summary>Stores the counters. The organization's row was locked when the group began.</summary>
    public Task StoreAsync(SlotlineContext db, CancellationToken cancellationToken) =>
        db.Organizations.ExecuteUpdateAsync(
            set => set
                .SetProperty(o => o.Revision, Revision)
                .SetProperty(o => o.PendingCount, _counts[AppointmentRequestStatus.Pending])
                .SetProperty(o => o.ApprovedCount, _counts[AppointmentRequestStatus.Approved])
                .SetProperty(o => o.DeclinedCount, _counts[AppointmentRequestStatus.Declined])
                .SetProperty(o => o.CancelledCount, _counts[AppointmentRequestStatus.Cancelled])
                .SetProperty(o => o.ConfigurationVersion, ConfigurationVersion)
                .SetProperty(o => o.AccessVersion, AccessVersion),
            cancellationToken);

    public Commit ToCommit() => new(OrganizationId, Revision, ConfigurationVersion, _events, HasNotifications)
    {
        HasNewAccess = HasNewAccess,
    };

    private static bool IsMessage(Microsoft.EntityFrameworkCore.ChangeTracking.EntityEntry entry) =>
        entry.State == EntityState.Added && entry.Entity is Mail or PortalNotification;

    private static bool IsConfiguration(Microsoft.EntityFrameworkCore.ChangeTracking.EntityEntry entry) =>
        entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
        && entry.Entity is Organization or Service or Technician or Qualification or AvailabilityException;

    /// <summary>A session ended, or what a person may do changed.</summary>
    private static bool IsAccess(Microsoft.EntityFrameworkCore.ChangeTracking.EntityEntry entry) => entry switch
    {
        { Entity: Session or ApiToken, State: EntityState.Deleted } => true,
        { Entity: StaffMember or Contact, State: EntityState.Modified } => true,
        _ => false,
    };
}
