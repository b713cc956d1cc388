using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Slotline.Domain;
using Slotline.Domain.Access;
using Slotline.Domain.Directory;
using Slotline.Persistence.Access;

namespace Slotline.Persistence.Mapping;

/// <summary>Tables of who may come in, and of what they did.</summary>
internal static class AccessMapping
{
    public static void Map(ModelBuilder builder)
    {
        builder.Entity<Account>(MapAccount);
        builder.Entity<Session>(MapSession);
        builder.Entity<ApiToken>(MapApiToken);
        builder.Entity<AccessLink>(MapLink);
        builder.Entity<SignInLock>(MapLock);
        builder.Entity<AuditEntry>(MapAudit);
        builder.Entity<ProtectionKey>(MapProtectionKey);
    }

    private static void MapAccount(EntityTypeBuilder<Account> table)
    {
        table.ToTable("Accounts").HasKey(a => new { a.OrganizationId, a.Id });
        table.Property(a => a.EmailKey).HasMaxLength(2 * Text.LongestEmail);
        table.Property(a => a.PasswordHash).HasMaxLength(500);
        table.Ignore(a => a.HasPassword);
        table.HasIndex(a => new { a.EmailKey, a.OrganizationId }).IsUnique();
        table.HasOne<Organization>().WithMany().HasForeignKey(a => a.OrganizationId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<StaffMember>().WithMany().HasForeignKey(a => new { a.OrganizationId, a.StaffMemberId })
            .OnDelete(DeleteBehavior.Cascade);
        table.HasOne<Contact>().WithMany().HasForeignKey(a => new { a.OrganizationId, a.ContactId })
            .OnDelete(DeleteBehavior.Cascade);
    }

    private static void MapSession(EntityTypeBuilder<Session> table)
    {
        table.ToTable("Sessions").HasKey(s => s.TokenHash);
        table.Property(s => s.Address).HasMaxLength(Origin.LongestAddress);
        table.Property(s => s.UserAgent).HasMaxLength(Origin.LongestUserAgent);
        table.HasIndex(s => new { s.OrganizationId, s.AccountId });
        table.HasIndex(s => new { s.OrganizationId, s.Id }).IsUnique();
        table.HasIndex(s => s.ExpiresAt);
        table.HasOne<Account>().WithMany().HasForeignKey(s => new { s.OrganizationId, s.AccountId })
            .OnDelete(DeleteBehavior.Cascade);
    }

    private static void MapApiToken(EntityTypeBuilder<ApiToken> table)
    {
        table.ToTable("ApiTokens").HasKey(t => new { t.OrganizationId, t.Id });
        table.Property(t => t.Name).HasMaxLength(Text.LongestName);
        table.Property(t => t.Hint).HasMaxLength(ApiToken.HintLength);
        table.Ignore(t => t.Scopes);
        table.HasIndex(t => t.TokenHash).IsUnique();
        table.HasOne<Organization>().WithMany().HasForeignKey(t => t.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }

    private static void MapLink(EntityTypeBuilder<AccessLink> table)
    {
        table.ToTable("AccessLinks").HasKey(l => new { l.OrganizationId, l.Id });
        table.Property(l => l.Purpose).HasConversion<string>().HasMaxLength(20);
        table.HasIndex(l => l.TokenHash).IsUnique();
        table.HasIndex(l => new { l.OrganizationId, l.AccountId }).IsUnique();
        table.HasIndex(l => l.ExpiresAt);
        table.HasOne<Account>().WithOne().HasForeignKey<AccessLink>(l => new { l.OrganizationId, l.AccountId })
            .OnDelete(DeleteBehavior.Cascade);
    }

    private static void MapLock(EntityTypeBuilder<SignInLock> table)
    {
        table.ToTable("SignInLocks").HasKey(l => l.AddressHash);
        table.HasIndex(l => l.LastFailedAt);
    }

    private static void MapAudit(EntityTypeBuilder<AuditEntry> table)
    {
        table.ToTable("AuditEntries").HasKey(e => new { e.OrganizationId, e.Id });
        table.Property(e => e.Action).HasConversion<string>().HasMaxLength(30);
        table.Property(e => e.ActorKind).HasConversion<string>().HasMaxLength(20);
        table.Property(e => e.ActorName).HasMaxLength(Text.LongestName);
        table.Property(e => e.ActorEmail).HasMaxLength(Text.LongestEmail);
        table.Property(e => e.Address).HasMaxLength(Origin.LongestAddress);
        table.Property(e => e.UserAgent).HasMaxLength(Origin.LongestUserAgent);
        table.Property(e => e.TargetKind).HasMaxLength(40);
        table.Property(e => e.TargetName).HasMaxLength(AuditEntry.LongestValue);
        table.HasIndex(e => e.OccurredAt);
        table.HasOne<Organization>().WithMany().HasForeignKey(e => e.OrganizationId).OnDelete(DeleteBehavior.Cascade);
    }

    private static void MapProtectionKey(EntityTypeBuilder<ProtectionKey> table)
    {
        table.ToTable("ProtectionKeys").HasKey(k => k.Id);
        table.Property(k => k.Id).HasMaxLength(100);
    }
}
