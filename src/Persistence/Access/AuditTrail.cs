using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Slotline.Domain.Access;
using Slotline.Domain.Directory;
using Slotline.Domain.Notifications;
using Slotline.Domain.Requests;

namespace Slotline.Persistence.Access;

/// <summary>
/// Writes down who changed what, in the transaction of the change itself: whatever a mutation does to a kind of row
/// that is listed here is in the log, and no mutation can forget to say so.
/// </summary>
internal static class AuditTrail
{
    /// <summary>The kinds of rows whose changes are kept. Another one is another line.</summary>
    private static readonly HashSet<Type> Kept =
    [
        typeof(Organization), typeof(Service), typeof(Technician), typeof(Qualification),
        typeof(AvailabilityException), typeof(StaffMember), typeof(Client), typeof(Contact),
        typeof(NotificationSettings), typeof(CalendarFeed), typeof(ApiToken),
    ];

    /// <summary>What is written by the product itself, or says the same again in the form it is searched by.</summary>
    private static readonly HashSet<string> Uninteresting =
    [
        "OrganizationId", "NameKey", "EmailKey", "SearchKey", "Revision", "PendingCount", "ApprovedCount",
        "DeclinedCount", "CancelledCount", "ConfigurationVersion", "AccessVersion",
    ];

    /// <summary>Adds the entries of one act. Nothing is written where nobody asked: the product's own work.</summary>
    public static void Write(Change change)
    {
        if (change.By is not { } caller)
        {
            return;
        }

        foreach (var entry in change.Db.ChangeTracker.Entries().Where(IsKept).ToList())
        {
            var changes = entry.State == EntityState.Modified ? ChangesOf(entry).ToList() : [];
            if (entry.State != EntityState.Modified || changes.Count > 0)
            {
                change.Db.Add(new AuditEntry(
                    caller.OrganizationId, ActionOf(entry), caller.Actor, caller.Origin, TargetOf(entry), change.Now,
                    changes));
            }
        }
    }

    private static bool IsKept(EntityEntry entry) => Kept.Contains(entry.Metadata.ClrType)
        && entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted;

    private static AuditAction ActionOf(EntityEntry entry) => entry.State switch
    {
        EntityState.Added => AuditAction.Created,
        EntityState.Deleted => AuditAction.Deleted,
        _ => AuditAction.Changed,
    };

    private static AuditTarget TargetOf(EntityEntry entry) => new(
        entry.Metadata.ClrType.Name,
        ValueOf(entry, "Id") as Guid? ?? ValueOf(entry, "TechnicianId") as Guid?,
        ValueOf(entry, "Name") as string);

    private static object? ValueOf(EntityEntry entry, string property) =>
        entry.Metadata.FindProperty(property) is { } known ? entry.Property(known).CurrentValue : null;

    private static IEnumerable<FieldChange> ChangesOf(EntityEntry entry) =>
        entry.Properties.Where(IsTold).Select(property => Of("", property)).Concat(
            from part in entry.ComplexProperties
            from property in part.Properties
            where IsTold(property)
            select Of($"{Camel(part.Metadata.Name)}.", property));

    private static bool IsTold(PropertyEntry property) =>
        property.IsModified && !Uninteresting.Contains(property.Metadata.Name)
        && !Equals(property.OriginalValue, property.CurrentValue);

    /// <summary>A secret, or its hash, is told to have changed, no more; so is what is no plain value.</summary>
    private static FieldChange Of(string prefix, PropertyEntry property)
    {
        var name = prefix + Camel(property.Metadata.Name);
        var type = Nullable.GetUnderlyingType(property.Metadata.ClrType) ?? property.Metadata.ClrType;
        var isPlain = type == typeof(string) || type.IsPrimitive || type.IsEnum || type.Namespace == nameof(NodaTime);
        return isPlain && !name.EndsWith("Hash", StringComparison.Ordinal)
            && !name.EndsWith("Secret", StringComparison.Ordinal)
            ? FieldChange.Of(name, property.OriginalValue, property.CurrentValue)
            : new FieldChange(name, null, null);
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
