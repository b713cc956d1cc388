using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Slotline.Domain.Access;
using Slotline.Domain.Directory;
using Slotline.Domain.Notifications;
using Slotline.Domain.Requests;
using Slotline.Persistence.Access;
using Slotline.Persistence.Mapping;

namespace Slotline.Persistence;

/// <summary>
/// One organization's rows. Every query of a tenant's set is filtered by <see cref="OrganizationId"/>; a context that
/// was opened without one sees nothing.
/// </summary>
public abstract class SlotlineContext(DbContextOptions options) : DbContext(options)
{
    private static readonly MethodInfo FilterByOrganizationMethod = typeof(SlotlineContext).GetMethod(
        nameof(FilterByOrganization), BindingFlags.Instance | BindingFlags.NonPublic)!;

    /// <summary>Whose rows are seen. Set once, when the context is opened.</summary>
    public Guid OrganizationId { get; internal set; }

    /// <summary>
    /// What its statements say to PostgreSQL's wall between organizations; null where there is none.
    /// </summary>
    internal string? WallEntry { get; set; }

    /// <summary>The transaction has been told.</summary>
    internal bool HasEntered { get; set; }

    public DbSet<Organization> Organizations => Set<Organization>();

    public DbSet<StaffMember> StaffMembers => Set<StaffMember>();

    public DbSet<Technician> Technicians => Set<Technician>();

    public DbSet<Qualification> Qualifications => Set<Qualification>();

    public DbSet<AvailabilityException> AvailabilityExceptions => Set<AvailabilityException>();

    public DbSet<Service> Services => Set<Service>();

    public DbSet<Client> Clients => Set<Client>();

    public DbSet<Contact> Contacts => Set<Contact>();

    public DbSet<Ticket> Tickets => Set<Ticket>();

    public DbSet<SavedReply> SavedReplies => Set<SavedReply>();

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();

    public DbSet<AccessLink> AccessLinks => Set<AccessLink>();

    public DbSet<SignInLock> SignInLocks => Set<SignInLock>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();

    public DbSet<AppointmentRequest> AppointmentRequests => Set<AppointmentRequest>();

    public DbSet<Appointment> Appointments => Set<Appointment>();

    public DbSet<AppointmentRequestEvent> Events => Set<AppointmentRequestEvent>();

    public DbSet<IdempotencyKey> IdempotencyKeys => Set<IdempotencyKey>();

    public DbSet<PortalNotification> Notifications => Set<PortalNotification>();

    public DbSet<Mail> Mails => Set<Mail>();

    public DbSet<UnconfirmedRequest> UnconfirmedRequests => Set<UnconfirmedRequest>();

    public DbSet<VisitorSettings> VisitorSettings => Set<VisitorSettings>();

    public DbSet<MutedNotification> MutedNotifications => Set<MutedNotification>();

    public DbSet<NotificationSettings> NotificationSettings => Set<NotificationSettings>();

    public DbSet<ReminderMark> ReminderMarks => Set<ReminderMark>();

    public DbSet<CalendarFeed> CalendarFeeds => Set<CalendarFeed>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        Conversions.Configure(configurationBuilder, Database.IsNpgsql());

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        DirectoryMapping.Map(modelBuilder);
        AccessMapping.Map(modelBuilder);
        RequestMapping.Map(modelBuilder, Database.IsNpgsql());
        NotificationMapping.Map(modelBuilder);
        VisitorMapping.Map(modelBuilder);
        modelBuilder.Entity<Organization>().HasQueryFilter(row => row.Id == OrganizationId);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(IsOfOneOrganization).ToList())
        {
            FilterByOrganizationMethod.MakeGenericMethod(entity.ClrType).Invoke(this, [modelBuilder]);
        }

        SnakeCase.Apply(modelBuilder);
    }

    private static bool IsOfOneOrganization(IReadOnlyEntityType entity) =>
        entity.FindProperty(nameof(OrganizationId)) is not null;

    /// <summary>
    /// The wall between organizations: no set is left out, because every entity of the model comes by here.
    /// </summary>
    private void FilterByOrganization<T>(ModelBuilder builder)
        where T : class =>
        builder.Entity<T>().HasQueryFilter(row => EF.Property<Guid>(row, nameof(OrganizationId)) == OrganizationId);
}

/// <summary>The model on PostgreSQL.</summary>
public sealed class PostgresContext(DbContextOptions<PostgresContext> options) : SlotlineContext(options);

/// <summary>The model on SQLite.</summary>
public sealed class SqliteContext(DbContextOptions<SqliteContext> options) : SlotlineContext(options);
