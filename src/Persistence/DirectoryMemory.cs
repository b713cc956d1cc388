using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Slotline.Domain.Notifications;
using Slotline.Domain.Requests;

namespace Slotline.Persistence;

/// <summary>
/// Rows of the directory that the acts of one group have read. The group holds the organization's lock, so nobody else
/// changes them meanwhile; what one of its own acts may have changed is read again.
/// </summary>
internal sealed class DirectoryMemory
{
    private readonly Dictionary<(Type Type, Guid Id), object> _rows = [];

    public async ValueTask<T?> FindAsync<T>(Change change, Guid id)
        where T : class
    {
        object[] key = [change.Organization.Id, id];
        if (_rows.GetValueOrDefault((typeof(T), id)) is T known
            && change.Db.Set<T>().Local.FindEntryUntyped(key) is null)
        {
            change.Db.Attach(known);
            return known;
        }

        var row = await change.Db.FindAsync<T>(key, change.CancellationToken);
        if (row is not null)
        {
            _rows[(typeof(T), id)] = row;
        }

        return row;
    }

    /// <summary>After an act that failed: it may have changed what it was given.</summary>
    public void Clear() => _rows.Clear();

    /// <summary>Before an act is saved.</summary>
    public void ForgetWhatChanges(ChangeTracker changes)
    {
        if (changes.Entries().Any(entry => entry.State != EntityState.Unchanged && !IsOfRequests(entry.Entity)))
        {
            _rows.Clear();
        }
    }

    private static bool IsOfRequests(object row) => row
        is AppointmentRequest or Appointment or AppointmentRequestEvent or IdempotencyKey or Mail or PortalNotification;
}
