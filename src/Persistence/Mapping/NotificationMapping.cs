using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Domain.Notifications;
using Slotline.Domain.Requests;

namespace Slotline.Persistence.Mapping;

/// <summary>Tables of what people are told: the portal's notifications, and the outbox of mails.</summary>
internal static class NotificationMapping
{
    public static void Map(ModelBuilder builder)
    {
        builder.Entity<PortalNotification>(MapNotification);
        builder.Entity<Mail>(MapMail);
        builder.Entity<MutedNotification>(MapMuted);
        builder.Entity<NotificationSettings>(MapSettings);
        builder.Entity<ReminderMark>(MapReminder);
        builder.Entity<CalendarFeed>(MapFeed);
    }

    private static void MapNotification(EntityTypeBuilder<PortalNotification> table)
    {
        table.ToTable("Notifications").HasKey(n => new { n.OrganizationId, n.Id });
        table.Property(n => n.RecipientKind).HasConversion<string>().HasMaxLength(20);
        table.Property(n => n.Kind).HasConversion<string>().HasMaxLength(30);
        table.Property(n => n.Audience).HasConversion<string>().HasMaxLength(20);
        table.Property(n => n.Key).HasMaxLength(200);
        table.HasIndex(n => new { n.OrganizationId, n.Key }).IsUnique();
        table.HasIndex(n => new { n.OrganizationId, n.RecipientId, n.CreatedAt, n.Id });
        table.HasIndex(n => new { n.OrganizationId, n.RecipientId }, "unread").HasFilter("read_at IS NULL");
        ConcernsRequest(table.HasOne<AppointmentRequest>().WithMany()
            .HasForeignKey(n => new { n.OrganizationId, n.RequestId }));
    }

    private static void MapMail(EntityTypeBuilder<Mail> table)
    {
        table.ToTable("Mails").HasKey(m => new { m.OrganizationId, m.Id });
        table.Property(m => m.RecipientKind).HasConversion<string>().HasMaxLength(20);
        table.Property(m => m.Name).HasMaxLength(Text.LongestName);
        table.Property(m => m.Address).HasMaxLength(Text.LongestEmail);
        table.Property(m => m.Locale).HasMaxLength(64);
        table.Property(m => m.TimeZoneId).HasMaxLength(64);
        table.Property(m => m.Kind).HasConversion<string>().HasMaxLength(30);
        table.Property(m => m.Audience).HasConversion<string>().HasMaxLength(20);
        table.Property(m => m.Calendar).HasConversion<string>().HasMaxLength(20);
        table.Property(m => m.State).HasConversion<string>().HasMaxLength(20);
        table.Property(m => m.Key).HasMaxLength(200);
        table.Property(m => m.LinkToken).HasMaxLength(100);
        table.Property(m => m.LeasedBy).HasMaxLength(200);
        table.Property(m => m.LastError).HasMaxLength(500);
        table.HasIndex(m => new { m.OrganizationId, m.Key }).IsUnique();
        table.HasIndex(m => m.NextAttemptAt, "due").HasFilter("state = 'Queued'");
        ConcernsRequest(table.HasOne<AppointmentRequest>().WithMany()
            .HasForeignKey(m => new { m.OrganizationId, m.RequestId }));
    }

    private static void MapMuted(EntityTypeBuilder<MutedNotification> table)
    {
        table.ToTable("MutedNotifications")
            .HasKey(m => new { m.OrganizationId, m.RecipientKind, m.RecipientId, m.Kind, m.Way });
        table.Property(m => m.RecipientKind).HasConversion<string>().HasMaxLength(20);
        table.Property(m => m.Kind).HasConversion<string>().HasMaxLength(30);
        table.Property(m => m.Way).HasConversion<string>().HasMaxLength(20);
        table.HasOne<Organization>().WithMany().HasForeignKey(m => m.OrganizationId).OnDelete(DeleteBehavior.Cascade);
    }

    private static void MapSettings(EntityTypeBuilder<NotificationSettings> table)
    {
        table.ToTable("NotificationSettings").HasKey(s => s.OrganizationId);
        table.Property(s => s.SenderName).HasMaxLength(NotificationSettings.LongestSenderName);
        table.Property(s => s.ReplyTo).HasMaxLength(Text.LongestEmail);
        table.Property(s => s.Footer).HasMaxLength(NotificationSettings.LongestFooter);
        table.Ignore(s => s.ReminderLead);
        table.HasOne<Organization>().WithOne().HasForeignKey<NotificationSettings>(s => s.OrganizationId)
            .OnDelete(DeleteBehavior.Cascade);
    }

    private static void MapReminder(EntityTypeBuilder<ReminderMark> table)
    {
        table.ToTable("ReminderMarks").HasKey(r => new { r.OrganizationId, r.AppointmentId, r.Sequence });
        table.HasOne<Appointment>().WithMany().HasForeignKey(r => new { r.OrganizationId, r.AppointmentId })
            .OnDelete(DeleteBehavior.Cascade);
    }

    private static void MapFeed(EntityTypeBuilder<CalendarFeed> table)
    {
        table.ToTable("CalendarFeeds").HasKey(f => new { f.OrganizationId, f.TechnicianId });
        table.Property(f => f.SecretHash).HasMaxLength(64);
        table.HasIndex(f => f.SecretHash).IsUnique();
        table.HasOne<Technician>().WithMany().HasForeignKey(f => new { f.OrganizationId, f.TechnicianId })
            .OnDelete(DeleteBehavior.Cascade);
    }

    private static void ConcernsRequest<T>(ReferenceCollectionBuilder<AppointmentRequest, T> request)
        where T : class => request.OnDelete(DeleteBehavior.Restrict);
}
