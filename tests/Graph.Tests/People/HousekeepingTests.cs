using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Slotline.Domain.Access;
using Slotline.Graph.Tests.Stories;
using Slotline.Persistence.Access;

namespace Slotline.Graph.Tests.People;

/// <summary>What has ended is removed after its time, and nothing before it.</summary>
public sealed class HousekeepingTests
{
    private static readonly Duration Idle = Duration.FromDays(7);
    private static readonly Duration AuditAge = Duration.FromDays(400);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sessions_tokens_and_the_audit_log_go_in_their_time(bool onPostgres)
    {
        await using var server = await RunningServer.StartAsync(onPostgres);
        await server.SignInAsync("client@demo.test");
        await server.SignInAsync("dispatcher@demo.test");
        var signedIn = await server.SignInAsync("admin@demo.test");
        var now = server.Services.GetRequiredService<IClock>().GetCurrentInstant();
        await using var db = server.Open();
        var organizationId = await db.StaffMembers.IgnoreQueryFilters().Where(s => s.EmailKey == "admin@demo.test")
            .Select(s => s.OrganizationId).SingleAsync();
        db.AddRange(TokenEnding(1), TokenEnding(29), TokenEnding(31), TokenEnding(-1));
        var entries = new[] { 399, 401 }.Select(days => new AuditEntry(
            organizationId, AuditAction.SignedIn, null, Origin.Unknown, new AuditTarget("Test", null, $"{days}"),
            now - Duration.FromDays(days)));
        db.AddRange(entries);
        await db.SaveChangesAsync();
        await EndAsync("client@demo.test", idleDays: 8, expiresInDays: 1);
        await EndAsync("dispatcher@demo.test", idleDays: 1, expiresInDays: -1);

        await server.Services.GetRequiredService<Housekeeping>().TidyAsync(now, Idle, AuditAge, default);

        Assert.Equal(
            ["-1", "1", "29"],
            await db.ApiTokens.IgnoreQueryFilters().Select(token => token.Name).Order().ToListAsync());
        Assert.Equal(
            ["399"],
            await db.AuditEntries.IgnoreQueryFilters().Where(entry => entry.TargetKind == "Test")
                .Select(entry => entry.TargetName).ToListAsync());
        Assert.Single(await db.Sessions.IgnoreQueryFilters().ToListAsync());
        Assert.NotNull((await signedIn.AskAsync("{ viewer { role } }"))["viewer"]);

        ApiToken TokenEnding(int daysAgo)
        {
            var end = now - Duration.FromDays(daysAgo);
            var token = new ApiToken(
                organizationId, $"{daysAgo}", [ApiTokenScope.RequestsRead], end, end - Duration.FromDays(1));
            token.Keep($"slk_{daysAgo,8:D8}", BitConverter.GetBytes((long)daysAgo).Concat(new byte[24]).ToArray());
            return token;
        }

        async Task EndAsync(string email, int idleDays, int expiresInDays)
        {
            var account = await db.Accounts.IgnoreQueryFilters().Where(a => a.EmailKey == email).Select(a => a.Id)
                .SingleAsync();
            await db.Sessions.IgnoreQueryFilters().Where(s => s.AccountId == account).ExecuteUpdateAsync(set => set
                .SetProperty(s => s.LastUsedAt, now - Duration.FromDays(idleDays))
                .SetProperty(s => s.ExpiresAt, now + Duration.FromDays(expiresInDays)));
        }
    }
}
