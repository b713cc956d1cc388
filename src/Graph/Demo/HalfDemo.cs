using Microsoft.EntityFrameworkCore;
using Slotline.Persistence;

namespace Slotline.Graph.Demo;

/// <summary>A demo that an earlier start was interrupted in: nobody can sign in there, so it is nobody's.</summary>
internal static class HalfDemo
{
    /// <summary>Takes it away; false when there is none.</summary>
    public static async Task<bool> ClearAsync(SlotlineDatabase database, CancellationToken cancellationToken)
    {
        await using var db = database.OpenUnbound();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        string[] slugs = [Northgate.Slug, Fjordline.Slug];
        var ids = await db.Organizations.IgnoreQueryFilters()
            .Where(o => slugs.Contains(o.Slug))
            .Where(o => !db.Accounts.IgnoreQueryFilters().Any(a => a.OrganizationId == o.Id))
            .Select(o => o.Id).ToListAsync(cancellationToken);
        await Clear(db.Mails.IgnoreQueryFilters().Where(row => ids.Contains(row.OrganizationId)));
        await Clear(db.Notifications.IgnoreQueryFilters().Where(row => ids.Contains(row.OrganizationId)));
        await Clear(db.Events.IgnoreQueryFilters().Where(row => ids.Contains(row.OrganizationId)));
        await Clear(db.Appointments.IgnoreQueryFilters().Where(row => ids.Contains(row.OrganizationId)));
        await Clear(db.AppointmentRequests.IgnoreQueryFilters().Where(row => ids.Contains(row.OrganizationId)));
        await Clear(db.Tickets.IgnoreQueryFilters().Where(row => ids.Contains(row.OrganizationId)));
        await Clear(db.Contacts.IgnoreQueryFilters().Where(row => ids.Contains(row.OrganizationId)));
        await Clear(db.Clients.IgnoreQueryFilters().Where(row => ids.Contains(row.OrganizationId)));
        await Clear(db.StaffMembers.IgnoreQueryFilters().Where(row => ids.Contains(row.OrganizationId)));
        await Clear(db.AvailabilityExceptions.IgnoreQueryFilters().Where(row => ids.Contains(row.OrganizationId)));
        await Clear(db.Technicians.IgnoreQueryFilters().Where(row => ids.Contains(row.OrganizationId)));
        await Clear(db.Services.IgnoreQueryFilters().Where(row => ids.Contains(row.OrganizationId)));
        await Clear(db.SavedReplies.IgnoreQueryFilters().Where(row => ids.Contains(row.OrganizationId)));
        await Clear(db.VisitorSettings.IgnoreQueryFilters().Where(row => ids.Contains(row.OrganizationId)));
        await Clear(db.AuditEntries.IgnoreQueryFilters().Where(row => ids.Contains(row.OrganizationId)));
        await Clear(db.Organizations.IgnoreQueryFilters().Where(row => ids.Contains(row.Id)));
        await transaction.CommitAsync(cancellationToken);
        return ids.Count > 0;

        Task Clear<T>(IQueryable<T> rows) => rows.ExecuteDeleteAsync(cancellationToken);
    }
}
