using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Persistence;

namespace Slotline.Graph.Tests.Demo;

/// <summary>What the demo shows, read from one that was written on an afternoon in August.</summary>
public sealed class DemoTests(DemoDatabase demo) : IClassFixture<DemoDatabase>
{
    [Fact]
    public async Task The_demo_has_the_organizations_people_and_services_it_promises()
    {
        await using var db = await demo.OpenAsync("demo");
        var zones = await db.Technicians.Select(t => t.TimeZoneId).Distinct().CountAsync();
        Assert.Equal("America/New_York", (await db.Organizations.SingleAsync()).TimeZoneId);
        Assert.True(await db.Technicians.CountAsync(t => t.IsActive) >= 6 && zones >= 2);
        Assert.Equal((4, 1, 1), (
            await db.Services.CountAsync(s => s.IsBookable),
            await db.Services.CountAsync(s => s.IsPublic),
            await db.Services.CountAsync(s => s.AutoApprove)));
        Assert.Equal(3, await db.Clients.CountAsync());
        Assert.True(await db.Tickets.AnyAsync(t => t.IsOpen) && await db.Tickets.AnyAsync(t => !t.IsOpen));
        await using var other = await demo.OpenAsync("demo2");
        Assert.Equal(3, await other.AppointmentRequests.CountAsync());
    }

    [Theory]
    [InlineData("demo", "admin@demo.test", Role.Admin)]
    [InlineData("demo", "dispatcher@demo.test", Role.Dispatcher)]
    [InlineData("demo", "technician@demo.test", Role.Technician)]
    [InlineData("demo", "client@demo.test", Role.ClientMember)]
    [InlineData("demo", "clientadmin@demo.test", Role.ClientAdmin)]
    [InlineData("demo", "other@demo.test", Role.ClientMember)]
    [InlineData("demo2", "admin@demo2.test", Role.Admin)]
    [InlineData("demo2", "client@demo2.test", Role.ClientMember)]
    public async Task Every_login_of_the_demo_opens(string slug, string email, Role role)
    {
        await using var db = await demo.OpenAsync(slug);
        var account = await db.Accounts.SingleAsync(a => a.EmailKey == email);
        var member = await db.StaffMembers.SingleOrDefaultAsync(s => s.Id == account.StaffMemberId);
        var contact = await db.Contacts.SingleOrDefaultAsync(c => c.Id == account.ContactId);
        Assert.Equal(
            PasswordVerificationResult.Success, DemoDatabase.Passwords.Check(account, "slotline-demo-1"));
        Assert.Equal(role, member?.Role ?? contact?.Role);
        Assert.Equal(role == Role.Technician, member?.TechnicianId is not null);
    }

    [Fact]
    public async Task The_member_and_the_admin_are_of_one_client_and_the_other_of_another()
    {
        await using var db = await demo.OpenAsync("demo");
        var clients = await db.Contacts.ToDictionaryAsync(c => c.EmailKey, c => c.ClientId);
        Assert.Equal(clients["client@demo.test"], clients["clientadmin@demo.test"]);
        Assert.NotEqual(clients["client@demo.test"], clients["other@demo.test"]);
    }

    [Fact]
    public async Task Requests_stand_in_every_state_before_and_after_today()
    {
        await using var db = await demo.OpenAsync("demo");
        var requests = await db.AppointmentRequests.Include(r => r.Appointment).ToListAsync();
        var states = requests
            .Select(r => (r.Status, r.Appointment?.Status, IsAhead: r.StartsAt > DemoDatabase.Now)).ToHashSet();
        Assert.Contains((AppointmentRequestStatus.Pending, null, true), states);
        Assert.DoesNotContain((AppointmentRequestStatus.Pending, null, false), states);
        Assert.Contains((AppointmentRequestStatus.Approved, AppointmentStatus.Scheduled, true), states);
        Assert.Contains((AppointmentRequestStatus.Approved, AppointmentStatus.Scheduled, false), states);
        Assert.Contains((AppointmentRequestStatus.Approved, AppointmentStatus.Completed, false), states);
        Assert.Contains((AppointmentRequestStatus.Approved, AppointmentStatus.NoShow, false), states);
        Assert.Contains((AppointmentRequestStatus.Declined, null, true), states);
        Assert.Contains((AppointmentRequestStatus.Cancelled, null, false), states);
        Assert.Contains((AppointmentRequestStatus.Cancelled, AppointmentStatus.Cancelled, true), states);
        Assert.Equal(Enum.GetValues<AppointmentRequestEventType>().Order(), (await TypesAsync(db)).Order());
        Assert.Contains(requests, r => r.ContactId is null);
        Assert.Contains(requests, r => r.TicketId is not null);
    }

    [Fact]
    public async Task What_happened_is_told_in_its_order_and_the_counters_agree()
    {
        foreach (var slug in (string[])["demo", "demo2"])
        {
            await using var db = await demo.OpenAsync(slug);
            var organization = await db.Organizations.SingleAsync();
            var events = await db.Events.OrderBy(e => e.Revision).ToListAsync();
            Assert.Equal(Enumerable.Range(1, organization.Revision), events.Select(e => e.Revision));
            Assert.Equal(events.Select(e => e.OccurredAt).Order(), events.Select(e => e.OccurredAt));
            Assert.All(events, e => Assert.InRange(e.OccurredAt, organization.CreatedAt, DemoDatabase.Now));
            Assert.Equal(
                await db.AppointmentRequests.CountAsync(r => r.Status == AppointmentRequestStatus.Pending),
                organization.PendingCount);
        }
    }

    [Fact]
    public async Task Nobody_is_sent_a_mail_about_the_past_and_only_news_is_unread()
    {
        await using var db = await demo.OpenAsync("demo");
        Assert.Equal(0, await db.Mails.CountAsync());
        Assert.True(await db.Notifications.AnyAsync(n => n.ReadAt != null));
        Assert.True(await db.Notifications.AnyAsync(n => n.ReadAt == null));
        var yesterday = DemoDatabase.Now - Duration.FromDays(1);
        Assert.Equal(0, await db.Notifications.CountAsync(n => n.ReadAt == null && n.CreatedAt < yesterday));
    }

    private static Task<List<AppointmentRequestEventType>> TypesAsync(SlotlineContext db) =>
        db.Events.Select(e => e.Type).Distinct().ToListAsync();
}
