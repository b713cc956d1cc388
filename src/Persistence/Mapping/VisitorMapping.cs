using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;

namespace Slotline.Persistence.Mapping;

/// <summary>Tables of what concerns people who book without signing in.</summary>
internal static class VisitorMapping
{
    public static void Map(ModelBuilder builder)
    {
        builder.Entity<VisitorSettings>(MapSettings);
        builder.Entity<UnconfirmedRequest>(MapUnconfirmed);
    }

    private static void MapSettings(EntityTypeBuilder<VisitorSettings> table)
    {
        table.ToTable("VisitorSettings").HasKey(s => s.OrganizationId);
        table.Property(s => s.SigningKey).HasMaxLength(32);
        table.HasOne<Organization>().WithOne().HasForeignKey<VisitorSettings>(s => s.OrganizationId)
            .OnDelete(DeleteBehavior.Cascade);
    }

    private static void MapUnconfirmed(EntityTypeBuilder<UnconfirmedRequest> table)
    {
        table.ToTable("UnconfirmedRequests").HasKey(r => new { r.OrganizationId, r.Id });
        table.Property(r => r.TimeZoneId).HasMaxLength(64);
        table.Property(r => r.Locale).HasMaxLength(64);
        table.Property(r => r.Description).HasMaxLength(Text.LongestNote);
        table.Property(r => r.IdempotencyKey).HasMaxLength(IdempotencyKey.LongestKey);
        table.ComplexProperty(r => r.Requester);
        table.Ignore(r => r.EndsAt);
        table.HasIndex(r => r.ExpiresAt);
        table.HasOne<Service>().WithMany().HasForeignKey(r => new { r.OrganizationId, r.ServiceId })
            .OnDelete(DeleteBehavior.Cascade);
        table.HasOne<Technician>().WithMany().HasForeignKey(r => new { r.OrganizationId, r.PreferredTechnicianId })
            .OnDelete(DeleteBehavior.Cascade);
    }
}
