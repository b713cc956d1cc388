using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;

namespace Slotline.Persistence.Mapping;

/// <summary>Tables of requests, appointments and events.</summary>
internal static class RequestMapping
{
    public static void Map(ModelBuilder builder, bool isPostgres)
    {
        builder.Entity<AppointmentRequest>(MapRequest);
        builder.Entity<Appointment>(table => MapAppointment(table, isPostgres));
        builder.Entity<AppointmentRequestEvent>(MapEvent);
        builder.Entity<IdempotencyKey>(MapIdempotencyKey);
    }

    private static void MapRequest(EntityTypeBuilder<AppointmentRequest> table)
    {
        table.ToTable("AppointmentRequests").HasKey(r => new { r.OrganizationId, r.Id });
        table.Property(r => r.Reference).HasMaxLength(20);
        table.Property(r => r.Status).HasConversion<string>().HasMaxLength(20);
        table.Property(r => r.Version).IsConcurrencyToken();
        table.Property(r => r.RequesterTimeZoneId).HasMaxLength(64);
        table.Property(r => r.RequesterLocale).HasMaxLength(64);
        table.Property(r => r.Description).HasMaxLength(Text.LongestNote);
        table.Property(r => r.InternalNotes).HasMaxLength(Text.LongestNote);
        table.Property(r => r.DeclineReason).HasMaxLength(Text.LongestNote);
        table.Property(r => r.CancellationReason).HasMaxLength(Text.LongestNote);
        table.ComplexProperty(r => r.Requester);
        table.ComplexProperty(
            r => r.DecidedBy, by => by.Property(a => a!.Kind).HasConversion<string>().HasMaxLength(20));
        table.Ignore(r => r.Events).Ignore(r => r.IsPending).Ignore(r => r.DurationMinutes);
        MapRequestIndexes(table);
        table.HasOne(r => r.Service).WithMany().HasForeignKey(r => new { r.OrganizationId, r.ServiceId })
            .OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Client>().WithMany().HasForeignKey(r => new { r.OrganizationId, r.ClientId })
            .OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Contact>().WithMany().HasForeignKey(r => new { r.OrganizationId, r.ContactId })
            .OnDelete(DeleteBehavior.Restrict);
        table.HasOne(r => r.PreferredTechnician).WithMany()
            .HasForeignKey(r => new { r.OrganizationId, r.PreferredTechnicianId }).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Technician>().WithMany().HasForeignKey(r => new { r.OrganizationId, r.TechnicianId })
            .OnDelete(DeleteBehavior.Restrict);
        table.HasOne(r => r.Ticket).WithMany().HasForeignKey(r => new { r.OrganizationId, r.TicketId })
            .OnDelete(DeleteBehavior.Restrict);
        table.HasOne(r => r.Appointment).WithOne()
            .HasForeignKey<Appointment>(a => new { a.OrganizationId, a.RequestId }).OnDelete(DeleteBehavior.Restrict);
    }

    /// <summary>An index for each order of the queue, each way of narrowing it, and the holds.</summary>
    private static void MapRequestIndexes(EntityTypeBuilder<AppointmentRequest> table)
    {
        table.HasIndex(r => new { r.OrganizationId, r.Reference }).IsUnique();
        table.HasIndex(r => new { r.OrganizationId, r.CreatedAt, r.Id });
        table.HasIndex(r => new { r.OrganizationId, r.StartsAt, r.Id });
        table.HasIndex(r => new { r.OrganizationId, r.UpdatedAt, r.Id });
        table.HasIndex(r => new { r.OrganizationId, r.Status, r.CreatedAt, r.Id });
        table.HasIndex(r => new { r.OrganizationId, r.ClientId, r.CreatedAt, r.Id });
        table.HasIndex(r => new { r.OrganizationId, r.ContactId, r.CreatedAt, r.Id });
        table.HasIndex(r => new { r.OrganizationId, r.TechnicianId, r.StartsAt });
        table.HasIndex(r => new { r.OrganizationId, r.StartsAt }, "holds").HasFilter("status = 'Pending'");
    }

    private static void MapAppointment(EntityTypeBuilder<Appointment> table, bool isPostgres)
    {
        table.ToTable("Appointments").HasKey(a => new { a.OrganizationId, a.Id });
        table.Property(a => a.Status).HasConversion<string>().HasMaxLength(20);
        table.HasIndex(a => new { a.OrganizationId, a.RequestId }).IsUnique();

        // A day of the calendar, whatever became of its appointments.
        table.HasIndex(a => new { a.OrganizationId, a.StartsAt, a.Id });

        // The slot engine's question, answered from the index alone.
        var busy = table.HasIndex(a => new { a.OrganizationId, a.StartsAt }, "busy").HasFilter("status <> 'Cancelled'");
        if (isPostgres)
        {
            busy.IncludeProperties(a => new { a.EndsAt, a.TechnicianId, a.ServiceId, a.RequestId, a.Id });
        }

        table.HasOne(a => a.Technician).WithMany().HasForeignKey(a => new { a.OrganizationId, a.TechnicianId })
            .OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Service>().WithMany().HasForeignKey(a => new { a.OrganizationId, a.ServiceId })
            .OnDelete(DeleteBehavior.Restrict);
    }

    private static void MapEvent(EntityTypeBuilder<AppointmentRequestEvent> table)
    {
        table.ToTable("Events").HasKey(e => new { e.OrganizationId, e.Revision });
        table.Property(e => e.Revision).ValueGeneratedNever();
        table.Property(e => e.Type).HasConversion<string>().HasMaxLength(20);
        table.ComplexProperty(
            e => e.Actor, actor => actor.Property(a => a.Kind).HasConversion<string>().HasMaxLength(20));
        table.Ignore(e => e.IsStaffOnly);
        table.HasIndex(e => new { e.OrganizationId, e.RequestId, e.Revision });
        table.HasOne<AppointmentRequest>().WithMany().HasForeignKey(e => new { e.OrganizationId, e.RequestId })
            .OnDelete(DeleteBehavior.Restrict);
    }

    private static void MapIdempotencyKey(EntityTypeBuilder<IdempotencyKey> table)
    {
        table.ToTable("IdempotencyKeys").HasKey(k => new { k.OrganizationId, k.Owner, k.Key });
        table.Property(k => k.Owner).HasMaxLength(300);
        table.Property(k => k.Key).HasMaxLength(IdempotencyKey.LongestKey);
        table.HasIndex(k => k.CreatedAt);
        table.HasOne<AppointmentRequest>().WithMany().HasForeignKey(k => new { k.OrganizationId, k.RequestId })
            .OnDelete(DeleteBehavior.Cascade);
    }
}
