using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Graph.Settings;
using Slotline.Graph.SigningIn;
using Slotline.Persistence;

namespace Slotline.Graph.Demo;

/// <summary>
/// Fills an empty database: with the organization that the settings name, with the demo's, or with both. A database
/// that holds an organization is left alone, so the settings may stay as they are.
/// </summary>
public sealed class FirstStart(SlotlineDatabase database, SlotlineSettings settings, Passwords passwords, IClock clock)
{
    /// <summary>Any number, the same on every node.</summary>
    private const long Turn = 0x5107_1146;

    public async Task FillAsync(CancellationToken cancellationToken)
    {
        if (settings.Bootstrap is null && !settings.SeedDemo)
        {
            return;
        }

        await using var db = database.OpenUnbound();
        await using var turn = await TakeTurnAsync(db, cancellationToken);
        if (!await db.Organizations.IgnoreQueryFilters().AnyAsync(cancellationToken))
        {
            await FillAsync(settings.Bootstrap, settings.SeedDemo, cancellationToken);
        }
        else if (settings.SeedDemo && await HalfDemo.ClearAsync(database, cancellationToken))
        {
            await FillAsync(null, withDemo: true, cancellationToken);
        }
    }

    /// <summary>
    /// One node fills; the others wait and find it filled. SQLite serves one process, which starts once.
    /// </summary>
    private async Task<IDbContextTransaction?> TakeTurnAsync(SlotlineContext db, CancellationToken cancellationToken)
    {
        if (!database.IsPostgres)
        {
            return null;
        }

        var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Turn})", cancellationToken);
        return transaction;
    }

    /// <summary>All rows come at once, and the demo's accounts last: a demo without any was interrupted.</summary>
    private async Task FillAsync(BootstrapSettings? first, bool withDemo, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        DemoFirm[] firms = withDemo ? [new Northgate(now), new Fjordline(now)] : [];
        await StoreAsync(
            [.. first is null ? [] : FirstRows(first, now), .. firms.SelectMany(firm => firm.Rows)], cancellationToken);
        foreach (var firm in firms)
        {
            await DemoHistory.WriteAsync(database, firm, cancellationToken);
            await QuietenAsync(firm, cancellationToken);
        }

        var accounts = firms.SelectMany(firm => firm.Accounts).ToList();
        accounts.ForEach(account => account.SetPasswordHash(passwords.Hash(DemoFirm.Password)));
        await StoreAsync(accounts, cancellationToken);
    }

    private object[] FirstRows(BootstrapSettings first, Instant now)
    {
        var slug = SlugOf(first.OrganizationName);
        if (settings.SeedDemo && (slug is Northgate.Slug or Fjordline.Slug))
        {
            throw new WrongSetting($"Bootstrap__OrganizationName must be another: '{slug}' is where the demo lives.");
        }

        var organization = new Organization(first.OrganizationName, slug, first.TimeZoneId, now);
        var admin = new StaffMember(organization.Id, "Administrator", first.AdminEmail, Role.Admin);
        var account = new Account(organization.Id, first.AdminEmail, admin.Id, null);
        account.SetPasswordHash(passwords.Hash(first.AdminPassword));
        return [organization, admin, account];
    }

    /// <summary>Nobody is sent a mail about the demo's past, and what is older than a day counts as read.</summary>
    private async Task QuietenAsync(DemoFirm firm, CancellationToken cancellationToken)
    {
        await using var db = database.Open(firm.Organization.Id);
        await db.Mails.ExecuteDeleteAsync(cancellationToken);
        var yesterday = firm.Calendar.Now - Duration.FromDays(1);
        await db.Notifications.Where(n => n.CreatedAt < yesterday)
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, n => n.CreatedAt), cancellationToken);
    }

    private async Task StoreAsync(IEnumerable<object> rows, CancellationToken cancellationToken)
    {
        await using var db = database.OpenUnbound();
        db.AddRange(rows);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary><c>Müller &amp; Co.</c> is <c>m-ller-co</c>; an admin can say where it lives better.</summary>
    private static string SlugOf(string name)
    {
        var words = string.Concat(name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var slug = string.Join('-', words);
        slug = slug[..Math.Min(slug.Length, Organization.LongestSlug)].Trim('-');
        return slug.Length >= Organization.ShortestSlug ? slug : "main";
    }
}

internal static class FirstStartSetup
{
    /// <summary>Gives an empty database what the settings ask for, before anything is served.</summary>
    public static Task FillWhenEmptyAsync(this WebApplication app) =>
        ActivatorUtilities.CreateInstance<FirstStart>(app.Services).FillAsync(app.Lifetime.ApplicationStopping);
}
