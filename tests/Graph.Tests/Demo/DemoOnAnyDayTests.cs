using Microsoft.EntityFrameworkCore;
using NodaTime.Text;
using Slotline.Domain.Requests;
using Slotline.Domain.Scheduling;
using Slotline.Persistence.Queries;

namespace Slotline.Graph.Tests.Demo;

/// <summary>The demo is written relative to today, so it must hold on every day.</summary>
public sealed class DemoOnAnyDayTests
{
    public static TheoryData<string> Todays =>
    [
        "2026-08-12T16:20:00Z", "2026-08-15T03:30:00Z", "2026-08-16T23:59:00Z", "2027-01-01T12:00:00Z",
        "2026-03-06T14:00:00Z", "2026-10-30T22:00:00Z", "2028-02-29T05:00:00Z",
    ];

    [Theory]
    [MemberData(nameof(Todays))]
    public async Task Whatever_day_it_is_every_rule_is_kept(string today)
    {
        var demo = new DemoDatabase(InstantPattern.ExtendedIso.Parse(today).Value);
        await demo.InitializeAsync();
        var calendars = new Calendars(demo.Database);

        foreach (var slug in (string[])["demo", "demo2"])
        {
            await using var db = await demo.OpenAsync(slug);
            var requests = await db.AppointmentRequests
                .Where(r => r.Status == AppointmentRequestStatus.Pending
                    || r.Status == AppointmentRequestStatus.Approved)
                .ToListAsync();
            foreach (var request in requests)
            {
                var found = await ViolationsAsync(calendars, request);
                Assert.True(found.Count == 0, $"{request.Description}: {string.Join(", ", found.Select(v => v.Rule))}");
            }
        }

        await demo.DisposeAsync();
    }

    /// <summary>What stood against a request's time when it was asked for, its own place not counted.</summary>
    private static async Task<IReadOnlyList<RuleViolation>> ViolationsAsync(
        Calendars calendars, AppointmentRequest request)
    {
        var minutes = (int)(request.EndsAt - request.StartsAt).TotalMinutes;
        var wish = new SlotWish(request.ServiceId, request.StartsAt, minutes)
        {
            TechnicianId = request.TechnicianId,
            ExcludeRequestId = request.Id,
        };
        var reading = await calendars.ReadAsync(
            request.OrganizationId, CalendarScope.Of(wish, request.CreatedAt), CancellationToken.None);
        return new Availability(reading.Calendar).Violations(wish, request.CreatedAt);
    }
}
