using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Slotline.Domain;
using Slotline.Domain.Directory;

namespace Slotline.Persistence.Mapping;

/// <summary>
/// Tables of the directory. Keys begin with the organization, and so do all references between tenants' rows.
/// </summary>
internal static class DirectoryMapping
{
    private const int LongestId = 64;

    public static void Map(ModelBuilder builder)
    {
        builder.Entity<Organization>(MapOrganization);
        builder.Entity<StaffMember>(MapStaffMember);
        builder.Entity<Technician>(MapTechnician);
        builder.Entity<Qualification>(MapQualification);
        builder.Entity<AvailabilityException>(MapAvailabilityException);
        builder.Entity<Service>(MapService);
        builder.Entity<Client>(MapClient);
        builder.Entity<Contact>(MapContact);
        builder.Entity<Ticket>(MapTicket);
        builder.Entity<SavedReply>(MapSavedReply);
    }

    private static void MapOrganization(EntityTypeBuilder<Organization> table)
    {
        table.ToTable("Organizations").HasKey(o => o.Id);
        table.Property(o => o.Id).ValueGeneratedNever();
        table.Property(o => o.Name).HasMaxLength(Text.LongestName);
        table.Property(o => o.Slug).HasMaxLength(40);
        table.Property(o => o.TimeZoneId).HasMaxLength(LongestId);
        table.Ignore(o => o.TimeZone);
        table.ComplexProperty(o => o.Defaults);
        table.HasIndex(o => o.Slug).IsUnique();
    }

    private static void MapStaffMember(EntityTypeBuilder<StaffMember> table)
    {
        table.ToTable("StaffMembers").HasKey(s => new { s.OrganizationId, s.Id });
        table.Property(s => s.Name).HasMaxLength(Text.LongestName);
        table.Property(s => s.NameKey).HasMaxLength(2 * Text.LongestName);
        table.Property(s => s.Email).HasMaxLength(Text.LongestEmail);
        table.Property(s => s.EmailKey).HasMaxLength(2 * Text.LongestEmail);
        table.Property(s => s.Phone).HasMaxLength(Text.LongestPhone);
        table.Property(s => s.Role).HasConversion<string>().HasMaxLength(20);
        table.Property(s => s.TimeZoneId).HasMaxLength(LongestId);
        table.Property(s => s.Locale).HasMaxLength(LongestId);
        table.HasIndex(s => new { s.OrganizationId, s.EmailKey }).IsUnique();
        BelongsToOrganization(table, s => s.OrganizationId);
        table.HasOne<Technician>().WithMany().HasForeignKey(s => new { s.OrganizationId, s.TechnicianId })
            .OnDelete(DeleteBehavior.Restrict);
    }

    private static void MapTechnician(EntityTypeBuilder<Technician> table)
    {
        table.ToTable("Technicians").HasKey(t => new { t.OrganizationId, t.Id });
        table.Property(t => t.Name).HasMaxLength(Text.LongestName);
        table.Property(t => t.NameKey).HasMaxLength(2 * Text.LongestName);
        table.Property(t => t.Email).HasMaxLength(Text.LongestEmail);
        table.Property(t => t.TimeZoneId).HasMaxLength(LongestId);
        table.HasIndex(t => new { t.OrganizationId, t.NameKey, t.Id });
        BelongsToOrganization(table, t => t.OrganizationId);
    }

    private static void MapQualification(EntityTypeBuilder<Qualification> table)
    {
        table.ToTable("Qualifications").HasKey(q => new { q.OrganizationId, q.ServiceId, q.TechnicianId });
        table.HasIndex(q => new { q.OrganizationId, q.TechnicianId });
        table.HasOne<Technician>().WithMany().HasForeignKey(q => new { q.OrganizationId, q.TechnicianId });
        table.HasOne<Service>().WithMany().HasForeignKey(q => new { q.OrganizationId, q.ServiceId });
    }

    private static void MapAvailabilityException(EntityTypeBuilder<AvailabilityException> table)
    {
        table.ToTable("AvailabilityExceptions").HasKey(e => new { e.OrganizationId, e.Id });
        table.Property(e => e.Reason).HasMaxLength(Text.LongestNote);
        table.HasIndex(e => new { e.OrganizationId, e.To });
        BelongsToOrganization(table, e => e.OrganizationId);
        table.HasOne<Technician>().WithMany().HasForeignKey(e => new { e.OrganizationId, e.TechnicianId });
    }

    private static void MapService(EntityTypeBuilder<Service> table)
    {
        table.ToTable("Services").HasKey(s => new { s.OrganizationId, s.Id });
        table.Property(s => s.Name).HasMaxLength(Text.LongestName);
        table.Property(s => s.NameKey).HasMaxLength(2 * Text.LongestName);
        table.Property(s => s.Description).HasMaxLength(Text.LongestNote);
        table.ComplexProperty(s => s.Rules);
        table.HasIndex(s => new { s.OrganizationId, s.NameKey, s.Id });

        // A visitor knows a service by its id alone; this finds the organization it belongs to.
        table.HasIndex(s => s.Id).IsUnique();
        BelongsToOrganization(table, s => s.OrganizationId);
    }

    private static void MapClient(EntityTypeBuilder<Client> table)
    {
        table.ToTable("Clients").HasKey(c => new { c.OrganizationId, c.Id });
        table.Property(c => c.Name).HasMaxLength(Text.LongestName);
        table.Property(c => c.NameKey).HasMaxLength(2 * Text.LongestName);
        table.HasIndex(c => new { c.OrganizationId, c.NameKey, c.Id });
        BelongsToOrganization(table, c => c.OrganizationId);
    }

    private static void MapContact(EntityTypeBuilder<Contact> table)
    {
        table.ToTable("Contacts").HasKey(c => new { c.OrganizationId, c.Id });
        table.Property(c => c.Name).HasMaxLength(Text.LongestName);
        table.Property(c => c.NameKey).HasMaxLength(2 * Text.LongestName);
        table.Property(c => c.Email).HasMaxLength(Text.LongestEmail);
        table.Property(c => c.EmailKey).HasMaxLength(2 * Text.LongestEmail);
        table.Property(c => c.Phone).HasMaxLength(Text.LongestPhone);
        table.Property(c => c.TimeZoneId).HasMaxLength(LongestId);
        table.Property(c => c.Locale).HasMaxLength(LongestId);
        table.Property(c => c.Role).HasConversion<string>().HasMaxLength(20);
        table.HasIndex(c => new { c.OrganizationId, c.ClientId, c.EmailKey }).IsUnique();
        table.HasIndex(c => new { c.OrganizationId, c.ClientId, c.NameKey, c.Id });
        table.HasOne<Client>().WithMany().HasForeignKey(c => new { c.OrganizationId, c.ClientId })
            .OnDelete(DeleteBehavior.Restrict);
    }

    private static void MapTicket(EntityTypeBuilder<Ticket> table)
    {
        table.ToTable("Tickets").HasKey(t => new { t.OrganizationId, t.Id });
        table.Property(t => t.Number).HasMaxLength(Ticket.LongestNumber);
        table.Property(t => t.Title).HasMaxLength(Text.LongestName);
        table.Property(t => t.SearchKey).HasMaxLength(1000);
        table.Property(t => t.Url).HasMaxLength(Text.LongestUrl);
        table.HasIndex(t => new { t.OrganizationId, t.Number }).IsUnique();
        table.HasIndex(t => new { t.OrganizationId, t.ClientId });
        BelongsToOrganization(table, t => t.OrganizationId);
        table.HasOne<Client>().WithMany().HasForeignKey(t => new { t.OrganizationId, t.ClientId })
            .OnDelete(DeleteBehavior.Restrict);
    }

    private static void MapSavedReply(EntityTypeBuilder<SavedReply> table)
    {
        table.ToTable("SavedReplies").HasKey(r => new { r.OrganizationId, r.Position });
        table.Property(r => r.Position).ValueGeneratedNever();
        table.Property(r => r.Title).HasMaxLength(Text.LongestName);
        table.Property(r => r.Text).HasMaxLength(Text.LongestNote);
        BelongsToOrganization(table, r => r.OrganizationId);
    }

    private static void BelongsToOrganization<T>(
        EntityTypeBuilder<T> table, Expression<Func<T, object?>> organizationId)
        where T : class =>
        table.HasOne<Organization>().WithMany().HasForeignKey(organizationId).OnDelete(DeleteBehavior.Restrict);
}
